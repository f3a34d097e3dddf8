package vn.minhxac.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import vn.minhxac.IntegrationTest;
import vn.minhxac.common.BadInput;
import vn.minhxac.unit.Delegations.RoutingProfile;

/** A province hands complaints down to districts and communes. */
class DelegationTest extends IntegrationTest {

    private static final String QUANG_VINH = "05434";

    @Autowired
    Delegations delegations;
    @Autowired
    Duty duty;
    @Autowired
    MockMvc web;

    private void grant(String officer, UnitKind kind, String code) {
        as(officer, () -> {
            delegations.grant(kind, code);
            return null;
        });
    }

    private void revoke(String officer, UnitKind kind, String code) {
        as(officer, () -> {
            delegations.revoke(kind, code);
            return null;
        });
    }

    private void address(UnitKind kind, String code, String email) {
        jdbc.sql("update unit set email = :email where kind = :kind and code = :code").param("email", email).param("kind", kind.name())
                .param("code", code).update();
    }

    private Map<String, Object> mail() {
        return jdbc.sql("select recipient, subject, body, html from outbox").query().singleRow();
    }

    @Test
    void aUnitWithAnAccountNeedsNoOtherAndLosesItsDelegationWhenItIsTakenBack() {
        grant("province1", UnitKind.COMMUNE, COMMUNE);
        grant("province2", UnitKind.COMMUNE, COMMUNE);
        grant("province1", UnitKind.DISTRICT, "164");

        assertThat(delegations.delegated(UnitKind.COMMUNE, COMMUNE)).isTrue();
        assertThat(delegations.delegated(UnitKind.COMMUNE, QUANG_VINH)).isFalse();
        assertThat(delegations.inForce(PROVINCE)).extracting(Delegations.Delegation::unitName, Delegations.Delegation::grantedBy)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("Phường Quán Triều", "province1"),
                        org.assertj.core.groups.Tuple.tuple("Thành phố Thái Nguyên", "province1"));
        assertThat(delegations.inForce("20")).isEmpty();
        assertThat(jdbc.sql("select count(*) from outbox").query(Integer.class).single()).as("no mail, no account").isZero();

