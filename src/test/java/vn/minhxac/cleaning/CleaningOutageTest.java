package vn.minhxac.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;

import vn.minhxac.training.registry.RegistrySimulator.Fault;

/**
 * The population database fails or lies while it is asked about proposals, and while corrected records are compared again: nothing is
 * taken for confirmed that was not, nobody is asked about twice, and everything goes on by itself.
 */
class CleaningOutageTest extends CleaningScene {

    private static final String CONFIRMED = "select count(*) from cleaning_proposal where result is not null";

    @Autowired
    private Proposals proposals;
    @Autowired
    private ApplicationContext beans;

    /** The records are compared; their proposals are derived and not yet asked about. */
    private void waitingToBeAsked(Line... lines) {
        StringBuilder csv = new StringBuilder(HEADER);
        Stream.of(lines).forEach(line -> csv.append(line.csv()));
        try {
            Path file = Files.writeString(folder.resolve("asked.csv"), csv);
            imports.accept(file, "asked.csv", false, PROVINCE, "province1");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        assertThat(imports.runWaiting()).isOne();
        Set<String> done = new HashSet<>();
        for (;;) {
            List<Job> others = engine.getManagementService().createJobQuery().executable().list().stream()
                    .filter(job -> !at("askNextProposals").contains(job.getId()) && done.add(job.getId())).toList();
            if (others.isEmpty()) {
                break;
            }
            others.forEach(job -> engine.getManagementService().executeJob(job.getId()));
        }
        assertThat(at("askNextProposals")).isNotEmpty();
    }

    private void lanAndNam() {
        known("019185000001", "Nguyễn Thị Lan", "F", "1985-03-07");
        known("019085000002", "Trần Văn Nam", "M", "1985-04-08");
        waitingToBeAsked(Line.of("R1", "Nguyễn Thị Lan", "F", "1985-03-07", "19185000001"), Line.of("R2", "Trần Văn Nam", "F", "1985-04-08", "019085000002"));
    }

    @Test
    void proposalsWaitWhileItIsDownAndAreAskedAboutByThemselves() {
        lanAndNam();
        int before = registry.compared();
        registry.fault(Fault.DOWN);
        for (int minute = 0; minute < 7; minute++) {
            tryJobs();
            clock.advance(Duration.ofMinutes(1));
        }
        List<Incident> incidents = engine.getRuntimeService().createIncidentQuery().activityId("askNextProposals").list();
        assertThat(incidents).isNotEmpty().allSatisfy(incident -> assertThat(incident.getIncidentMessage()).contains("tự chạy tiếp").doesNotContain("Lan", "19185000001"));
        assertThat(proposed()).isZero();
        assertThat(query(CONFIRMED)).isZero();
        // The list is made all the same; there is a hint at most.
        UUID batch = requested("station1");
        row(batch, "station1", "R1").path("proposals").forEach(one -> assertThat(one.path("confirmedByRegistry").asBoolean()).isFalse());
        String hint = jdbc.sql("select id::text from cleaning_proposal where citizen_id = :id limit 1").param("id", citizen("R1")).query(String.class).single();
        assertThat(refused(batch, "station1", decision("R1", "ACCEPT", "proposalId", hint))).isIn("cleaning.onlyHint", "cleaning.proposalGone");

        registry.fault(Fault.OK);
        // One is tried; as soon as it has been answered, all.
        for (int minute = 0; minute < 2; minute++) {
            clock.advance(Duration.ofMinutes(1));
            resume();
            tryJobs();
        }
        assertThat(engine.getRuntimeService().createIncidentQuery().count()).isZero();
        assertThat(proposed()).isEqualTo(2);
        assertThat(registry.compared() - before).as("each question once").isEqualTo(query("select count(*) from cleaning_proposal where asked_at is not null"));
        accepted(batch, "station1", "R1");
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, names = {"ERRORS", "DUPLICATE_ANSWER", "WRONG_REFS", "WRONG_REQUEST", "TRUNCATED", "FORBIDDEN"})
    void anAnswerThatIsNoneConfirmsNothing(Fault fault) {
        lanAndNam();
        registry.fault(fault);
        tryJobs();
        assertThat(query(CONFIRMED)).isZero();
        assertThat(proposed()).isZero();
        assertThat(engine.getManagementService().createJobQuery().activityId("askNextProposals").list()).isNotEmpty().allSatisfy(job ->
                assertThat(job.getExceptionMessage()).contains("CSDL quốc gia về dân cư").doesNotContain("Lan", "19185000001"));
        registry.fault(Fault.OK);
        clock.advance(Duration.ofMinutes(10));
        tryJobs();
        assertThat(proposed()).isEqualTo(2);
    }

    /** Its answer is about what the record said when it was asked. */
    @Test
    void whatIsConfirmedIsTheRecordThatWasAskedAbout() throws Exception {
        known("019185000001", "Nguyễn Thị Lan", "F", "1985-03-07");
        waitingToBeAsked(Line.of("R1", "Nguyễn Thị Lan", "F", "1985-03-07", "19185000001"));
        UUID batch = requested("station1");
        registry.slowness(Duration.ofMillis(1_200));
        registry.fault(Fault.SLOW);
        int before = registry.requests();
        ExecutorService node = Executors.newSingleThreadExecutor();
        try {
            Future<?> job = node.submit(() -> engine.getManagementService().executeJob(at("askNextProposals").iterator().next()));
            await().until(() -> registry.requests() > before);
            jdbc.sql("update citizen set full_name = 'Nguyễn Thị Làn', name_key = 'NGUYỄN THỊ LÀN', version = version + 1 where record_id = 'R1'").update();
            job.get();
        } finally {
            node.shutdownNow();
        }
        registry.fault(Fault.OK);
        tryJobs();
        String answered = jdbc.sql("select id::text from cleaning_proposal where citizen_id = :id and result = 'MATCH'").param("id", citizen("R1")).query(String.class).single();
        assertThat(row(batch, "station1", "R1").path("proposals")).as("it was about somebody else").isEmpty();
        assertThat(refused(batch, "station1", decision("R1", "ACCEPT", "proposalId", answered))).isEqualTo("cleaning.proposalGone");
        call(org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post("/api/v1/cleaning/batches/" + batch + "/samples"), "station1",
                Map.of("rule", "ID_LOST_ZERO"), 422);
        jdbc.sql("update citizen set full_name = 'Nguyễn Thị Lan', name_key = 'NGUYỄN THỊ LAN', version = version + 1 where record_id = 'R1'").update();
        assertThat(proposed()).as("as it was asked about").isOne();
        jdbc.sql("update citizen set identity_status = 'MATCHED' where record_id = 'R1'").update();
        assertThat(proposals.of(List.of(citizen("R1")))).as("whoever is proven needs no correction").isEmpty();
    }

    /** An answer that knows two different people in one record knows none; nor is one believed that nobody was asked about. */
    @Test
    void twoConfirmationsAreNone() {
        known("019185000001", "Nguyễn Thị Lan", "F", "1985-03-07");
        waitingToBeAsked(Line.of("R1", "Nguyen Thi Lan", "F", "1985-03-07", "19185000001"));
        assertThat(query("select count(*) from cleaning_proposal")).isGreaterThan(1);
        jdbc.sql("update cleaning_proposal set result = 'MATCH', asked_at = now()").update();
        UUID batch = requested("station1");
        row(batch, "station1", "R1").path("proposals").forEach(one -> assertThat(one.path("confirmedByRegistry").asBoolean()).isFalse());
        jdbc.sql("select id::text from cleaning_proposal").query(String.class).list().forEach(id -> assertThat(refused(batch, "station1",
                decision("R1", "ACCEPT", "proposalId", id))).isIn("cleaning.onlyHint", "cleaning.proposalGone"));
    }

    @Test
    void manyAreAskedAboutInCallsOfAThousandAndNobodyMoreThanEightTimes() {
        List<Line> lines = new ArrayList<>();
        for (int n = 0; n < 1_100; n++) {
            String number = "019185%06d".formatted(n);
            String born = "1985-%02d-%02d".formatted(1 + n % 12, 1 + n % 28);
            // every other one is found by the first question, the others by none
            if (n % 2 == 0) {
                known(number, "Nguyễn Thị Lan", "F", born);
            } else {
                known("0" + number.substring(1), "Phạm Quỳnh Trâm Anh", "F", "1931-01-31");
            }
            lines.add(Line.of("M" + n, n % 2 == 0 ? "Nguyễn Thị Lan" : "Nguyen Thi Lan Anh", "F", born, number.substring(1)));
        }
        int before = registry.requests();
        waitingToBeAsked(lines.toArray(Line[]::new));
        int asked = registry.compared();
        tryJobs();
        assertThat(query("select count(*) from cleaning_proposal where asked_at is null and not exists (select from cleaning_proposal m "
                + "where m.citizen_id = cleaning_proposal.citizen_id and m.result = 'MATCH')")).isZero();
        assertThat(query("select max(n) from (select count(*) as n from cleaning_proposal where request_id is not null group by request_id) x")).isEqualTo(1_000);
        assertThat(query("select max(n) from (select count(*) as n from cleaning_proposal group by citizen_id) x")).isBetween(2, 8);
        assertThat(query("select count(*) from (select from cleaning_proposal where asked_at is not null group by citizen_id having bool_or(result = 'MATCH') and count(*) > 1) x"))
                .as("who is found is asked about no more").isZero();
        assertThat(registry.compared() - asked).isEqualTo(query("select count(*) from cleaning_proposal where asked_at is not null"));
        assertThat(registry.requests() - before).as("few calls").isLessThan(20);
        assertThat(proposed()).isEqualTo(550);
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, names = {"DOWN", "DUPLICATE_ANSWER"})
    void correctedRecordsWaitForTheirComparisonAndAreChangedOnce(Fault fault) {
        known("019185000003", "Lê Thị Hoa", "F", "1985-05-09");
        imported(Line.of("R3", "Lê Thị Hoa", "F", "1985-05-09", ""), Line.of("R4", "Vũ Thị Mai", "F", "1985-06-10", ""));
        UUID batch = requested("station1");
        decided(batch, "station1", edit("R3", "idNumber", "019185000003"));
        decided(batch, "station1", edit("R4", "idNumber", "019185999999"));
        complete(batch, "reviewRows", "station1");
        confirmAll(batch, "police1");
        complete(batch, "compareByPolice", "police1");
        complete(batch, "signAndHandOver", "police1", Map.of("documentNumber", "15/BB-CAP"));
        registry.fault(fault);
        String receive = task(batch, "receiveList").getId();
        as("station1", () -> {
            engine.getFormService().submitTaskForm(receive, Map.of());
            return null;
        });
        for (int minute = 0; minute < 7; minute++) {
            tryJobs();
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(status("R3")).isEqualTo("SENT");
        assertThat(jdbc.sql("select stage from cleaning_batch").query(String.class).single()).isEqualTo("UPDATING");
        assertThat(jdbc.sql("select string_agg(distinct state, ',') from cleaning_row").query(String.class).single()).isEqualTo("APPLIED");
        assertThat(engine.getRuntimeService().createIncidentQuery().list()).isNotEmpty()
                .allSatisfy(incident -> assertThat(String.valueOf(incident.getIncidentMessage())).doesNotContain("Hoa", "019185"));

        registry.fault(Fault.OK);
        clock.advance(Duration.ofMinutes(10));
        resume();
        tryJobs();
        assertThat(status("R3")).isEqualTo("MATCHED");
        assertThat(status("R4")).isEqualTo("MISMATCHED");
        assertThat(head(batch, "station1").path("round").asInt()).as("a second round for the one").isEqualTo(2);
        assertThat(query("select count(*) from record_change where source = 'CLEANING' and field = 'idNumber'")).isEqualTo(2);
        assertThat(engine.getRuntimeService().createIncidentQuery().count()).isZero();
    }

    private int proposed() {
        return (int) proposals.of(List.of(jdbc.sql("select id from citizen").query(Long.class).list().toArray(Long[]::new))).values().stream()
                .filter(list -> list.stream().anyMatch(Proposals.Proposal::confirmedByRegistry)).count();
    }

    private int query(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }

    private Set<String> at(String activity) {
        Set<String> jobs = new HashSet<>();
        engine.getManagementService().createJobQuery().activityId(activity).list().forEach(job -> jobs.add(job.getId()));
        return jobs;
    }

    /** Runs what is due once; what fails waits for its next try. */
    private void tryJobs() {
        Set<String> failed = new HashSet<>();
        for (;;) {
            List<Job> due = engine.getManagementService().createJobQuery().executable().list().stream().filter(job -> !failed.contains(job.getId())).toList();
            if (due.isEmpty()) {
                return;
            }
            for (Job job : due) {
                try {
                    engine.getManagementService().executeJob(job.getId());
                } catch (RuntimeException e) {
                    failed.add(job.getId());
                }
            }
        }
    }

    /** What the scheduler does now and then. */
    private void resume() {
        ReflectionTestUtils.invokeMethod(beans.getBean("comparisonResume"), "tick");
    }
}
