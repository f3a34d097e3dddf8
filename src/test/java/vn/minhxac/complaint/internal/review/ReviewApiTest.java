package vn.minhxac.complaint.internal.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import vn.minhxac.IntegrationTest;
import vn.minhxac.complaint.ComplaintAttachments;

/** What officers see of a complaint, and what they may keep as their decision. */
class ReviewApiTest extends IntegrationTest {

    private static final String NUMBER = "019190012345";
    private static final String FACILITY_GROUP = "unit19001facility";

    @Autowired
    private MockMvc mvc;
    @Autowired
    private ObjectMapper json;
    @Autowired
    private ComplaintAttachments attachments;
    private ReviewScene scene;

    @BeforeEach
    void scene() {
        scene = new ReviewScene(jdbc, engine);
    }

    @AfterEach
    void remove() {
        scene.remove();
    }

    @Test
    void onlyTheUnitThatHasTheTaskAndItsProvinceSeeTheComplaint() throws Exception {
        UUID id = missingSecondDose();
        UUID photo = scene.attachment(id, "CERTIFICATE");
        scene.at(id, "reviewByFacility", FACILITY_GROUP);
        view(id, "facility1").andExpect(status().isOk()).andExpect(jsonPath("$.mode").value("REVIEW"))
                .andExpect(jsonPath("$.complaint.attachments.length()").value(1)).andExpect(jsonPath("$.complaint.hours").value(40));
        view(id, "province1").andExpect(status().isOk()).andExpect(jsonPath("$.mode").value("READ"));
        view(id, "admin").andExpect(status().isOk());
        for (String other : new String[] {"facility2", "facilityhead1", "station1", "police1", "district1", "supervisor1", "ministry1"}) {
            view(id, other).andExpect(status().isNotFound());
            mvc.perform(get("/api/v1/complaint-attachments/" + photo).with(user(other))).andExpect(status().isNotFound());
        }
        mvc.perform(get("/api/v1/complaint-reviews/" + id)).andExpect(status().isUnauthorized());
        view(UUID.randomUUID(), "facility1").andExpect(status().isNotFound());
    }