        revoke("province2", UnitKind.COMMUNE, COMMUNE);
        revoke("province2", UnitKind.COMMUNE, COMMUNE);
        assertThat(delegations.delegated(UnitKind.COMMUNE, COMMUNE)).isFalse();
        assertThat(delegations.inForce(PROVINCE)).hasSize(1);
        grant("province1", UnitKind.COMMUNE, COMMUNE);
        assertThat(delegations.delegated(UnitKind.COMMUNE, COMMUNE)).as("and given again").isTrue();
        assertThat(jdbc.sql("select action from audit_event where subject_id = 'COMMUNE:05431' order by id desc limit 3").query(String.class).list())
                .containsExactly("delegation.granted", "delegation.revoked", "delegation.granted");
    }

    @Test
    void aStationWithoutAnAccountGetsOneByMailAndChangesItsPasswordBeforeAnythingElse() throws Exception {
        // the commune has no address; that of its health station does
        address(UnitKind.FACILITY, "19003", "tyt.quangvinh@thainguyen.example.vn");
        grant("province1", UnitKind.COMMUNE, QUANG_VINH);

        assertThat(duty.of(Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, QUANG_VINH)).singleElement().satisfies(o -> {
            assertThat(o.userId()).isEqualTo("station05434");
            assertThat(o.displayName()).isEqualTo("Trạm Y tế phường Quang Vinh");
            assertThat(o.provinceCode()).isEqualTo(PROVINCE);
        });
        var mail = mail();
        assertThat(mail.get("recipient")).isEqualTo("tyt.quangvinh@thainguyen.example.vn");
        assertThat(mail.get("subject")).isEqualTo("Tài khoản xử lý phản ánh thông tin tiêm chủng của Trạm Y tế phường Quang Vinh");
        String text = (String) mail.get("body");
        assertThat(text).contains("Kính gửi Trạm Y tế phường Quang Vinh,", "tại Phường Quang Vinh", "9458/BYT-CNTT", "48 giờ",
                "Tên đăng nhập: station05434", "đổi mật khẩu ngay khi đăng nhập lần đầu").doesNotContain("{", "''");
        Matcher found = Pattern.compile("Mật khẩu lần đầu: (\\S+)").matcher(text);
        assertThat(found.find()).isTrue();
        String password = found.group(1);
        assertThat(password).matches("[a-zA-Z2-9-]{15,}").doesNotContainPattern("[0O1lI]");
        assertThat((String) mail.get("html")).contains("<code>station05434</code>", "<code>" + password + "</code>", "<b>Phường Quang Vinh</b>");
        assertThat(jdbc.sql("select detail::text from audit_event order by id desc limit 1").query(String.class).single())
                .contains("station05434").doesNotContain(password);

        // by API: nothing
        for (String path : List.of("/api/v1/session", "/api/v1/progress", "/api/v1/trust-list")) {
            web.perform(get(path).with(httpBasic("station05434", password))).andExpect(status().isForbidden())
                    .andExpect(jsonPath("$.code").value("password.mustChange"))
                    .andExpect(jsonPath("$.title").value("Cần đổi mật khẩu trước"));
        }
        // by the web: the page of the password
        MockHttpSession session = (MockHttpSession) web.perform(post("/login").param("username", "station05434").param("password", password).with(csrf()))
                .andReturn().getRequest().getSession();
        for (String path : List.of("/staff", "/staff/imports", "/camunda/app/tasklist/default/", "/swagger-ui/index.html")) {
            web.perform(get(path).session(session)).andExpect(redirectedUrl("/password"));
        }
        web.perform(get("/camunda/api/engine/engine/default/task").session(session)).andExpect(status().isForbidden());
        web.perform(get("/api/v1/session").session(session)).andExpect(status().isForbidden());
        web.perform(get("/passport").session(session)).andExpect(status().isOk());

        web.perform(post("/password").session(session).param("old", password).param("password", "lúa chín vàng đồng").param("again", "lúa chín vàng đồng")
                .with(csrf())).andExpect(redirectedUrl("/camunda/app/tasklist/default/"));
        web.perform(get("/staff").session(session)).andExpect(status().isOk());
        web.perform(get("/api/v1/session").with(httpBasic("station05434", "lúa chín vàng đồng"))).andExpect(status().isOk())
                .andExpect(jsonPath("$.unit").value(QUANG_VINH));
        web.perform(get("/api/v1/session").with(httpBasic("station05434", password))).andExpect(status().isUnauthorized());
    }

    @Test
    void aDistrictOfficeGetsAnAccountUnderItsOwnAddressAndANameThatIsStillFree() {
        jdbc.sql("update officer set active = false where user_id = 'district1'").update();
        officer("district164", Role.ANALYST, null, null);
        address(UnitKind.DISTRICT, "164", "yte@tptn.example.vn");
        address(UnitKind.FACILITY, "19002", "ttyt@tptn.example.vn");
        grant("admin", UnitKind.DISTRICT, "164");

        assertThat(duty.of(Role.DISTRICT_HEALTH, UnitKind.DISTRICT, "164")).extracting(Officer::userId, Officer::displayName, Officer::email)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("district164n2", "Trung tâm Y tế thành phố Thái Nguyên", "yte@tptn.example.vn"));
        assertThat(mail().get("recipient")).isEqualTo("yte@tptn.example.vn");
        assertThat(officers.find("district164")).hasValueSatisfying(o -> assertThat(o.role()).isEqualTo(Role.ANALYST));
    }

    @Test
    void withoutAnAddressNothingIsDelegated() {
        assertThatThrownBy(() -> grant("province1", UnitKind.COMMUNE, QUANG_VINH)).isInstanceOfSatisfying(BadInput.class, e -> {
            assertThat(e.status()).isEqualTo(422);
            assertThat(e.code()).isEqualTo("delegation.noMail");
        });
        assertThat(delegations.delegated(UnitKind.COMMUNE, QUANG_VINH)).isFalse();
        assertThat(officers.find("station05434")).isEmpty();
    }

    @Test
    void twoWhoDelegateAtOnceMakeOneAccount() {
        address(UnitKind.FACILITY, "19003", "tyt@thainguyen.example.vn");
        var all = List.of("province1", "province2", "admin", "province1").stream()
                .map(who -> CompletableFuture.runAsync(() -> grant(who, UnitKind.COMMUNE, QUANG_VINH))).toList();
        all.forEach(CompletableFuture::join);
        assertThat(duty.of(Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, QUANG_VINH)).hasSize(1);
        assertThat(mail()).isNotEmpty();
        assertThat(delegations.inForce(PROVINCE)).hasSize(1);
    }

    @Test
    void onlyTheProvinceItselfDelegatesAndOnlyWhatCanBeDelegated() {
        for (String who : List.of("station1", "district1", "supervisor1", "ministry1", "chair1", "analyst1")) {
            assertRefused(403, () -> grant(who, UnitKind.COMMUNE, COMMUNE));
            assertRefused(403, () -> revoke(who, UnitKind.COMMUNE, COMMUNE));
            assertRefused(403, () -> choose(who, PROVINCE, RoutingProfile.TWO_TIER_2025));
        }
        jdbc.sql("update officer set unit_code = '20', province_code = '20' where user_id = 'province2'").update();
        assertRefused(403, () -> grant("province2", UnitKind.COMMUNE, COMMUNE));
        assertRefused(403, () -> choose("province2", PROVINCE, RoutingProfile.TWO_TIER_2025));
        assertRefused(422, () -> grant("province1", UnitKind.FACILITY, FACILITY));
        assertRefused(422, () -> grant("province1", UnitKind.PROVINCE, PROVINCE));
        assertRefused(422, () -> grant("province1", null, null));
        assertRefused(404, () -> grant("province1", UnitKind.COMMUNE, "99999"));
        jdbc.sql("update unit set valid_to = date '2022-05-03' where code = '05434'").update();
        assertRefused(422, () -> grant("province1", UnitKind.COMMUNE, QUANG_VINH));
        assertThat(delegations.inForce(PROVINCE)).isEmpty();
    }

    @Test
    void theProfileFollowsTheTiersThereAreUntilTheProvinceChooses() {
        assertThat(delegations.profile(PROVINCE)).isEqualTo(RoutingProfile.THREE_TIER_2021);
        jdbc.sql("update unit set valid_to = date '2022-05-03' where kind = 'DISTRICT'").update();
        assertThat(delegations.profile(PROVINCE)).isEqualTo(RoutingProfile.TWO_TIER_2025);
        assertThat(delegations.profile("unknown")).isEqualTo(RoutingProfile.TWO_TIER_2025);
        choose("province1", PROVINCE, RoutingProfile.THREE_TIER_2021);
        assertThat(delegations.profile(PROVINCE)).isEqualTo(RoutingProfile.THREE_TIER_2021);
        assertThat(jdbc.sql("select action from audit_event order by id desc limit 1").query(String.class).single()).isEqualTo("routingProfile.chosen");
    }

    private void choose(String who, String province, RoutingProfile profile) {
        as(who, () -> {
            delegations.choose(province, profile);
            return null;
        });
    }

    private static void assertRefused(int status, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(BadInput.class, e -> assertThat(e.status()).isEqualTo(status));
    }
}
