package vn.minhxac.passport;

import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** „Dừng đợt cấp“. */
@Component("stopBatch")
class StopBatch implements JavaDelegate {

    private final PassportBatches batches;

    StopBatch(PassportBatches batches) {
        this.batches = batches;
    }

    @Override
    public void execute(DelegateExecution execution) {
        batches.stop(UUID.fromString((String) execution.getVariable("batchId")));
    }
}
