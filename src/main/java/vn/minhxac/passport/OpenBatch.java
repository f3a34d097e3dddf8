package vn.minhxac.passport;

import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** „Lập đợt cấp“. */
@Component("openBatch")
class OpenBatch implements JavaDelegate {

    private final PassportBatches batches;

    OpenBatch(PassportBatches batches) {
        this.batches = batches;
    }

    @Override
    public void execute(DelegateExecution execution) {
        PassportBatches.Opened opened = batches.open(UUID.fromString((String) execution.getVariable("batchId")));
        execution.setVariable("people", opened.people());
        execution.setVariable("needsRelease", opened.needsRelease());
        execution.setVariable("chunk", 1);
        execution.setVariable("hasChunkLeft", opened.people() > 0);
    }
}
