package vn.minhxac.engine.internal;

import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Incident;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.minhxac.engine.Processes;

@Service
class EngineProcesses implements Processes {

    private final RuntimeService runtime;
    private final ManagementService management;
    private final Tenants tenants;

    EngineProcesses(RuntimeService runtime, ManagementService management, Tenants tenants) {
        this.runtime = runtime;
        this.management = management;
        this.tenants = tenants;
    }

    @Override
    @Transactional
    public void start(String key, String businessKey, String province, Map<String, Object> variables) {
        tenants.inProvince(province, () -> runtime.startProcessInstanceByKey(key, businessKey, variables));
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
