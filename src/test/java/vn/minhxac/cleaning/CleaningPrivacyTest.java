package vn.minhxac.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockMultipartFile;

import io.micrometer.core.instrument.MeterRegistry;

import vn.minhxac.Canary;
import vn.minhxac.training.registry.RegistrySimulator.Fault;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;

/** A list from the file to its end, with everything going wrong on the way: nobody's name, number, phone or birth date is where it does not belong. */
@ExtendWith(OutputCaptureExtension.class)
class CleaningPrivacyTest extends CleaningScene {

    private static final List<String> PERSONAL = List.of("Nguyễn Thị Kín", "Nguyen Thi Kin", "NGUYEN THI KIN", "Thị Kín", "Trần Văn Mật", "TRAN VAN MAT", "Văn Mật", "Lê Thị Giấu",
            "LE THI GIAU", "Thị Giấu", "019185000077", "19185000077", "019085000088", "019185000099", "0912000777", "0912000888", "0912000999", "0933111222",
            "1985-03-07", "07/03/1985", "1985-04-08", "1985-05-09");

    @Autowired
    private MeterRegistry meters;

    @AfterEach
    void repair() {
        jdbc.sql("alter table citizen drop constraint if exists broken_disk").update();
    }

    @Test
    void nobodyIsInTheEngineTheLogTheAuditOrTheMetrics(CapturedOutput log) throws Exception {
        officers.save(new Officer("police1", "police1", Role.COMMUNE_POLICE, UnitKind.COMMUNE, COMMUNE, PROVINCE, "police@example.test", null, true), "minhxac");
        known("019185000077", "Nguyễn Thị Kín", "F", "1985-03-07");
        known("019085000088", "Trần Văn Mật", "M", "1985-04-08");
        known("019185000099", "Lê Thị Giấu", "F", "1985-05-09");
        Line hidden = Line.of("R3", "Lê Thị Giấu", "F", "1985-05-09", "").phoned("0912000999");
        imported(Line.of("R1", "Nguyễn Thị Kín", "F", "1985-03-07", "19185000077").phoned("0912000777"),
                Line.of("R2", "Trần Văn Mật", "F", "1985-04-08", "019085000088").phoned("0912000888"), hidden, hidden.dose("2", "2021-09-01"));
        UUID batch = requested("station1");
        String path = "/api/v1/cleaning/batches/" + batch;

        // The station: searches, mistakes, a broken file, a whole class.
        index(batch, "station1", Map.of("query", "nguyen thi kin"));
        send(post(path + "/decisions"), "station1", "[{\"recordId\":\"R3\",\"decision\":\"Lê Thị Giấu\"}]");
        send(post(path + "/decisions"), "station1", "[{\"recordId\":\"Lê Thị Giấu\",\"decision\":\"DOSE\",\"reason\":\"0912000999\"}]");
        send(post(path + "/decisions"), "station1", "[{\"recordId\":\"R3\",\"decision\":\"EDIT\",\"changes\":{\"fullName\":\"Lê Thị Giấu 019185000099\"}}]");
        send(get(path + "/rows").param("lines", "Lê Thị Giấu"), "station1", null);
        web.perform(multipart(path + "/workbook").file(new MockMultipartFile("file", "Lê Thị Giấu.xlsx", null, "PK\3\4 Lê Thị Giấu 019185000099".getBytes(StandardCharsets.UTF_8)))
                .with(user("station1")).with(csrf())).andReturn();
        String sample = call(post(path + "/samples"), "station1", Map.of("query", "kín"), 200).path("id").asText();
        call(post(path + "/samples/" + sample + "/accept"), "station1", null, 200);
        call(post(path + "/undo"), "station1", null, 200);
        accepted(batch, "station1", "R1");
        accepted(batch, "station1", "R2");
        Map<String, Object> both = decision("R3", "EDIT", "changes", Map.of("idNumber", "019185000099", "phone", "0933111222"));
        decided(batch, "station1", both);
        complete(batch, "reviewRows", "station1");

        // The police: late, and one who writes people into the number of a paper.
        clock.advance(Duration.ofDays(4));
        runJobs();
        confirmAll(batch, "police1");
        complete(batch, "compareByPolice", "police1");
        for (String number : List.of("Lê Thị Giấu", "019185000099", "0912.000.999", "Lê Thị Giấu/BB")) {
            assertThatThrownBy(() -> complete(batch, "signAndHandOver", "police1", Map.of("documentNumber", number))).hasMessageContaining("chưa hợp lệ");
        }
        complete(batch, "signAndHandOver", "police1", Map.of("documentNumber", "15/BB-CAP"));

        // The update: the database refuses a row and says which, then the registry is away.
        jdbc.sql("alter table citizen add constraint broken_disk check (id_number <> '019185000099') not valid").update();
        assertThatThrownBy(() -> complete(batch, "receiveList", "station1")).isInstanceOf(AssertionError.class);
        assertThat(query("select count(*) from act_ru_job where exception_msg_ is not null")).isOne();
        canary(log);
        jdbc.sql("alter table citizen drop constraint broken_disk").update();
        registry.fault(Fault.DOWN);
        for (int minute = 0; minute < 8; minute++) {
            clock.advance(Duration.ofMinutes(1));
            engine.getManagementService().createJobQuery().executable().list().forEach(job -> {
                try {
                    engine.getManagementService().executeJob(job.getId());
                } catch (RuntimeException expected) {
                    // what the engine keeps of it is looked at below
                }
            });
        }
        assertThat(engine.getRuntimeService().createIncidentQuery().count()).isPositive();
        canary(log);
        registry.fault(Fault.OK);
        clock.advance(Duration.ofMinutes(10));
        engine.getManagementService().createJobQuery().noRetriesLeft().list().forEach(job -> engine.getManagementService().setJobRetries(job.getId(), 1));
        runJobs();
        assertThat(List.of(status("R1"), status("R2"), status("R3"))).containsOnly("MATCHED");
        assertThat(fact("R3", "phone")).isEqualTo("0933111222");
        canary(log);
        assertThat(jdbc.sql("select string_agg(concat_ws(' ', actor, action, subject_type, subject_id, detail::text), ' ') from audit_event where subject_type like 'cleaning%'")
                .query(String.class).single()).contains("cleaning.applied").satisfies(CleaningPrivacyTest::clean);
        assertThat(jdbc.sql("select string_agg(filter::text, ' ') from cleaning_sample").query(String.class).single()).satisfies(CleaningPrivacyTest::clean);
        assertThat(jdbc.sql("select string_agg(concat_ws(' ', subject, body), ' ') from outbox where recipient = 'police@example.test'").query(String.class).single())
                .satisfies(CleaningPrivacyTest::clean);
        assertThat(jdbc.sql("select string_agg(concat_ws(' ', reason, source_id), ' ') from record_change").query(String.class).single()).satisfies(CleaningPrivacyTest::clean);
        assertThat(meters.getMeters().toString() + meters.getMeters().stream().map(meter -> meter.getId().toString()).toList()).satisfies(CleaningPrivacyTest::clean);
    }

    private void canary(CapturedOutput log) {
        assertThat(new Canary(jdbc).found(PERSONAL)).as("in the engine's tables").isEmpty();
        clean(log.getAll());
    }

    private static void clean(String text) {
        assertThat(PERSONAL.stream().filter(text::contains).toList()).isEmpty();
    }

    private int query(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }
}
