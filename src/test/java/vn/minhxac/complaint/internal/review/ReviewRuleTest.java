package vn.minhxac.complaint.internal.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.BadUserRequestException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.minhxac.IntegrationTest;
import vn.minhxac.complaint.internal.store.Decision;
import vn.minhxac.complaint.internal.store.Decision.Action;
import vn.minhxac.complaint.internal.store.Decision.Change;
import vn.minhxac.complaint.internal.store.DecisionTable;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;

/** With what the tasks of a complaint may be completed, by the form or by a bare call. */
class ReviewRuleTest extends IntegrationTest {

    private static final String NUMBER = "019190012345";

    @Autowired
    private DecisionTable decisions;
    @Autowired
    private Decisions service;
    private ReviewScene scene;
    private UUID id;

    @BeforeEach
    void scene() {
        scene = new ReviewScene(jdbc, engine);
        scene.person("Nguyễn Thi Đào", LocalDate.of(1990, 1, 2), NUMBER);
        id = scene.complaint("MISSING_DOSE", "Nguyễn Thị Đào", "1990-01-02", NUMBER);
        scene.declared(id, 2, "2021-10-05", "PFIZER");
        scene.at(id, "reviewByFacility", "unit19001facility");
    }

    @AfterEach
    void remove() {
        scene.remove();
    }

    @Test
    void aBareApprovalMeansWhatTheCitizenAsksFor() {
        complete("facility1", Map.of("outcome", "APPROVED"));
        Decision decision = decisions.find(id).orElseThrow();
        assertThat(decision.decidedBy()).isEqualTo("facility1");
        assertThat(decision.changes()).containsExactly(Change.dose(Action.ADD, 2, LocalDate.of(2021, 10, 5), "PFIZER", "FK0112", "19001"));
        assertThat(decision.answer()).startsWith("Phản ánh đúng");
        assertThat(jdbc.sql("select citizen_id = (select id from citizen) from complaint").query(Boolean.class).single()).isTrue();
    }

    @Test
    void anApprovalTakesWhatTheOfficerKept() {
        as("facility1", () -> {
            service.save(id, new Decisions.Input(null, null, List.of(Change.dose(Action.ADD, 2, LocalDate.of(2021, 10, 6), "PFIZER", null, "19002")), "Đã bổ sung."));
            return null;
        });
        complete("facility1", Map.of("outcome", "APPROVED"));
        assertThat(decisions.find(id).orElseThrow().changes()).extracting(Change::date).containsExactly(LocalDate.of(2021, 10, 6));
    }

    @Test
    void anApprovalOverARecordThatChangedMeanwhileIsRefused() {
        as("facility1", () -> {
            service.save(id, new Decisions.Input(null, null, List.of(Change.dose(Action.ADD, 2, LocalDate.of(2021, 10, 6), "PFIZER", null, "19002")), null));
            return null;
        });
        scene.dose(jdbc.sql("select id from citizen").query(Long.class).single(), 2, "2021-10-06", "PFIZER");
        refused("facility1", Map.of("outcome", "APPROVED"), "đã thay đổi");
    }

    @Test
    void whereNothingFollowsAnApprovalNeedsAnAnswer() {
        jdbc.sql("update complaint set type = 'OTHER'").update();
        refused("facility1", Map.of("outcome", "APPROVED"), "Chưa xác định được thay đổi");
        as("facility1", () -> {
            service.save(id, new Decisions.Input(null, null, List.of(), "Hộ chiếu đã được cấp ngày hôm nay."));
            return null;
        });
        complete("facility1", Map.of("outcome", "APPROVED"));
    }

    @Test
    void outcomesNeedTheirReasonAndDate() {
        refused("facility1", Map.of(), "kết quả");
        refused("facility1", Map.of("outcome", "WITHDRAWN"), "kết quả");
        refused("facility1", Map.of("outcome", "APPROVED", "reasonCode", "R01"), "Lý do không thuộc");
        refused("facility1", Map.of("outcome", "REJECTED"), "Cần chọn lý do");
        refused("facility1", Map.of("outcome", "REJECTED", "reasonCode", "R14"), "Lý do không thuộc");
        refused("facility1", Map.of("outcome", "REJECTED", "reasonCode", "D01"), "Lý do không thuộc");
        refused("facility1", Map.of("outcome", "REJECTED", "reasonCode", "R08", "deferredUntil", "2022-05-10"), "xử lý sau");
        refused("facility1", Map.of("outcome", "DEFERRED", "reasonCode", "D01"), "Ngày hẹn");
        for (String day : List.of("2022-05-04", "2022-06-04", "mai", "2022-02-30")) {
            refused("facility1", Map.of("outcome", "DEFERRED", "reasonCode", "D01", "deferredUntil", day), "Ngày hẹn");
        }
        refused("facility1", Map.of("outcome", "REJECTED", "reasonCode", 1), "phải là chữ");
        refused("facility1", Map.of("outcome", "REJECTED", "reasonCode", "R08", "answer", "x"), "không được phép");
        complete("facility1", Map.of("outcome", "DEFERRED", "reasonCode", "D01", "deferredUntil", "2022-06-03"));
    }

