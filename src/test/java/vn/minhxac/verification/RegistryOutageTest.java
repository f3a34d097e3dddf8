package vn.minhxac.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.transaction.support.TransactionTemplate;

import vn.minhxac.training.registry.RegistrySimulator.Fault;
import vn.minhxac.verification.internal.ChunkComparison;

/** The population database fails in every way; the invariant: nobody is compared twice, nobody is skipped, nothing false is believed. */
class RegistryOutageTest extends VerificationScenario {

    @Autowired
    ChunkComparison comparison;
    @Autowired
    ApplicationContext beans;

    @Test
    void downForAnHourListsWaitWithAnIncidentAndResumeByThemselves() {
        List<Long> people = people(3);
        long elsewhere = imported(known(somebody().in("05434")));
        registry.fault(Fault.DOWN);
        importCompleted();
        for (int minute = 0; minute < 6; minute++) {
            runJobs();
            clock.advance(Duration.ofMinutes(1));
        }
        List<Incident> incidents = engine.getRuntimeService().createIncidentQuery().activityId("compareNextChunk").list();
        assertThat(incidents).hasSize(2);
        assertThat(incidents.get(0).getIncidentMessage()).contains("Chưa cần làm gì").contains("tự chạy tiếp").doesNotContain("019185");
        assertThat(people.stream().map(this::status)).containsOnly("SENT");

        // Still down: one job is tried now and then, and the incident stays.
        clock.advance(Duration.ofMinutes(50));
        resume();
        assertThat(retriable()).isOne();
        runJobs();
        assertThat(retriable()).isZero();
        assertThat(engine.getRuntimeService().createIncidentQuery().count()).isEqualTo(2);

        registry.fault(Fault.OK);
        clock.advance(Duration.ofMinutes(2));
        resume();
        assertThat(retriable()).isOne();
        runJobs();
        // It has answered: everybody else follows at once.
        clock.advance(Duration.ofMinutes(1));
        resume();
        runJobs();

        assertThat(people.stream().map(this::status)).containsOnly("MATCHED");
        assertThat(status(elsewhere)).isEqualTo("MATCHED");
        assertThat(count("select count(*) from comparison")).isEqualTo(4);
        assertThat(registry.compared()).isEqualTo(4);
        assertThat(engine.getRuntimeService().createIncidentQuery().count()).isZero();
        assertThat(onlyList()).isNull();
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, names = {"ERRORS", "DUPLICATE_ANSWER", "WRONG_REFS", "FORBIDDEN"})
    void aFailingOrLyingRegistryChangesNothing(Fault fault) {
        List<Long> people = people(2);
        registry.fault(fault);
        importCompleted();
        runJobs();
        assertThat(people.stream().map(this::status)).containsOnly("SENT");
        assertThat(count("select count(*) from comparison")).isZero();
        assertThat(jobsAt("compareNextChunk")).hasSize(1).allSatisfy(job -> assertThat(job.getExceptionMessage()).contains("CSDL quốc gia về dân cư"));

        registry.fault(Fault.OK);
        clock.advance(Duration.ofMinutes(10));
        runJobs();
        assertThat(people.stream().map(this::status)).containsOnly("MATCHED");
        assertThat(count("select count(*) from comparison")).isEqualTo(2);
    }

    @Test
    void anAnswerThatWasLostIsAskedForAgainUnderTheSameRequest() {
        people(2);
        importCompleted();
        runUntil("compareNextChunk");
        UUID list = list();
        // The node dies between the answer and its commit.
        assertThatThrownBy(() -> new TransactionTemplate(transactions).executeWithoutResult(status -> {
            comparison.run(list, 1);
            throw new IllegalStateException("killed");
        })).hasMessage("killed");
        assertThat(count("select count(*) from comparison")).isZero();
        runJobs();
        assertThat(registry.requests()).isEqualTo(2);
        assertThat(registry.compared()).isEqualTo(2);
        assertThat(count("select count(*) from comparison")).isEqualTo(2);
    }

