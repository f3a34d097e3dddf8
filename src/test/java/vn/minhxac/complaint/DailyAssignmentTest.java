package vn.minhxac.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TimeZone;
import org.camunda.bpm.engine.impl.jobexecutor.TimerStartEventJobHandler;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.minhxac.IntegrationTest;

/** When {@code daily-assignment.bpmn} begins: at seven in the morning of Viet Nam, once a day, wherever the server stands. */
class DailyAssignmentTest extends IntegrationTest {

    private static final String FILE = "processes/daily-assignment.bpmn";
    /** The day after the tests begin, 07:00 in Viet Nam. */
    private static final Instant NEXT_MORNING = Instant.parse("2022-05-05T00:00:00Z");

    private final TimeZone zone = TimeZone.getDefault();
    private Deployment deployment;

    @AfterEach
    void backToTheServersOwnZone() {
        TimeZone.setDefault(zone);
        if (deployment != null) {
            engine.getRepositoryService().deleteDeployment(deployment.getId(), true);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Ho_Chi_Minh", "UTC", "Europe/Berlin", "America/New_York", "Pacific/Kiritimati", "Australia/Adelaide"})
    void theNextDayBeginsAtSevenInVietNamWhateverTheServersTimeZone(String server) {
        // summer time, where there is one, began between the first morning that the diagram names and today
        TimeZone.setDefault(TimeZone.getTimeZone(server));
        deploy();
        assertThat(morning().getDuedate().toInstant()).isEqualTo(NEXT_MORNING);
        clock.set(Instant.parse("2022-11-30T23:59:59Z"));
        redeploy();
        assertThat(morning().getDuedate().toInstant()).isEqualTo(Instant.parse("2022-12-01T00:00:00Z"));
    }

    @Test
    void aDayIsBegunOnceAndTheNextOneIsAwaited() {
        deploy();
        clock.set(NEXT_MORNING.minusSeconds(1));
        assertThat(dueMornings()).isEmpty();
        for (int day = 0; day < 3; day++) {
            Instant morning = NEXT_MORNING.plus(Duration.ofDays(day));
            clock.set(morning.plusSeconds(5));
            Job due = morning();
            assertThat(due.getDuedate().toInstant()).isEqualTo(morning);
            engine.getManagementService().executeJob(due.getId());
            assertThat(days()).isEqualTo(day + 1);
            assertThat(dueMornings()).as("nothing more today").isEmpty();
        }
    }

    @Test
    void afterAWeekendWithoutAServerOneDayIsBegunNotThree() {
        deploy();
        clock.set(NEXT_MORNING.plus(Duration.ofDays(2)).plus(Duration.ofHours(5)));
        assertThat(dueMornings()).hasSize(1);
        while (!dueMornings().isEmpty()) {
            engine.getManagementService().executeJob(dueMornings().get(0).getId());
        }
        assertThat(days()).isEqualTo(1);
        assertThat(morning().getDuedate().toInstant()).isEqualTo(NEXT_MORNING.plus(Duration.ofDays(3)));
    }

    @Test
    void aDayWithNothingLeftOverIsOverAtOnce() {
        deploy();
        clock.set(NEXT_MORNING);
        runJobs();
        assertThat(days()).isZero();
        assertThat(engine.getHistoryService().createHistoricActivityInstanceQuery().activityId("allAssigned").count()).isEqualTo(1);
        assertThat(morning().getDuedate().toInstant()).isEqualTo(NEXT_MORNING.plus(Duration.ofDays(1)));
    }

    @Test
    void aNewVersionOfTheDiagramTakesTheMorningOverAndDoesNotBeginItTwice() {
        deploy();
        Deployment first = deployment;
        deploy();
        try {
            assertThat(mornings()).hasSize(1);
        } finally {
            engine.getRepositoryService().deleteDeployment(first.getId(), true);
        }
    }

    /** Deploys the file as it is; the jobs of the start of the application are taken away before each test. */
    private void deploy() {
        deployment = engine.getRepositoryService().createDeployment().addClasspathResource(FILE).deploy();
    }

    private void redeploy() {
        engine.getRepositoryService().deleteDeployment(deployment.getId(), true);
        jdbc.sql("truncate act_ru_job cascade").update();
        deploy();
    }

    private Job morning() {
        assertThat(mornings()).hasSize(1);
        return mornings().get(0);
    }

    private List<Job> mornings() {
        return engine.getManagementService().createJobQuery().timers().processDefinitionKey("dailyAssignment").list().stream()
                .filter(j -> definition(j).equals(TimerStartEventJobHandler.TYPE)).toList();
    }

    private List<Job> dueMornings() {
        return mornings().stream().filter(j -> !j.getDuedate().toInstant().isAfter(clock.instant())).toList();
    }

    private String definition(Job job) {
        return engine.getManagementService().createJobDefinitionQuery().jobDefinitionId(job.getJobDefinitionId()).singleResult().getJobType();
    }

    private long days() {
        return engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("dailyAssignment").count();
    }
}
