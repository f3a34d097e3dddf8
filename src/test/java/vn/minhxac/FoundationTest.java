package vn.minhxac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.minhxac.audit.Audit;
import vn.minhxac.audit.internal.AuditChain;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.RateLimiter;
import vn.minhxac.common.TooManyRequests;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitImport;
import vn.minhxac.unit.UnitKind;

/** Units, officers, audit and limits: what every other part stands on. */
class FoundationTest extends IntegrationTest {

    private static final String UNITS = """
            code,kind,name,parent_code,valid_from,valid_to,email
            20,PROVINCE,Tỉnh Lạng Sơn,,2020-01-01,,
            178,DISTRICT,Thành phố Lạng Sơn,20,2020-01-01,2025-06-30,
            05971,COMMUNE,Phường Hoàng Văn Thụ,178,2020-01-01,,
            20001,FACILITY,Trạm Y tế phường Hoàng Văn Thụ,05971,2021-03-01,,tram@example.test
            """;

    @Autowired
    UnitImport units;
    @Autowired
    Audit audit;
    @Autowired
    AuditChain chain;
    @Autowired
    RateLimiter limiter;

    @Test
    void readingTheSameUnitsTwiceChangesNothing() throws IOException {
        assertThat(read(UNITS, true)).extracting(UnitImport.Result::created, UnitImport.Result::changed).containsExactly(4, 0);
        assertThat(read(UNITS, false)).extracting(UnitImport.Result::created, UnitImport.Result::changed).containsExactly(4, 0);
        assertThat(read(UNITS, false)).extracting(UnitImport.Result::created, UnitImport.Result::changed).containsExactly(0, 0);
        var closed = read(UNITS.replace("Thụ,178,2020-01-01,,", "Thụ,178,2020-01-01,2025-06-30,"), false);
        assertThat(closed).extracting(UnitImport.Result::changed, UnitImport.Result::closed).containsExactly(1, 1);
    }

    @Test
    void aWrongLineIsNamedAndNothingIsStored() throws IOException {
        var result = read(UNITS + "99999,COMMUNE,Xã lạ,777,2020-01-01,,\n1,VILLAGE,Thôn,20,2020-01-01,,\n2,COMMUNE,X,178,01/01/2020,,\n", false);
        assertThat(result.errors()).extracting(UnitImport.LineError::code)
                .containsExactlyInAnyOrder("unit.parentUnknown", "unit.kind", "unit.dates");
        assertThat(jdbc.sql("select count(*) from unit where province_code = '20'").query(Integer.class).single()).isZero();
    }

    @Test
    void aFileThatIsNoUnitFileIsRefusedWhole() {
        for (String bad : List.of("", "\u0000\u0001", "a,b\n1,2\n", "\"unclosed")) {
            assertThatThrownBy(() -> read(bad, false)).isInstanceOf(BadInput.class);
        }
        byte[] notUtf8 = {'c', 'o', 'd', 'e', '\n', (byte) 0xC3, (byte) 0x28};
        assertThatThrownBy(() -> units.read(new ByteArrayInputStream(notUtf8), false)).isInstanceOf(BadInput.class);
    }

    @Test
    void officersSeeTheirOwnUnitAndWhatLiesBelow() {
        assertThat(sees("district1", UnitKind.FACILITY, "19001")).isTrue();
        assertThat(sees("station1", UnitKind.FACILITY, "19001")).isTrue();
        assertThat(sees("station1", UnitKind.FACILITY, "19003")).isFalse();
        assertThat(sees("facility1", UnitKind.FACILITY, "19002")).isFalse();
        assertThat(sees("province1", UnitKind.FACILITY, "19003")).isTrue();
        assertThat(officers.maySee(officers.find("province1").orElseThrow(), UnitKind.PROVINCE, "20", "20")).isFalse();
        assertThat(officers.maySee(officers.find("ministry1").orElseThrow(), UnitKind.PROVINCE, "20", "20")).isTrue();
    }

    @Test
    void aUnitWithoutOfficersIsServedByItsProvince() {
        assertThat(officers.groupFor(Role.FACILITY_HEAD, UnitKind.FACILITY, "19001", PROVINCE)).isEqualTo("unit19001head");
        assertThat(officers.groupFor(Role.FACILITY_HEAD, UnitKind.FACILITY, "19003", PROVINCE)).isEqualTo("unit19province");
    }

    @Test
    void theAuditChainShowsAnyTampering() {
        for (int i = 0; i < 3; i++) {
            audit.record("test.done", "list", "id" + i, Map.of("count", i));
        }
        assertThat(chain.firstBroken()).isEmpty();
        assertThatThrownBy(() -> jdbc.sql("update audit_event set actor = 'x'").update()).hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("delete from audit_event").update()).hasMessageContaining("append-only");
        jdbc.sql("alter table audit_event disable trigger audit_event_no_change").update();
        try {
            jdbc.sql("update audit_event set detail = '{\"count\": 9}' where subject_id = 'id1' and action = 'test.done'").update();
        } finally {
            jdbc.sql("alter table audit_event enable trigger audit_event_no_change").update();
        }
        assertThat(chain.firstBroken()).isPresent();
        jdbc.sql("alter table audit_event disable trigger user").update();
        jdbc.sql("truncate audit_event").update();
        jdbc.sql("alter table audit_event enable trigger user").update();
    }

    @Test
    void aLimitHoldsAndRefills() {
        for (int i = 0; i < 5; i++) {
            limiter.take("test", "somebody", 5, Duration.ofSeconds(5));
        }
        limiter.take("test", "somebody else", 5, Duration.ofSeconds(5));
        assertThatThrownBy(() -> limiter.take("test", "somebody", 5, Duration.ofSeconds(5)))
                .isInstanceOfSatisfying(TooManyRequests.class, e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
        clock.advance(Duration.ofSeconds(1));
        limiter.take("test", "somebody", 5, Duration.ofSeconds(5));
        assertThatThrownBy(() -> limiter.take("test", "somebody", 5, Duration.ofSeconds(5))).isInstanceOf(TooManyRequests.class);
    }

    private UnitImport.Result read(String csv, boolean dryRun) throws IOException {
        return units.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), dryRun);
    }

    private boolean sees(String user, UnitKind kind, String code) {
        return officers.maySee(officers.find(user).orElseThrow(), kind, code, PROVINCE);
    }
}