    @Test
    void twoNodesOnOneListCompareEverybodyOnce() throws Exception {
        List<Long> people = people(40);
        importCompleted();
        runUntil("compareNextChunk");
        registry.slowness(Duration.ofMillis(500));
        registry.fault(Fault.SLOW);
        Job job = jobsAt("compareNextChunk").get(0);
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            Callable<Boolean> node = () -> {
                start.await();
                try {
                    engine.getManagementService().executeJob(job.getId());
                    return true;
                } catch (RuntimeException e) {
                    return false;
                }
            };
            List<Future<Boolean>> done = nodes.invokeAll(List.of(node, node));
            assertThat(List.of(done.get(0).get(), done.get(1).get())).contains(true);
        } finally {
            nodes.shutdown();
        }
        registry.fault(Fault.OK);
        runJobs();
        assertThat(people.stream().map(this::status)).containsOnly("MATCHED");
        assertThat(count("select count(*) from comparison")).isEqualTo(40);
        assertThat(count("select count(*) from comparison c group by citizen_id order by 1 desc limit 1")).isOne();
        assertThat(onlyList()).isNull();
    }

    @Test
    void whoseDataChangedMeanwhileIsNotGivenThatAnswerButAskedAgain() throws Exception {
        Record right = known(somebody());
        long changed = imported(right.named("Nguyễn Thị Hoa"));
        long unchanged = imported(known(somebody()));
        importCompleted();
        runUntil("compareNextChunk");
        registry.slowness(Duration.ofMillis(1_500));
        registry.fault(Fault.SLOW);
        ExecutorService node = Executors.newSingleThreadExecutor();
        try {
            Future<?> job = node.submit(() -> engine.getManagementService().executeJob(jobsAt("compareNextChunk").get(0).getId()));
            while (registry.requests() == 0) {
                Thread.onSpinWait();
            }
            jdbc.sql("update citizen set full_name = ?, version = version + 1 where id = ?").param(right.name()).param(changed).update();
            job.get();
        } finally {
            node.shutdown();
        }
        assertThat(status(unchanged)).isEqualTo("MATCHED");
        assertThat(status(changed)).isEqualTo("SENT");
        assertThat(comparisons(changed)).isZero();

        registry.fault(Fault.OK);
        runJobs();
        assertThat(status(changed)).isEqualTo("MATCHED");
        assertThat(comparisons(changed)).isOne();
        assertThat(onlyList()).isNull();
    }

    @Test
    void aNewerImportTakesItsPeopleOverFromAWaitingList() {
        Record right = known(somebody());
        long person = imported(right.named("Nguyễn Thị Hoa"));
        registry.fault(Fault.DOWN);
        importCompleted();
        runJobs();
        jdbc.sql("update citizen set full_name = ?, identity_status = 'DRAFT', version = version + 1 where id = ?").param(right.name()).param(person).update();
        importCompleted();
        registry.fault(Fault.OK);
        clock.advance(Duration.ofMinutes(10));
        runJobs();
        assertThat(status(person)).isEqualTo("MATCHED");
        assertThat(comparisons(person)).isOne();
        assertThat(jdbc.sql("select distinct status from verification_list").query(String.class).list()).containsExactly("DONE");
    }

    @Test
    void anEngineThatWasStoppedInTheMiddleOfAListGoesOnFromThere() {
        List<Long> people = new ArrayList<>(people(1_001));
        importCompleted();
        runUntil("compareNextChunk");
        engine.getManagementService().executeJob(jobsAt("compareNextChunk").get(0).getId());
        assertThat(count("select count(*) from comparison")).isEqualTo(1_000);

        // The node dies while it holds the lock of the next job; another engine on the same database takes over when it lapses.
        String job = jobsAt("compareNextChunk").get(0).getId();
        jdbc.sql("update act_ru_job set lock_owner_ = 'dead node', lock_exp_time_ = ?, rev_ = rev_ + 1 where id_ = ?")
                .param(Timestamp.from(clock.instant().plus(Duration.ofMinutes(5)))).param(job).update();
        assertThat(isAcquirable(job)).isFalse();
        clock.advance(Duration.ofMinutes(6));
        assertThat(isAcquirable(job)).isTrue();
        runJobs();
        assertThat(count("select count(*) from comparison")).isEqualTo(1_001);
        assertThat(people.stream().map(this::status).distinct()).containsExactly("MATCHED");
        assertThat(jdbc.sql("select distinct status from verification_list").query(String.class).list()).containsExactly("DONE");
    }

    /** Whether a job executor on whatever node would take this job now. */
    private boolean isAcquirable(String job) {
        return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getCommandExecutorTxRequired().execute(context ->
                context.getJobManager().findNextJobsToExecute(new Page(0, 100)).stream().anyMatch(due -> due.getId().equals(job)));
    }

    private List<Long> people(int howMany) {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < howMany; i++) {
            ids.add(imported(known(somebody())));
        }
        return ids;
    }

    private UUID list() {
        return jdbc.sql("select id from verification_list").query(UUID.class).single();
    }

    /** Runs jobs until one waits here. */
    private void runUntil(String activity) {
        while (jobsAt(activity).isEmpty()) {
            engine.getManagementService().createJobQuery().executable().list().forEach(job -> engine.getManagementService().executeJob(job.getId()));
        }
    }

    private int retriable() {
        return (int) jobsAt("compareNextChunk").stream().filter(job -> job.getRetries() > 0).count();
    }

    /** What the scheduler does now and then. */
    private void resume() {
        ReflectionTestUtils.invokeMethod(beans.getBean("comparisonResume"), "tick");
    }
}
