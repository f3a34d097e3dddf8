package vn.minhxac.complaint;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.annotation.Autowired;

import vn.minhxac.IntegrationTest;
import vn.minhxac.TestClock;
import vn.minhxac.citizen.VietnameseName;
import vn.minhxac.complaint.ComplaintFiling.DeclaredDose;
import vn.minhxac.complaint.ComplaintFiling.Place;
import vn.minhxac.complaint.ComplaintFiling.Request;

/** What tests of complaints do again and again: a citizen files, the clock is moved, an officer decides. */
public abstract class ComplaintScene extends IntegrationTest {

    protected static final String NUMBER = "019190000123";
    protected static final String PHONE = "0912345678";
    protected static final Place AT_FACILITY = new Place("19001", null, null, null, null);

    @Autowired
    protected ComplaintFiling filing;
    @Autowired
    protected ComplaintTracking tracking;

    /** Lê Thị Hoà, born 2 January 1990, with one dose at 19001 that was signed. */
    protected long citizen() {
        return citizen("Lê Thị Hòa", NUMBER, "MATCHED", "SIGNED");
    }

    protected long citizen(String name, String number, String identity, String doseStatus) {
        Timestamp at = Timestamp.from(TestClock.START);
        long id = jdbc.sql("""
                insert into citizen (province_code, record_id, full_name, name_key, sex, date_of_birth, dob_precision, id_number, id_type,
                  nationality, phone, permanent_commune, identity_status, status_since, created_at, updated_at)
                values ('19', 'R' || :number, :name, :key, 'F', '1990-01-02', 'D', :number, 'CCCD', 'VN', :phone, '05431', :identity, :at, :at, :at)
                returning id""").param("number", number).param("name", name).param("key", VietnameseName.key(name)).param("phone", PHONE)
                .param("identity", identity).param("at", at).query(Long.class).single();
        jdbc.sql("""
                insert into dose (citizen_id, dose_number, vaccination_date, vaccine_code, lot_number, facility_code, entering_unit,
                  entered_by, entered_at, source, status, status_since)
                values (:id, 1, '2021-09-01', 'PFIZER', 'FK0112', '19001', '19001', 'facility1', :at, 'IMPORT', :status, :at)""")
                .param("id", id).param("at", at).param("status", doseStatus).update();
        return id;
    }

    protected static DeclaredDose dose(int number, String date, String vaccine, String facility) {
        return new DeclaredDose(number, date, vaccine, null, facility);
    }

    /** The wrong date of dose 1, at facility 19001. */
    protected static Request wrongDose() {
        return request(ComplaintType.WRONG_DOSE_INFO, AT_FACILITY, dose(1, "2021-09-05", "PFIZER", "19001"));
    }

    protected static Request request(ComplaintType type, Place place, DeclaredDose... doses) {
        return new Request("Lê Thị Hòa", "F", "1990-01-02", "CCCD", NUMBER, PHONE, "hoa@example.vn", type.name(),
                "Thông tin mũi tiêm của tôi chưa đúng.", place, List.of(doses), List.of(), null);
    }

    /** The same complaint of another person. */
    protected static Request of(Request request, String name, String number, String phone) {
        return new Request(name, request.sex(), request.dateOfBirth(), request.idType(), number, phone, request.email(), request.type(),
                request.description(), request.place(), request.doses(), request.attachments(), request.nameAsWritten());
    }

    @Override
    protected void runJobs() {
        super.runJobs();
        engine.getManagementService().createJobQuery().withException().list().forEach(job -> {
            throw new AssertionError(engine.getManagementService().getJobExceptionStacktrace(job.getId()));
        });
    }

    /** Files and confirms; the process has begun. */
    protected ComplaintFiling.Recorded filed(Request request) {
        ComplaintFiling.Filed filed = filing.file(request, "API", "192.0.2.1");
        return filing.confirm(filed.code(), otp(filed.code()), "192.0.2.1");
    }

    /** Files, confirms, and lets the process go as far as it goes by itself. */
    protected ComplaintFiling.Recorded routed(Request request) {
        ComplaintFiling.Recorded recorded = filed(request);
        runJobs();
        return recorded;
    }

    /** The latest one-time code for a complaint. */
    protected String otp(String code) {
        String text = jdbc.sql("select o.body from outbox o join complaint c on o.dedup_key = 'otp:' || c.otp_id where c.code = :code")
                .param("code", code).query(String.class).single();
        Matcher digits = Pattern.compile("\\b\\d{6}\\b").matcher(text);
        if (!digits.find()) {
            throw new AssertionError("no code in the message");
        }
        return digits.group();
    }

    protected ProcessInstance instance(UUID complaint) {
        return engine.getRuntimeService().createProcessInstanceQuery().processInstanceBusinessKey(complaint.toString()).singleResult();
    }

    protected Task task(UUID complaint) {
        return tasks().createTaskQuery().processInstanceBusinessKey(complaint.toString()).singleResult();
    }

    protected TaskService tasks() {
        return engine.getTaskService();
    }

    /** Claims the task if need be and completes it, as Tasklist does. */
    protected void complete(String officer, UUID complaint, Map<String, Object> variables) {
        Task task = task(complaint);
        as(officer, () -> {
            if (task.getAssignee() == null) {
                tasks().claim(task.getId(), officer);
            }
            tasks().complete(task.getId(), variables);
            return null;
        });
        runJobs();
    }

    protected String status(UUID complaint) {
        return column(complaint, "status");
    }

    protected String column(UUID complaint, String column) {
        return jdbc.sql("select " + column + "::text from complaint where id = :id").param("id", complaint)
                .query((row, n) -> String.valueOf(row.getString(1))).single();
    }

    protected Instant dueAt(UUID complaint) {
        return jdbc.sql("select due_at from complaint where id = :id").param("id", complaint).query((row, n) -> row.getTimestamp(1).toInstant()).single();
    }

    protected List<String> steps(UUID complaint) {
        return jdbc.sql("select what from complaint_step where complaint_id = :id order by id").param("id", complaint).query(String.class).list();
    }

    protected List<String> alarms(UUID complaint) {
        return jdbc.sql("select event from complaint_clock where complaint_id = :id order by at, event").param("id", complaint).query(String.class).list();
    }

    /** Messages that were queued for somebody. */
    protected List<String> messages(String recipient) {
        return jdbc.sql("select coalesce(subject || ': ', '') || body from outbox where recipient = :to order by created_at, id").param("to", recipient)
                .query(String.class).list();
    }

    protected void after(Duration duration) {
        clock.advance(duration);
        runJobs();
    }

    protected LocalDate day(Instant instant) {
        return instant.atZone(java.time.ZoneId.of("Asia/Ho_Chi_Minh")).toLocalDate();
    }
}
