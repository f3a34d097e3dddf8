package vn.minhxac.complaint.internal.review;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.minhxac.TestClock;
import vn.minhxac.citizen.VietnameseName;
import vn.minhxac.common.Uuid7;

/** A complaint at one of its officers' tasks, in a diagram that has these tasks and nothing else. */
class ReviewScene {

    private static final String PROCESS = "complaintReviewProbe";

    private final JdbcClient jdbc;
    private final ProcessEngine engine;
    private final String deployment;

    ReviewScene(JdbcClient jdbc, ProcessEngine engine) {
        this.jdbc = jdbc;
        this.engine = engine;
        var flow = Bpmn.createExecutableProcess(PROCESS).camundaHistoryTimeToLiveString("P1D").startEvent();
        var model = flow.userTask("reviewByFacility").camundaCandidateGroups("${group}").userTask("reviewByProvince").camundaCandidateGroups("${group}")
                .userTask("triageComplaint").camundaCandidateGroups("${group}").userTask("confirmIdentity").camundaCandidateGroups("${group}")
                .endEvent().done();
        deployment = engine.getRepositoryService().createDeployment().tenantId("19").addModelInstance("complaint-review-probe.bpmn", model).deploy().getId();
    }

    void remove() {
        engine.getRepositoryService().deleteDeployment(deployment, true);
    }

    /** A woman with one dose of Pfizer on 1 September 2021, entered by facility1. */
    long person(String name, LocalDate born, String number) {
        long id = jdbc.sql("""
                insert into citizen (province_code, record_id, full_name, name_key, sex, date_of_birth, dob_precision, id_number,
                  id_type, nationality, identity_status, status_since, created_at, updated_at)
                values ('19', :record, :name, :key, 'F', :born, 'D', :number, 'CCCD', 'VN', 'MISMATCHED', :at, :at, :at)
                returning id""")
                .param("record", "TN-" + Uuid7.next()).param("name", name).param("key", VietnameseName.key(name)).param("born", born)
                .param("number", number).param("at", Timestamp.from(TestClock.START)).query(Long.class).single();
        dose(id, 1, "2021-09-01", "PFIZER");
        return id;
    }

    void dose(long citizen, int number, String date, String vaccine) {
        jdbc.sql("""
                insert into dose (citizen_id, dose_number, vaccination_date, vaccine_code, lot_number, facility_code,
                  entering_unit, entered_by, entered_at, source, status, status_since)
                values (:citizen, :number, cast(:date as date), :vaccine, 'FK0112', '19001', '19001', 'facility1', :at, 'SESSION', 'DRAFT', :at)""")
                .param("citizen", citizen).param("number", number).param("date", date).param("vaccine", vaccine)
                .param("at", Timestamp.from(TestClock.START)).update();
    }

    /** Filed eight hours ago. */
    UUID complaint(String type, String name, String born, String number) {
        UUID id = Uuid7.next();
        jdbc.sql("""
                insert into complaint (id, code, channel, type, full_name, name_key, sex, date_of_birth, id_type, id_number, phone, description,
                  province_code, status, created_at, recorded_at, due_at)
                values (:id, :code, 'PORTAL', :type, :name, :key, 'F', cast(:born as date), 'CCCD', :number, '0912345678', 'Hồ sơ của tôi chưa đúng.',
                  '19', 'IN_REVIEW', :at, :at, :due)""")
                .param("id", id).param("code", id.toString().substring(24)).param("type", type).param("name", name)
                .param("key", VietnameseName.key(name)).param("born", born).param("number", number)
                .param("at", Timestamp.from(TestClock.START.minus(Duration.ofHours(8))))
                .param("due", Timestamp.from(TestClock.START.plus(Duration.ofHours(40)))).update();
        return id;
    }

    void declared(UUID complaint, int number, String date, String vaccine) {
        jdbc.sql("""
                insert into complaint_dose (complaint_id, n, dose_number, date, vaccine_code, lot_number, facility_code)
                values (:id, :number, :number, cast(:date as date), :vaccine, 'FK0112', '19001')""")
                .param("id", complaint).param("number", number).param("date", date).param("vaccine", vaccine).update();
    }

    UUID attachment(UUID complaint, String kind) {
        UUID id = Uuid7.next();
        jdbc.sql("""
                insert into complaint_attachment (id, complaint_id, kind, media_type, size_bytes, nonce, bytes, created_at)
                values (:id, :complaint, :kind, 'image/png', 1, '\\x00', '\\x00', :at)""")
                .param("id", id).param("complaint", complaint).param("kind", kind).param("at", Timestamp.from(TestClock.START)).update();
        return id;
    }

    /** Brings the complaint to a task of this group. */
    void at(UUID complaint, String task, String group) {
        engine.getRuntimeService().createProcessInstanceByKey(PROCESS).processDefinitionTenantId("19").businessKey(complaint.toString())
                .setVariables(Map.of("group", group)).startBeforeActivity(task).execute();
    }

    String task(UUID complaint) {
        return engine.getTaskService().createTaskQuery().processInstanceBusinessKey(complaint.toString()).singleResult().getId();
    }
}
