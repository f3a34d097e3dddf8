package vn.minhxac.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import vn.minhxac.IntegrationTest;

/** Absences, delegations and the routing profile, on the officers' page and by API. */
class UnitPageTest extends IntegrationTest {

    @Autowired
    MockMvc web;
    @Autowired
    Duty duty;
    @Autowired
    Delegations delegations;

    @BeforeEach
    void colleague() {
        officer("station2", Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, COMMUNE);
    }

    private ResultActions as(String who, MockHttpServletRequestBuilder request) throws Exception {
        return web.perform(request.with(httpBasic(who, "minhxac")).with(csrf()));
    }

    private ResultActions json(String who, MockHttpServletRequestBuilder request, String body) throws Exception {
        return as(who, request.contentType(MediaType.APPLICATION_JSON).content(body));
    }

    private static MockHttpServletRequestBuilder absence(String user, String from, String to, String substitute) {
        return post("/staff/unit/absences").param("user", user).param("firstDay", from).param("lastDay", to).param("substitute", substitute);
    }

    @Test
    void anOfficerEntersTheOwnAbsenceAndStrikesItOutAgain() throws Exception {
        as("station1", get("/staff/unit")).andExpect(status().isOk()).andExpect(content().string(Matchers.allOf(
                Matchers.containsString("Không ai vắng mặt"), Matchers.containsString("station2"), Matchers.not(Matchers.containsString("Phân cấp xử lý")))));
        as("station1", absence("station1", "2022-05-04", "2022-05-06", "station2")).andExpect(redirectedUrl("/staff/unit?done=absence"));
        as("station1", get("/staff/unit?done=absence")).andExpect(content().string(Matchers.allOf(
                Matchers.containsString("Đã ghi vắng mặt."), Matchers.containsString("04/05/2022"), Matchers.containsString("06/05/2022"))));
        var entered = duty.absentToday("station1").orElseThrow();
        assertThat(entered.substitute()).isEqualTo("station2");
        as("station2", post("/staff/unit/absences/" + entered.id() + "/delete")).andExpect(status().isNotFound());
        as("station1", post("/staff/unit/absences/" + entered.id() + "/delete")).andExpect(redirectedUrl("/staff/unit?done=struck"));
        assertThat(duty.absentToday("station1")).isEmpty();
        assertThat(jdbc.sql("select action from audit_event where subject_id = 'station1' order by id desc limit 2").query(String.class).list())
                .containsExactly("absence.deleted", "absence.entered");
    }

