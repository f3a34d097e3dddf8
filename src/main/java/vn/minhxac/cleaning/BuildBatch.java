package vn.minhxac.cleaning;

import java.util.UUID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.cleaning.internal.batch.BatchOpening;

/** „Lập danh sách sai sót“: a batch asked for in Tasklist is listed now; one that the system made is listed already. */
@Component("buildBatch")
class BuildBatch implements JavaDelegate {

    private final BatchOpening opening;

    BuildBatch(BatchOpening opening) {
        this.opening = opening;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Object batchId = execution.getVariable("batchId");
        BatchOpening.Opened batch = batchId != null ? opening.listed(UUID.fromString(batchId.toString()))
                : opening.requested((String) execution.getVariable("communeCode"));
        execution.setProcessBusinessKey(batch.id().toString());
        execution.setVariable("batchId", batch.id().toString());
        execution.setVariable("unitName", batch.unitName());
        execution.setVariable("rowsListed", batch.rows());
        execution.setVariable("stationGroup", batch.stationGroup());
        execution.setVariable("policeGroup", batch.policeGroup());
        execution.setVariable("healthGroup", batch.healthGroup());
        execution.setVariable("provinceGroup", batch.provinceGroup());
        execution.setVariable("reviewDue", batch.reviewDue());
    }
}
