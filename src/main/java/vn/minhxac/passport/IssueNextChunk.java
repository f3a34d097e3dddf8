package vn.minhxac.passport;

import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** „Tạo và ký hộ chiếu“: one chunk of people is one job. */
@Component("issueNextChunk")
class IssueNextChunk implements JavaDelegate {

    private final PassportBatches batches;

    IssueNextChunk(PassportBatches batches) {
        this.batches = batches;
    }

    @Override
    public void execute(DelegateExecution execution) {
        int chunk = (Integer) execution.getVariable("chunk");
        boolean left = batches.issueChunk(UUID.fromString((String) execution.getVariable("batchId")), chunk);
        execution.setVariable("chunk", chunk + 1);
        execution.setVariable("hasChunkLeft", left);
    }
}
