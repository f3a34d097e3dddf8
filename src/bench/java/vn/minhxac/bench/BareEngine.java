package vn.minhxac.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.jobexecutor.ThreadPoolJobExecutor;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;

import com.zaxxer.hikari.HikariDataSource;

import vn.minhxac.common.Uuid7;

/**
 * The floor: a Camunda engine of its own, in the plainest set-up (no Spring, no authorizations, no tenants, no interceptors) with
 * the job executor, history, ids and connections of the application, running the application's own diagram and decision. Its delegates
 * do nothing but set the variables of the diagram.
 */
final class BareEngine extends Lifecycles {

    private static final int JOB_THREADS = 8;
    private static final int QUEUE = 32;
    private static final int LOCK_MILLIS = 300_000;

    private static final int CONNECTIONS = 32;

    private final JdbcClient jdbc;
    private final ProcessEngine engine;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(JOB_THREADS, JOB_THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE));

    private final HikariDataSource connections;

    /** @param tuned with the application's two settings of history and counts; else as the engine is shipped */
    BareEngine(String jdbcUrl, boolean tuned) throws Exception {
        connections = new HikariDataSource();
        connections.setJdbcUrl(jdbcUrl);
        connections.setUsername("postgres");
        connections.setPassword("postgres");
        connections.setMaximumPoolSize(CONNECTIONS);
        connections.addDataSourceProperty("reWriteBatchedInserts", "true");
        jdbc = JdbcClient.create(connections);
        var configuration = (StandaloneProcessEngineConfiguration) ProcessEngineConfiguration.createStandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName("bare");
        configuration.setDataSource(connections);
        configuration.setIdGenerator(new StrongUuidGenerator());
        configuration.setHistoryTimeToLive("P180D");
        configuration.setEnforceHistoryTimeToLive(false);
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        configuration.setHistory(ProcessEngineConfiguration.HISTORY_ACTIVITY);
        if (tuned) {
            configuration.setHistoryRemovalTimeStrategy(ProcessEngineConfiguration.HISTORY_REMOVAL_TIME_STRATEGY_START);
            configuration.setTaskMetricsEnabled(false);
        }
        configuration.setCmmnEnabled(false);
        configuration.setStandaloneTasksEnabled(false);
        configuration.setDefaultSerializationFormat("application/json");
        configuration.setJobExecutorAcquireByDueDate(true);
        configuration.setEnsureJobDueDateNotNull(true);
        configuration.setBeans(delegates());
        var jobs = new ThreadPoolJobExecutor();
        jobs.setThreadPoolExecutor(threads);
        jobs.setMaxJobsPerAcquisition(QUEUE);
        jobs.setWaitTimeInMillis(500);
        jobs.setMaxWait(5_000);
        jobs.setBackoffTimeInMillis(50);
        jobs.setMaxBackoff(1_000);
        jobs.setLockTimeInMillis(LOCK_MILLIS);
        configuration.setJobExecutor(jobs);
        configuration.setJobExecutorActivate(true);
        engine = configuration.buildProcessEngine();
        var deployment = engine.getRepositoryService().createDeployment();
        for (String file : new String[] {"complaint-handling.bpmn", "complaint-routing.dmn"}) {
            deployment.addString(file, Files.readString(Path.of("processes", file)));
        }
        deployment.deploy();
    }

    @Override
    JdbcClient jdbc() {
        return jdbc;
    }

    /** Starts one instance, with the variables a recorded complaint has. */
    @Override
    String begin(int n) {
        String complaint = Uuid7.next().toString();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Map<String, Object> variables = new HashMap<>();
        variables.put("complaintId", complaint);
        variables.put("complaintType", "WRONG_DOSE_INFO");
        variables.put("remindAt", Date.from(now.plus(24, ChronoUnit.HOURS)));
        variables.put("warnAt", Date.from(now.plus(36, ChronoUnit.HOURS)));
        variables.put("dueAt", Date.from(now.plus(48, ChronoUnit.HOURS)));
        engine.getRuntimeService().startProcessInstanceByKey("complaintHandling", complaint, variables);
        return complaint;
    }

    @Override
    void review(Review review, boolean approved) {
        engine.getTaskService().complete(review.taskId(), approved ? Map.of("outcome", "APPROVED") : Map.of("outcome", "REJECTED", "reasonCode", "R04"));
    }

    private static Map<Object, Object> delegates() {
        Map<Object, Object> beans = new HashMap<>();
        for (String empty : Set.of("applyCorrection", "answerCitizen", "tellDeferral", "askSupplement", "remindOfficer", "warnHead",
                "escalateToProvince", "closeWithdrawn")) {
            beans.put(empty, (JavaDelegate) execution -> {
            });
        }
        beans.put("prepareComplaint", (JavaDelegate) execution -> execution.setVariable("ownReview", true));
        beans.put("findPlace", (JavaDelegate) execution -> {
            execution.setVariable("routingProfile", "THREE_TIER_2021");
            execution.setVariable("toProvince", false);
            execution.setVariable("abroad", false);
            execution.setVariable("site", "ACTIVE");
            execution.setVariable("doseInfoFull", true);
            execution.setVariable("place", "COMMUNE");
            execution.setVariable("stationAccount", "NONE");
            execution.setVariable("districtAccount", "NONE");
        });
        beans.put("assignOfficer", (JavaDelegate) execution -> {
            execution.setVariable("handlerGroup", "unit19001facility");
            execution.setVariable("assignee", "facility1");
            execution.setVariable("unitName", "Trung tâm Y tế");
            execution.setVariable("taskDue", execution.getVariable("dueAt"));
        });
        beans.put("recordReview", (JavaDelegate) execution -> execution.setVariable("identityChanged", false));
        return beans;
    }

    @Override
    public void close() {
        engine.close();
        threads.shutdownNow();
        connections.close();
    }
}
