package vn.minhxac.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.env.MockEnvironment;

import vn.minhxac.common.internal.start.UniversalTime;
import vn.minhxac.complaint.ComplaintFiling.Recorded;
import vn.minhxac.complaint.internal.clock.ClockSweeper;
import vn.minhxac.unit.Delegations;
import vn.minhxac.unit.Duty;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;

/** 48 hours mean 48 hours, whatever happens to the complaint, its officer, its unit or the server. */
class ComplaintClockTest extends ComplaintScene {

    private static final List<String> ALL = List.of("REMINDER", "WARNING", "BREACH");

    @Autowired
    private ClockSweeper sweeper;
    @Autowired
    private Delegations delegations;
    @Autowired
    private Duty duty;

    @BeforeEach
    void officersHaveMail() {
        for (Officer officer : officers.all()) {
            officers.save(new Officer(officer.userId(), officer.displayName(), officer.role(), officer.unitKind(), officer.unitCode(),
                    officer.provinceCode(), officer.userId() + "@example.vn", null, true), null);
        }
    }

    /** Who was mailed about the clock, by alarm. */
    private List<String> mailed(UUID complaint) {
        return jdbc.sql("select recipient from outbox where channel = 'MAIL' and recipient like '%@example.vn' and recipient <> 'hoa@example.vn' order by recipient")
                .query(String.class).list();
    }

    private Map<String, Instant> timers(UUID complaint) {
        Map<String, Instant> timers = new java.util.TreeMap<>();
        for (Job job : engine.getManagementService().createJobQuery().processInstanceId(instance(complaint).getId()).timers().list()) {
            String activity = engine.getManagementService().createJobDefinitionQuery().jobDefinitionId(job.getJobDefinitionId()).singleResult().getActivityId();
            timers.put(activity, job.getDuedate().toInstant());
        }
        return timers;
    }

    private Map<String, Instant> expected(Recorded recorded) {
        return Map.of("halfwayReached", recorded.recordedAt().plus(Duration.ofHours(24)), "deadlineNear", recorded.recordedAt().plus(Duration.ofHours(36)),
                "deadlinePassed", recorded.dueAt());
    }

    @Test
    void nothingThatIsDoneToAComplaintMovesItsClock() throws Exception {
        long person = citizen();
        Recorded recorded = routed(wrongDose());
        UUID id = recorded.id();
        assertThat(timers(id)).isEqualTo(expected(recorded));
        clock.advance(Duration.ofHours(1));

        // claimed by another, handed back, due date edited in Tasklist
        tasks().setAssignee(task(id).getId(), null);
        as("facility1", () -> {
            tasks().claim(task(id).getId(), "facility1");
            return null;
        });
        tasks().setAssignee(task(id).getId(), "facility1");
        var task = task(id);
        task.setDueDate(Date.from(clock.instant().plus(Duration.ofDays(30))));
        tasks().saveTask(task);
        assertUnmoved(recorded);

        // edited
        jdbc.sql("update complaint set description = 'khác', version = version + 1 where id = :id").param("id", id).update();
        jdbc.sql("update citizen set phone = '0900000000' where id = :id").param("id", person).update();
        assertUnmoved(recorded);
        assertThatThrownBy(() -> jdbc.sql("update complaint set due_at = due_at + interval '1 hour' where id = :id").param("id", id).update())
                .rootCause().hasMessageContaining("written once");

        // forwarded, by way of a delegated station
        as("province1", () -> {
            delegations.grant(UnitKind.COMMUNE, COMMUNE);
            return null;
        });
        complete("facility1", id, Map.of("outcome", "WRONG_UNIT", "reasonCode", "W01"));
        assertThat(task(id).getDueDate()).isEqualTo(Date.from(recorded.dueAt()));
        assertUnmoved(recorded);

        // a supplement asked for and given
        complete("station1", id, Map.of("outcome", "NEEDS_SUPPLEMENT", "reasonCode", "S01"));
        clock.advance(Duration.ofHours(3));
        tracking.sendCode(recorded.code(), "192.0.2.1");
        tracking.supplement(recorded.code(), "Đây là ảnh rõ hơn.", List.of(), otp(recorded.code()), "192.0.2.1");
        assertUnmoved(recorded);

        // a new version of the diagram
        String diagram = Files.readString(Path.of("processes/complaint-handling.bpmn")).replace("versionTag=\"1.0\"", "versionTag=\"1.0-test\"");
        String deployment = engine.getRepositoryService().createDeployment().addString("complaint-handling.bpmn", diagram)
                .addString("complaint-routing.dmn", Files.readString(Path.of("processes/complaint-routing.dmn"))).deploy().getId();
        try {
            assertUnmoved(recorded);
            // deferred
            complete("station1", id, Map.of("outcome", "DEFERRED", "reasonCode", "D01", "deferredUntil", "2022-05-20"));
            assertThat(timers(id)).containsAllEntriesOf(expected(recorded));
            assertThat(dueAt(id)).isEqualTo(recorded.dueAt());
        } finally {
            engine.getRepositoryService().deleteDeployment(deployment, true);
        }
        assertThat(sweeper.sweep()).isZero();
    }