    @Test
    void onlyTheHolderCompletes() {
        officer("facility9", Role.FACILITY_OFFICER, UnitKind.FACILITY, "19001");
        engine.getTaskService().setAssignee(scene.task(id), "facility9");
        refused("facility1", Map.of("outcome", "REJECTED", "reasonCode", "R08"), "không do bạn giữ");
        complete("facility9", Map.of("outcome", "REJECTED", "reasonCode", "R08"));
    }

    @Test
    void whoEnteredADisputedDoseDoesNotDecideOfIt() {
        jdbc.sql("update complaint set type = 'DOSE_NOT_MINE'").update();
        jdbc.sql("update complaint_dose set dose_number = 1, date = '2021-09-01'").update();
        refused("facility1", Map.of("outcome", "APPROVED"), "do chính bạn nhập");
        refused("facility1", Map.of("outcome", "REJECTED", "reasonCode", "R13"), "do chính bạn nhập");
        officer("facility9", Role.FACILITY_OFFICER, UnitKind.FACILITY, "19001");
        complete("facility9", Map.of("outcome", "APPROVED"));
        assertThat(decisions.find(id).orElseThrow().changes()).containsExactly(Change.voided(1, "COMPLAINT_NOT_MINE"));
    }

    @Test
    void theDateOfBirthComplainedOfIsNoGroundForARefusal() {
        jdbc.sql("update complaint set type = 'WRONG_PERSONAL_INFO', date_of_birth = '1991-01-02', citizen_id = (select id from citizen)").update();
        refused("facility1", Map.of("outcome", "REJECTED", "reasonCode", "R05"), "đề nghị sửa chính ngày sinh");
        complete("facility1", Map.of("outcome", "REJECTED", "reasonCode", "R13"));
    }

    @Test
    void theProvinceAnswersInTheEnd() {
        UUID late = scene.complaint("OTHER", "Nguyễn Thị Đào", "1990-01-02", NUMBER);
        scene.at(late, "reviewByProvince", "unit19province");
        jdbc.sql("update complaint set escalated_at = now() where id = :id").param("id", late).update();
        id = late;
        refused("province1", Map.of("outcome", "WRONG_UNIT", "reasonCode", "W01"), "Tuyến tỉnh phải trả lời");
        jdbc.sql("update complaint set escalated_at = null, hops = 2").update();
        refused("province1", Map.of("outcome", "WRONG_UNIT", "reasonCode", "W01"), "Tuyến tỉnh phải trả lời");
        jdbc.sql("update complaint set hops = 1").update();
        complete("province1", Map.of("outcome", "WRONG_UNIT", "reasonCode", "W01"));
    }

    @Test
    void policeConfirmOrSayWhyNotAndNeverTheirOwnDecision() {
        jdbc.sql("update complaint set type = 'WRONG_PERSONAL_INFO'").update();
        complete("facility1", Map.of("outcome", "APPROVED"));
        UUID other = id;
        engine.getRuntimeService().deleteProcessInstance(
                engine.getRuntimeService().createProcessInstanceQuery().processInstanceBusinessKey(id.toString()).singleResult().getId(), "test");
        scene.at(other, "confirmIdentity", "unit05431police");
        refused("police1", Map.of(), "xác nhận hoặc không");
        refused("police1", Map.of("identityConfirmed", "true"), "xác nhận hoặc không");
        refused("police1", Map.of("identityConfirmed", false), "ghi rõ lý do");
        as("police1", () -> {
            service.policeNote(other, "CCCD mang tên khác.");
            return null;
        });
        jdbc.sql("update complaint_decision set decided_by = 'police1'").update();
        refused("police1", Map.of("identityConfirmed", true), "phải khác người đã duyệt");
        jdbc.sql("update complaint_decision set decided_by = 'facility1'").update();
        complete("police1", Map.of("identityConfirmed", false));
        assertThat(decisions.find(other).orElseThrow().policeNote()).isEqualTo("CCCD mang tên khác.");
        // back at the unit: the same changes would only go round again
        scene.at(other, "reviewByFacility", "unit19001facility");
        refused("facility1", Map.of("outcome", "APPROVED"), "Công an chưa xác nhận");
    }

    @Test
    void triageEndsWithAPlace() {
        UUID lost = scene.complaint("OTHER", "Nguyễn Thị Đào", "1990-01-02", NUMBER);
        jdbc.sql("update complaint set province_code = null where id = :id").param("id", lost).update();
        scene.at(lost, "triageComplaint", "unit19province");
        id = lost;
        refused("province1", Map.of(), "Cần chọn nơi tiêm");
        jdbc.sql("update complaint set province_code = '19' where id = :id").param("id", lost).update();
        complete("province1", Map.of());
    }

    private void complete(String officer, Map<String, Object> values) {
        as(officer, () -> {
            engine.getTaskService().complete(scene.task(id), new HashMap<>(values));
            return null;
        });
    }

    private void refused(String officer, Map<String, Object> values, String text) {
        String task = scene.task(id);
        assertThatThrownBy(() -> complete(officer, values)).isInstanceOf(BadUserRequestException.class).hasMessageContaining(text);
        assertThat(scene.task(id)).isEqualTo(task);
    }
}