    @Test
    void aPhotoIsShownSandboxedAndEachLookAtItAudited() throws Exception {
        UUID id = missingSecondDose();
        scene.at(id, "reviewByFacility", FACILITY_GROUP);
        var png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(900, 700, BufferedImage.TYPE_INT_RGB), "png", png);
        UUID photo = attachments.store(new ByteArrayInputStream(png.toByteArray()), ComplaintAttachments.Kind.CERTIFICATE, "192.0.2.1");
        mvc.perform(get("/api/v1/complaint-attachments/" + photo).with(user("facility1"))).andExpect(status().isNotFound());
        jdbc.sql("update complaint_attachment set complaint_id = :c where id = :id").param("c", id).param("id", photo).update();
        byte[] shown = mvc.perform(get("/api/v1/complaint-attachments/" + photo).with(user("facility1"))).andExpect(status().isOk())
                .andExpect(header().string("Content-Type", "image/png")).andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(header().string("Content-Security-Policy", startsWith("sandbox"))).andExpect(header().string("Cache-Control", "no-store"))
                .andReturn().getResponse().getContentAsByteArray();
        assertThat(ImageIO.read(new ByteArrayInputStream(shown)).getWidth()).isEqualTo(900);
        assertThat(jdbc.sql("select actor from audit_event where action = 'complaint.attachmentViewed' and subject_id = :id")
                .param("id", photo.toString()).query(String.class).list()).containsExactly("facility1");
    }

    @Test
    void eachLookIsAuditedOnceADayWithoutPersonalData() throws Exception {
        UUID id = missingSecondDose();
        scene.at(id, "reviewByFacility", FACILITY_GROUP);
        view(id, "facility1");
        view(id, "facility1");
        view(id, "province1");
        assertThat(jdbc.sql("select actor || ' ' || detail::text from audit_event where action = 'complaint.viewed' and subject_id = :id order by id")
                .param("id", id.toString()).query(String.class).list())
                .containsExactly("facility1 {\"role\": \"FACILITY_OFFICER\"}", "province1 {\"role\": \"PROVINCIAL_HEALTH\"}");
    }

    @Test
    void aMissingDoseIsAddedWithOneClick() throws Exception {
        UUID id = missingSecondDose();
        scene.at(id, "reviewByFacility", FACILITY_GROUP);
        JsonNode view = body(view(id, "facility1"));
        assertThat(view.at("/record/fullName").asText()).isEqualTo("Nguyễn Thị Đào");
        assertThat(view.at("/wish/possible").asBoolean()).as(view.at("/wish/why").asText()).isTrue();
        assertThat(view.at("/wish/changes/0/text").asText())
                .isEqualTo("Thêm mũi 2: 05/10/2021, Pfizer–BioNTech, lô FK0112, Trạm Y tế phường Quán Triều");
        assertThat(view.at("/wish/police").asBoolean()).isFalse();
        assertThat(view.at("/doses/0/facts/0/result").asText()).isEqualTo("SAME");
        assertThat(view.at("/rejections")).isEmpty();
        decide(id, "facility1", "{\"changes\": [" + view.at("/wish/changes/0/change") + "], \"answer\": \"Đã bổ sung mũi 2.\"}").andExpect(status().isOk());
        assertThat(body(view(id, "facility1")).at("/decision/answer").asText()).isEqualTo("Đã bổ sung mũi 2.");
        assertThat(jdbc.sql("select citizen_id is not null from complaint").query(Boolean.class).single()).isTrue();
    }

    @Test
    void identityIsComparedWordByWordAndLetterByLetter() throws Exception {
        scene.person("Nguyễn Thi Đào", LocalDate.of(1990, 2, 1), "019190012354");
        UUID id = scene.complaint("WRONG_PERSONAL_INFO", "Nguyễn Thị Đào", "1990-01-02", NUMBER);
        scene.at(id, "reviewByFacility", FACILITY_GROUP);
        jdbc.sql("update complaint set citizen_id = (select id from citizen)").update();
        JsonNode view = body(view(id, "facility1"));
        assertThat(fields(view, "result")).containsExactly("NEAR", "SAME", "NEAR", "NEAR");
        assertThat(view.at("/fields/0/note").asText()).isEqualTo("Chỉ khác dấu: “Thị” – hồ sơ ghi “Thi”");
        assertThat(view.at("/fields/2/note").asText()).isEqualTo("Ngày và tháng đảo chỗ cho nhau");
        assertThat(view.at("/fields/3/note").asText()).isEqualTo("Khác ở vị trí thứ 11, 12");
        assertThat(view.at("/wish/changes")).hasSize(3);
        assertThat(view.at("/wish/police").asBoolean()).isTrue();
        assertThat(view.at("/rejections")).as("the citizen asks to change just these (A10)").isEmpty();
    }

    @Test
    void contradictionsAreProposedAsRefusalsWithTheirEvidence() throws Exception {
        scene.person("Trần Văn Bảo", LocalDate.of(1985, 3, 4), NUMBER);
        UUID id = scene.complaint("MISSING_DOSE", "Nguyễn Thị Đào", "1990-01-02", NUMBER);
        scene.declared(id, 1, "2021-08-15", "MODERNA");
        jdbc.sql("update complaint set citizen_id = (select id from citizen)").update();
        scene.at(id, "reviewByFacility", FACILITY_GROUP);
        JsonNode view = body(view(id, "facility1"));
        assertThat(view.at("/rejections").findValuesAsText("code")).containsExactly("R02", "R05", "R04");
        assertThat(view.at("/rejections/2/evidence").asText()).contains("mũi 1", "Xem giấy chứng nhận");
        assertThat(view.at("/wish/possible").asBoolean()).as("the number is taken: an officer has to look").isFalse();
        assertThat(jdbc.sql("select status from complaint").query(String.class).single()).as("never applied by itself").isEqualTo("IN_REVIEW");
    }

    @Test
    void whatTheCertificateSaysIsComparedButNeverTheSex() throws Exception {
        UUID id = missingSecondDose();
        scene.at(id, "reviewByFacility", FACILITY_GROUP);
        assertThat(certificate(id, "{\"fullName\": \"NGUYỄN THỊ ĐÀO\", \"dateOfBirth\": \"1990-01-02\", \"date\": \"2021-10-05\", \"vaccine\": \"PFIZER\"}")).isEmpty();
        assertThat(certificate(id, "{\"fullName\": \"Nguyễn Thị Đào\"}")).as("without sex, A9").isEmpty();
        assertThat(certificate(id, "{\"date\": \"2021-10-06\", \"vaccine\": \"PFIZER\"}")).containsExactly("R09");
        assertThat(certificate(id, "{\"date\": \"2021-10-05\", \"vaccine\": \"MODERNA\"}")).containsExactly("R12");
        assertThat(certificate(id, "{\"fullName\": \"Nguyễn Thị Đào\", \"date\": \"2021-10-06\", \"vaccine\": \"MODERNA\"}")).containsExactly("R04");
        assertThat(certificate(id, "{\"fullName\": \"Lê Văn Cường\", \"dateOfBirth\": \"1971-05-06\", \"date\": \"2021-11-06\", \"vaccine\": \"MODERNA\"}"))
                .containsExactly("R10", "R02", "R05", "R04");
        jdbc.sql("update complaint set type = 'WRONG_PERSONAL_INFO', date_of_birth = '1991-01-02'").update();
        assertThat(certificate(id, "{\"dateOfBirth\": \"1991-01-02\"}")).as("differs from the record, as complained of (A10)").isEmpty();
    }

    @Test
    void severalRecordsHaveToBeChosenFrom() throws Exception {
        scene.person("Nguyễn Thị Đào", LocalDate.of(1990, 1, 2), "019190099991");
        long second = scene.person("Nguyễn Thị Đào", LocalDate.of(1990, 1, 2), "019190099992");
        UUID id = scene.complaint("MISSING_DOSE", "Nguyễn Thị Đào", "1990-01-02", NUMBER);
        scene.declared(id, 2, "2021-10-05", "PFIZER");
        scene.at(id, "reviewByFacility", FACILITY_GROUP);
        JsonNode view = body(view(id, "facility1"));
        assertThat(view.at("/candidates")).hasSize(2);
        assertThat(view.hasNonNull("record")).isFalse();
        assertThat(view.at("/wish/possible").asBoolean()).isFalse();
        String add = "{\"subject\": \"DOSE\", \"action\": \"ADD\", \"doseNumber\": 2, \"date\": \"2021-10-05\", \"vaccine\": \"PFIZER\", \"facilityCode\": \"19001\"}";
        decide(id, "facility1", "{\"changes\": [" + add + "]}").andExpect(status().isUnprocessableEntity());
        decide(id, "facility1", "{\"recordId\": 999999999, \"changes\": [" + add + "]}").andExpect(status().isBadRequest());
        decide(id, "facility1", "{\"recordId\": " + second + ", \"changes\": [" + add + "]}").andExpect(status().isOk());
        assertThat(jdbc.sql("select citizen_id from complaint").query(Long.class).single()).isEqualTo(second);
        mvc.perform(get("/api/v1/complaint-reviews/" + id).param("record", String.valueOf(second)).with(user("facility1")))
                .andExpect(jsonPath("$.record.id").value(String.valueOf(second)));
    }

    @Test
    void policeSeeWhoItIsAndNothingOfTheVaccination() throws Exception {
        scene.person("Nguyễn Thi Đào", LocalDate.of(1990, 1, 2), NUMBER);
        UUID id = scene.complaint("WRONG_PERSONAL_INFO", "Nguyễn Thị Đào", "1990-01-02", NUMBER);
        scene.declared(id, 1, "2021-09-01", "PFIZER");
        scene.attachment(id, "IDENTITY_CARD");
        UUID message = scene.attachment(id, "MESSAGE");
        scene.at(id, "reviewByFacility", FACILITY_GROUP);
        decide(id, "facility1", "{\"changes\": [{\"subject\": \"IDENTITY\", \"field\": \"fullName\", \"to\": \"Nguyễn Thị Đào\"}]}").andExpect(status().isOk());
        scene.at(id, "confirmIdentity", "unit05431police");
        String text = view(id, "police1").andExpect(status().isOk()).andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);
        JsonNode view = json.readTree(text);
        assertThat(view.at("/mode").asText()).isEqualTo("POLICE");
        assertThat(view.at("/fields")).hasSize(4);
        assertThat(view.at("/doses")).isEmpty();
        assertThat(view.at("/complaint/attachments").findValuesAsText("kind")).containsExactly("IDENTITY_CARD");
        assertThat(view.at("/decision/changes/0/text").asText()).isEqualTo("Họ và tên: Nguyễn Thi Đào → Nguyễn Thị Đào");
        assertThat(text).doesNotContain("PFIZER", "FK0112", "Hồ sơ của tôi", "0912345678");
        mvc.perform(get("/api/v1/complaint-attachments/" + message).with(user("police1"))).andExpect(status().isNotFound());
        mvc.perform(put("/api/v1/complaint-reviews/" + id + "/police-note").with(user("police1")).with(csrf()).contentType(MediaType.APPLICATION_JSON)
                .content("{\"note\": \"Gọi 0912345678\"}")).andExpect(status().isBadRequest());
        decide(id, "police1", "{\"changes\": [], \"answer\": \"Đã xong\"}").andExpect(status().isConflict());
    }

    @Test
    void aBadDecisionIsRefusedFieldByFieldAndNothingIsKept() throws Exception {
        UUID id = missingSecondDose();
        scene.at(id, "reviewByFacility", FACILITY_GROUP);
        refused(id, dose("ADD", 1, "2021-10-05", "PFIZER", "19001"), "changes[0].doseNumber", "review.change.numberTaken");
        refused(id, dose("ADD", 2, "2021-03-07", "PFIZER", "19001"), "changes[0].date", "review.change.date");
        refused(id, dose("ADD", 2, "2022-05-05", "PFIZER", "19001"), "changes[0].date", "review.change.date");
        refused(id, dose("ADD", 2, "2021-08-05", "PFIZER", "19001"), "changes", "review.change.order");
        refused(id, dose("ADD", 2, "2021-10-05", "ASPIRIN", "19001"), "changes[0].vaccine", "review.change.vaccine");
        refused(id, dose("ADD", 2, "2021-10-05", "PFIZER", "99999"), "changes[0].facilityCode", "review.change.facility");
        refused(id, dose("SET", 3, "2021-10-05", "PFIZER", "19001"), "changes[0].doseNumber", "review.change.noDose");
        refused(id, "{\"subject\": \"DOSE\", \"action\": \"VOID\", \"doseNumber\": 1, \"reason\": \"vì thế\"}", "changes[0].reason", "review.change.voidReason");
        refused(id, "{\"subject\": \"IDENTITY\", \"field\": \"fullName\", \"to\": \"Người Khác\"}", "changes[0].to", "review.change.notDeclared");
        refused(id, "{\"subject\": \"IDENTITY\", \"field\": \"phone\", \"to\": \"0912345678\"}", "changes[0].field", "review.change.field");
        refused(id, "null", "changes[0]", "review.change.subject");
        for (String answer : new String[] {"Gọi 0912 345 678", "CCCD 019190012345", "Chào bà Nguyễn Thị Đào", "a".repeat(1001)}) {
            decide(id, "facility1", json.createObjectNode().put("answer", answer).toString()).andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.errors[0].field").value("answer"));
        }
        decide(id, "facility1", "{\"changes\": [{\"subject\": \"OTHER\"}]}").andExpect(status().isBadRequest());
        assertThat(jdbc.sql("select count(*) from complaint_decision").query(Long.class).single()).isZero();
        decide(id, "facility1", "{\"answer\": \"Đã tiêm ngày 05-10-2021, xem sổ.\"}").andExpect(status().isOk());
    }

    @Test
    void onlyWhoHoldsTheTaskDecides() throws Exception {
        UUID id = missingSecondDose();
        scene.at(id, "reviewByFacility", FACILITY_GROUP);
        officer("facility9", vn.minhxac.unit.Role.FACILITY_OFFICER, vn.minhxac.unit.UnitKind.FACILITY, "19001");
        engine.getTaskService().setAssignee(scene.task(id), "facility9");
        view(id, "facility1").andExpect(status().isOk()).andExpect(jsonPath("$.mode").value("READ"));
        decide(id, "facility1", "{\"answer\": \"Đã xong\"}").andExpect(status().isConflict());
        decide(id, "facility2", "{\"answer\": \"Đã xong\"}").andExpect(status().isNotFound());
        decide(id, "facility9", "{\"answer\": \"Đã xong\"}").andExpect(status().isOk());
    }

    @Test
    void triageFindsThePlace() throws Exception {
        UUID id = scene.complaint("OTHER", "Nguyễn Thị Đào", "1990-01-02", NUMBER);
        jdbc.sql("update complaint set province_code = null").update();
        scene.at(id, "triageComplaint", "unit19province");
        view(id, "province1").andExpect(jsonPath("$.mode").value("TRIAGE"));
        place(id, "{}").andExpect(status().isBadRequest());
        place(id, "{\"provinceCode\": \"77\"}").andExpect(status().isBadRequest()).andExpect(jsonPath("$.errors[0].field").value("provinceCode"));
        place(id, "{\"communeCode\": \"05434\", \"facilityCode\": \"19001\"}").andExpect(status().isBadRequest());
        place(id, "{\"provinceCode\": \"19\", \"abroad\": true}").andExpect(status().isBadRequest());
        place(id, "{\"facilityCode\": \"19001\"}").andExpect(status().isOk());
        assertThat(jdbc.sql("select concat_ws('/', province_code, district_code, commune_code, facility_code) from complaint").query(String.class).single())
                .isEqualTo("19/164/05431/19001");
        place(id, "{\"abroad\": true}").andExpect(status().isOk());
        assertThat(jdbc.sql("select abroad and province_code is null from complaint").query(Boolean.class).single()).isTrue();
    }

    private UUID missingSecondDose() {
        scene.person("Nguyễn Thị Đào", LocalDate.of(1990, 1, 2), NUMBER);
        UUID id = scene.complaint("MISSING_DOSE", "Nguyễn Thị Đào", "1990-01-02", NUMBER);
        scene.declared(id, 1, "2021-09-01", "PFIZER");
        scene.declared(id, 2, "2021-10-05", "PFIZER");
        return id;
    }

    private static String dose(String action, int number, String date, String vaccine, String facility) {
        return ("{\"subject\": \"DOSE\", \"action\": \"%s\", \"doseNumber\": %d, \"date\": \"%s\", \"vaccine\": \"%s\", \"facilityCode\": \"%s\"}")
                .formatted(action, number, date, vaccine, facility);
    }

    private void refused(UUID id, String change, String field, String code) throws Exception {
        decide(id, "facility1", "{\"changes\": [" + change + "]}").andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value(field)).andExpect(jsonPath("$.errors[0].code").value(code));
    }

    private ResultActions view(UUID id, String officer) throws Exception {
        return mvc.perform(get("/api/v1/complaint-reviews/" + id).with(user(officer)));
    }

    private ResultActions decide(UUID id, String officer, String decision) throws Exception {
        return mvc.perform(put("/api/v1/complaint-reviews/" + id + "/decision").with(user(officer)).with(csrf())
                .contentType(MediaType.APPLICATION_JSON).content(decision));
    }

    private ResultActions place(UUID id, String place) throws Exception {
        return mvc.perform(put("/api/v1/complaint-reviews/" + id + "/place").with(user("province1")).with(csrf())
                .contentType(MediaType.APPLICATION_JSON).content(place));
    }

    private java.util.List<String> certificate(UUID id, String read) throws Exception {
        return body(mvc.perform(post("/api/v1/complaint-reviews/" + id + "/certificate").with(user("facility1")).with(csrf())
                .contentType(MediaType.APPLICATION_JSON).content(read)).andExpect(status().isOk())).findValuesAsText("code");
    }

    private static java.util.List<String> fields(JsonNode view, String name) {
        return view.at("/fields").findValuesAsText(name);
    }

    private JsonNode body(ResultActions answer) throws Exception {
        return json.readTree(answer.andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8));
    }
}