    private void assertUnmoved(Recorded recorded) {
        assertThat(timers(recorded.id())).containsAllEntriesOf(expected(recorded));
        assertThat(dueAt(recorded.id())).isEqualTo(recorded.dueAt());
        assertThat(engine.getRuntimeService().getVariable(instance(recorded.id()).getId(), "dueAt")).isEqualTo(Date.from(recorded.dueAt()));
        assertThat(sweeper.sweep()).as("differences the sweeper sees").isZero();
    }

    @Test
    void eachAlarmGoesOffOnceAndReachesWhoCanAct() {
        citizen();
        Recorded recorded = routed(wrongDose());
        after(Duration.ofHours(24));
        assertThat(alarms(recorded.id())).containsExactly("REMINDER");
        assertThat(mailed(recorded.id())).containsExactly("facility1@example.vn");
        after(Duration.ofHours(12));
        assertThat(mailed(recorded.id())).containsExactly("facility1@example.vn", "facilityhead1@example.vn");
        after(Duration.ofMinutes(12 * 60 - 1));
        assertThat(alarms(recorded.id())).hasSize(2);
        after(Duration.ofMinutes(1));
        assertThat(alarms(recorded.id())).containsExactlyElementsOf(ALL);
        assertThat(mailed(recorded.id())).contains("province1@example.vn", "province2@example.vn", "supervisor1@example.vn");
        assertThat(task(recorded.id()).getAssignee()).isIn("province1", "province2");
        assertThat(tracking.view(recorded.code(), "192.0.2.1").handler()).isEqualTo("Tỉnh Thái Nguyên");
        int sent = mailed(recorded.id()).size();
        after(Duration.ofDays(5));
        sweeper.sweep();
        assertThat(mailed(recorded.id())).hasSize(sent);
        assertThat(steps(recorded.id()).stream().filter("ESCALATED"::equals)).hasSize(1);
    }

    @Test
    void aComplaintThatNobodyHasEscalatesLikeAnyOther() {
        Recorded recorded = routed(request(ComplaintType.OTHER, null));
        assertThat(task(recorded.id()).getAssignee()).isNull();
        after(Duration.ofHours(49));
        assertThat(alarms(recorded.id())).containsExactlyInAnyOrderElementsOf(ALL);
        assertThat(task(recorded.id()).getAssignee()).isIn("province1", "province2");
    }

    @Test
    void aUnitThatHasLostItsOfficersDoesNotKeepAComplaint() {
        citizen();
        Recorded recorded = routed(wrongDose());
        for (String gone : List.of("facility1", "facilityhead1")) {
            Officer officer = officers.find(gone).orElseThrow();
            officers.save(new Officer(gone, gone, officer.role(), officer.unitKind(), officer.unitCode(), officer.provinceCode(), officer.email(), null, false), null);
        }
        assertThat(duty.served(Role.FACILITY_OFFICER, UnitKind.FACILITY, FACILITY)).isFalse();
        after(Duration.ofHours(25));
        assertThat(mailed(recorded.id())).as("with nobody in the unit the province is reminded").contains("province1@example.vn");
        after(Duration.ofHours(24));
        assertThat(task(recorded.id()).getAssignee()).isIn("province1", "province2");
    }

    @Test
    void aServerThatWasDownAcrossTheInstantsCatchesUpOnce() {
        citizen();
        Recorded recorded = routed(wrongDose());
        clock.advance(Duration.ofDays(4));
        assertThat(alarms(recorded.id())).isEmpty();
        runJobs();
        assertThat(alarms(recorded.id())).containsExactlyInAnyOrderElementsOf(ALL);
        sweeper.sweep();
        assertThat(alarms(recorded.id())).hasSize(3);
        assertThat(task(recorded.id()).getAssignee()).isIn("province1", "province2");
        assertThat(jdbc.sql("select count(*) from outbox where recipient = 'facility1@example.vn'").query(Long.class).single()).isLessThan(2);
        assertThat(jdbc.sql("select count(*) from outbox where recipient = 'supervisor1@example.vn'").query(Long.class).single()).isOne();
    }

