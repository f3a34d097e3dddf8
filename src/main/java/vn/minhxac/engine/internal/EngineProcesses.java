package vn.minhxac.engine.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Incident;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.minhxac.engine.Processes;

@Service
class EngineProcesses implements Processes {

    private final RuntimeService runtime;
    private final ManagementService management;
    private final Tenants tenants;
    private final IdentityService identities;
    private final JdbcClient jdbc;

    EngineProcesses(RuntimeService runtime, ManagementService management, IdentityService identities, Tenants tenants, JdbcClient jdbc) {
        this.identities = identities;
        this.jdbc = jdbc;
        this.runtime = runtime;
        this.management = management;
        this.tenants = tenants;
    }

    @Override
    @Transactional
    public void start(String key, String businessKey, String province, Map<String, Object> variables) {
        // The module that calls has judged whether the officer may; in the engine officers may start next to nothing.
        var officer = identities.getCurrentAuthentication();
        try {
            identities.clearAuthentication();
            tenants.inProvince(province, () -> runtime.startProcessInstanceByKey(key, businessKey, variables));
        } finally {
            identities.setAuthentication(officer);
        }
    }

    @Override
    @Transactional
    public boolean tell(String message, String businessKey, Map<String, Object> variables) {
        var waiting = runtime.createExecutionQuery().messageEventSubscriptionName(message).processInstanceBusinessKey(businessKey).list();
        try {
            waiting.forEach(execution -> runtime.messageEventReceived(message, execution.getId(), variables));
        } catch (OptimisticLockingException e) {
            throw new OptimisticLockingFailureException("another call moved the instance", e);
        }
        return !waiting.isEmpty();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Timer> timers(String key, Collection<String> businessKeys) {
        return jdbc.sql("""
                select e.business_key_, d.act_id_, j.duedate_
                from act_ru_execution e
                join act_re_procdef p on p.id_ = e.proc_def_id_ and p.key_ = :key
                join act_ru_job j on j.process_instance_id_ = e.id_ and j.type_ = 'timer'
                join act_ru_jobdef d on d.id_ = j.job_def_id_
                where e.parent_id_ is null and e.business_key_ = any(:businessKeys)""")
                .param("key", key).param("businessKeys", businessKeys.toArray(String[]::new))
                .query((row, n) -> new Timer(row.getString(1), row.getString(2), row.getTimestamp(3).toInstant())).list();
    }

    @Override
    @Transactional(readOnly = true)
    public Set<String> running(String key, Collection<String> businessKeys) {
        return Set.copyOf(jdbc.sql("""
                select e.business_key_ from act_ru_execution e join act_re_procdef p on p.id_ = e.proc_def_id_ and p.key_ = :key
                where e.parent_id_ is null and e.business_key_ = any(:businessKeys)""")
                .param("key", key).param("businessKeys", businessKeys.toArray(String[]::new)).query(String.class).set());
    }

    @Override
    @Transactional
    public int retryFailed(String key, String activityId, int limit) {
        var failed = runtime.createIncidentQuery().processDefinitionKeyIn(key).activityId(activityId)
                .incidentType(Incident.FAILED_JOB_HANDLER_TYPE).orderByIncidentTimestamp().asc().listPage(0, limit);
        failed.forEach(incident -> management.setJobRetries(incident.getConfiguration(), 1));
        return failed.size();
    }
}