    @Test
    void theHeadEntersThoseOfTheUnitAndTheProvinceAllOfItsOwn() throws Exception {
        as("chair1", absence("station1", "2022-05-10", "2022-05-10", "")).andExpect(redirectedUrl("/staff/unit?done=absence"));
        as("facilityhead1", absence("facility1", "2022-05-10", "2022-05-10", "")).andExpect(redirectedUrl("/staff/unit?done=absence"));
        as("province1", absence("facility2", "2022-05-11", "2022-05-11", "")).andExpect(redirectedUrl("/staff/unit?done=absence"));
        for (var refused : List.of(absence("facility1", "2022-06-10", "2022-06-10", ""), absence("nobody", "2022-06-10", "2022-06-10", ""))) {
            as("chair1", refused).andExpect(status().isForbidden());
        }
        as("station1", absence("station2", "2022-06-10", "2022-06-10", "")).andExpect(status().isForbidden());
        as("district1", absence("station1", "2022-06-10", "2022-06-10", "")).andExpect(status().isForbidden());
        as("province1", absence("ministry1", "2022-06-10", "2022-06-10", "")).andExpect(status().isForbidden());
        assertThat(super.as("station1", duty::absences)).hasSize(1);
        assertThat(super.as("station2", duty::absences)).isEmpty();
        assertThat(super.as("facilityhead2", duty::absences)).extracting(Duty.Absence::userId).containsExactly("facility2");
        assertThat(super.as("province2", duty::absences)).hasSize(3);
        clock.advance(java.time.Duration.ofDays(8));
        assertThat(super.as("province2", duty::absences)).as("what is over is gone").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2022-05-06, 2022-05-05, '', lastDay, absence.order", "2022-05-01, 2022-05-03, '', lastDay, absence.past",
            "2022-05-04, 2023-06-01, '', lastDay, absence.long", "9999-01-01, 9999-01-02, '', lastDay, absence.long",
            "2022-05-20, 2022-05-22, '', firstDay, absence.overlap", "2022-05-04, 2022-05-05, station1, substitute, absence.substitute",
            "2022-05-04, 2022-05-05, police1, substitute, absence.substitute", "2022-05-04, 2022-05-05, nobody, substitute, absence.substitute",
            ", 2022-05-05, '', firstDay, NotNull", "2022-05-04, , '', lastDay, NotNull"})
    void aBadAbsenceIsRefusedWithTheReasonAndNotEntered(String from, String to, String substitute, String field, String code) throws Exception {
        as("station1", absence("station1", "2022-05-21", "2022-05-23", "")).andExpect(status().is3xxRedirection());
        String body = "{\"firstDay\":%s,\"lastDay\":%s,\"substitute\":%s}".formatted(quoted(from), quoted(to), quoted(substitute.isEmpty() ? null : substitute));
        json("station1", post("/api/v1/absences"), body).andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value(field)).andExpect(jsonPath("$.errors[0].code").value(code))
                .andExpect(jsonPath("$.errors[0].message").value(Matchers.not(Matchers.startsWith("error."))));
        as("station1", absence("station1", from == null ? "" : from, to == null ? "nonsense" : to, substitute)).andExpect(status().isBadRequest())
                .andExpect(content().string(Matchers.containsString("is-invalid")));
        assertThat(super.as("station1", duty::absences)).hasSize(1);
    }

    private static String quoted(String text) {
        return text == null ? "null" : '"' + text + '"';
    }

    @Test
    void absencesByApi() throws Exception {
        json("station1", post("/api/v1/absences"), "{\"firstDay\":\"2022-05-04\",\"lastDay\":\"2022-05-05\",\"substitute\":\"station2\"}")
                .andExpect(status().isCreated());
        String id = Long.toString(duty.absentToday("station1").orElseThrow().id());
        as("chair1", get("/api/v1/absences")).andExpect(jsonPath("$.items[0].id").value(id)).andExpect(jsonPath("$.items[0].user").value("station1"))
                .andExpect(jsonPath("$.items[0].lastDay").value("2022-05-05")).andExpect(jsonPath("$.items[0].substitute").value("station2"));
        as("police1", delete("/api/v1/absences/" + id)).andExpect(status().isNotFound());
        as("chair1", delete("/api/v1/absences/" + id)).andExpect(status().isNoContent());
        as("chair1", delete("/api/v1/absences/" + id)).andExpect(status().isNotFound());
        as("chair1", delete("/api/v1/absences/x")).andExpect(status().isBadRequest());
    }

    @Test
    void theProvinceSearchesDelegatesAndTakesBack() throws Exception {
        as("province1", get("/staff/unit").param("q", "quan tri")).andExpect(status().isOk()).andExpect(content().string(Matchers.allOf(
                Matchers.containsString("Chưa phân cấp cho đơn vị nào"), Matchers.containsString("Phường Quán Triều"),
                Matchers.not(Matchers.containsString("Trạm Y tế phường Quán Triều")))));
        as("province1", post("/staff/unit/delegations").param("kind", "COMMUNE").param("code", COMMUNE)).andExpect(redirectedUrl("/staff/unit?done=granted"));
        assertThat(delegations.delegated(UnitKind.COMMUNE, COMMUNE)).isTrue();
        as("province1", get("/staff/unit").param("q", "05431")).andExpect(content().string(Matchers.allOf(
                Matchers.containsString("Thu hồi"), Matchers.containsString("Đã phân cấp"))));
        as("province1", post("/staff/unit/delegations").param("kind", "COMMUNE").param("code", "05434")).andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(Matchers.containsString("Đơn vị chưa có địa chỉ thư điện tử")));
        as("province1", post("/staff/unit/delegations/revoke").param("kind", "COMMUNE").param("code", COMMUNE)).andExpect(status().is3xxRedirection());
        assertThat(delegations.delegated(UnitKind.COMMUNE, COMMUNE)).isFalse();
        as("province1", post("/staff/unit/profile").param("province", PROVINCE).param("profile", "TWO_TIER_2025"))
                .andExpect(redirectedUrl("/staff/unit?done=profile&province=19"));
        assertThat(delegations.profile(PROVINCE)).isEqualTo(Delegations.RoutingProfile.TWO_TIER_2025);
    }

    @Test
    void theAdministratorChoosesTheProvince() throws Exception {
        as("admin", get("/staff/unit?province=19")).andExpect(status().isOk()).andExpect(content().string(Matchers.allOf(
                Matchers.containsString("Phân cấp xử lý phản ánh – Tỉnh Thái Nguyên"), Matchers.containsString("Mô hình phân tuyến"))));
        as("admin", post("/staff/unit/delegations").param("kind", "DISTRICT").param("code", "164").param("province", PROVINCE))
                .andExpect(redirectedUrl("/staff/unit?done=granted&province=19"));
        as("admin", get("/staff/unit?province=%3Cscript%3E")).andExpect(status().isOk());
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind=PLANET&code=1", "kind=COMMUNE", "code=05431", ""})
    void aFormThatIsNotOursIsBadInput(String form) throws Exception {
        as("province1", post("/staff/unit/delegations?" + form)).andExpect(status().isBadRequest());
        as("province1", post("/staff/unit/profile?province=19&profile=FOUR")).andExpect(status().isBadRequest());
        as("station1", post("/staff/unit/delegations?kind=COMMUNE&code=05431")).andExpect(status().isForbidden());
        assertThat(delegations.inForce(PROVINCE)).isEmpty();
    }

    @Test
    void delegationsAndProfileByApi() throws Exception {
        json("province1", post("/api/v1/delegations"), "{\"kind\":\"DISTRICT\",\"unit\":\"164\"}").andExpect(status().isCreated());
        as("province2", get("/api/v1/delegations")).andExpect(status().isOk()).andExpect(jsonPath("$.items[0].kind").value("DISTRICT"))
                .andExpect(jsonPath("$.items[0].unit").value("164")).andExpect(jsonPath("$.items[0].name").value("Thành phố Thái Nguyên"))
                .andExpect(jsonPath("$.items[0].grantedAt").value("2022-05-04T01:00:00Z"));
        as("ministry1", get("/api/v1/delegations?province=19")).andExpect(jsonPath("$.items.length()").value(1));
        as("ministry1", get("/api/v1/delegations")).andExpect(status().isBadRequest());
        as("ministry1", get("/api/v1/delegations?province=99")).andExpect(status().isNotFound());
        as("province1", get("/api/v1/delegations?province=20")).andExpect(status().isForbidden());
        as("station1", get("/api/v1/delegations")).andExpect(status().isForbidden());
        as("station1", delete("/api/v1/delegations/DISTRICT/164")).andExpect(status().isForbidden());
        as("province1", delete("/api/v1/delegations/DISTRICT/164")).andExpect(status().isNoContent());
        as("province1", delete("/api/v1/delegations/PLANET/164")).andExpect(status().isBadRequest());
        as("province1", get("/api/v1/delegations")).andExpect(jsonPath("$.items.length()").value(0));
        for (String bad : List.of("", "[]", "{\"kind\":\"PLANET\",\"unit\":\"164\"}", "{\"kind\":", "null")) {
            json("province1", post("/api/v1/delegations"), bad).andExpect(status().isBadRequest());
        }
        json("province1", post("/api/v1/delegations"), "{}").andExpect(status().isUnprocessableEntity());

        as("supervisor1", get("/api/v1/routing-profile")).andExpect(jsonPath("$.profile").value("THREE_TIER_2021")).andExpect(jsonPath("$.province").value("19"));
        json("province1", put("/api/v1/routing-profile"), "{\"profile\":\"TWO_TIER_2025\"}").andExpect(status().isOk())
                .andExpect(jsonPath("$.profile").value("TWO_TIER_2025"));
        json("supervisor1", put("/api/v1/routing-profile"), "{\"profile\":\"THREE_TIER_2021\"}").andExpect(status().isForbidden());
        json("province1", put("/api/v1/routing-profile"), "{}").andExpect(status().isBadRequest()).andExpect(jsonPath("$.errors[0].field").value("profile"));
        json("province1", put("/api/v1/routing-profile"), "{\"profile\":\"X\"}").andExpect(status().isBadRequest());
        assertThat(delegations.profile(PROVINCE)).isEqualTo(Delegations.RoutingProfile.TWO_TIER_2025);
    }
}