    @Test
    void twoNodesLetAnAlarmGoOffOnce() throws Exception {
        citizen();
        Recorded recorded = routed(wrongDose());
        clock.advance(Duration.ofHours(49));
        List<String> jobs = engine.getManagementService().createJobQuery().executable().timers().list().stream().map(Job::getId).toList();
        assertThat(jobs).hasSize(3);
        ExecutorService nodes = Executors.newFixedThreadPool(6);
        List<Future<?>> done = new ArrayList<>();
        for (int node = 0; node < 2; node++) {
            for (String job : jobs) {
                done.add(nodes.submit((Callable<Void>) () -> {
                    try {
                        engine.getManagementService().executeJob(job);
                    } catch (RuntimeException theOtherWasFaster) {
                        assertThat(alarms(recorded.id())).isNotNull();
                    }
                    return null;
                }));
            }
            done.add(nodes.submit(() -> sweeper.sweep()));
        }
        for (Future<?> each : done) {
            each.get();
        }
        nodes.shutdown();
        runJobs();
        assertThat(alarms(recorded.id())).containsExactlyInAnyOrderElementsOf(ALL);
        assertThat(steps(recorded.id()).stream().filter("ESCALATED"::equals)).hasSize(1);
        assertThat(jdbc.sql("select count(*) from outbox where recipient = 'province1@example.vn'").query(Long.class).single()).isOne();
    }

    @Test
    void anAnswerInTimeKeepsTheAlarmsQuiet() {
        citizen();
        Recorded recorded = routed(wrongDose());
        complete("facility1", recorded.id(), Map.of("outcome", "DEFERRED", "reasonCode", "D01", "deferredUntil", "2022-05-20"));
        after(Duration.ofDays(3));
        assertThat(alarms(recorded.id())).containsExactlyInAnyOrderElementsOf(ALL);
        assertThat(mailed(recorded.id())).isEmpty();
        assertThat(steps(recorded.id())).doesNotContain("ESCALATED");
    }

    @Test
    void theSweeperFindsEveryKindOfDifferenceAndLetsAMissedAlarmGoOff() {
        citizen();
        Recorded recorded = routed(wrongDose());
        assertThat(sweeper.sweep()).isZero();

        Job reminder = timer(recorded.id(), "halfwayReached");
        engine.getManagementService().setJobDuedate(reminder.getId(), Date.from(recorded.recordedAt().plus(Duration.ofHours(30))));
        engine.getManagementService().deleteJob(timer(recorded.id(), "deadlinePassed").getId());
        assertThat(sweeper.sweep()).isEqualTo(2);
        assertThat(differences()).containsExactlyInAnyOrder("REMINDER WRONG_DATE", "BREACH NO_TIMER");
        engine.getManagementService().setJobDuedate(reminder.getId(), Date.from(recorded.recordedAt().plus(Duration.ofHours(24))));
        assertThat(sweeper.sweep()).isOne();
        assertThat(differences()).containsExactly("BREACH NO_TIMER");

        after(Duration.ofHours(49));
        assertThat(alarms(recorded.id())).doesNotContain("BREACH");
        sweeper.sweep();
        assertThat(alarms(recorded.id())).contains("BREACH");
        assertThat(task(recorded.id()).getAssignee()).isIn("province1", "province2");
        assertThat(sweeper.sweep()).isZero();

        Recorded lost = routed(of(wrongDose(), "Trần Văn Đức", "019090000456", "0987654321"));
        engine.getRuntimeService().deleteProcessInstance(instance(lost.id()).getId(), "lost");
        assertThat(sweeper.sweep()).isEqualTo(3);
        assertThat(differences()).contains("BREACH NO_PROCESS");
    }

    private Job timer(UUID complaint, String activity) {
        return engine.getManagementService().createJobQuery().processInstanceId(instance(complaint).getId()).activityId(activity).singleResult();
    }

    private List<String> differences() {
        return jdbc.sql("select event || ' ' || problem from complaint_clock_difference where gone_at is null").query(String.class).list();
    }

    @Test
    void theServersTimeZoneDoesNotMatter() {
        citizen();
        Recorded recorded = routed(wrongDose());
        TimeZone before = TimeZone.getDefault();
        assertThat(before.getRawOffset()).as("the application runs in UTC").isZero();
        try {
            for (String zone : List.of("Asia/Ho_Chi_Minh", "America/New_York", "Pacific/Kiritimati")) {
                // what a server in this zone does first
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                new UniversalTime().postProcessEnvironment(new MockEnvironment(), null);
                assertUnmoved(recorded);
            }
        } finally {
            TimeZone.setDefault(before);
        }
        assertThat(jdbc.sql("select to_char(duedate_, 'YYYY-MM-DD HH24:MI') from act_ru_job where id_ = :id")
                .param("id", timer(recorded.id(), "deadlinePassed").getId()).query(String.class).single()).isEqualTo("2022-05-06 01:00");
    }

    @Test
    void whatTheCitizenIsToldComesFromTheSameInstant() {
        citizen();
        Recorded recorded = routed(wrongDose());
        ComplaintTracking.View view = tracking.view(recorded.code(), "192.0.2.1");
        assertThat(view.dueAt()).isEqualTo(recorded.dueAt()).isEqualTo(dueAt(recorded.id()));
        assertThat(messages(PHONE)).anySatisfy(text -> assertThat(text).contains("08:00").contains("06/05/2022"));
        BpmnAwareTests.assertThat(instance(recorded.id())).isWaitingAt("reviewByFacility");
    }
}
