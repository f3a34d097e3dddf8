package vn.minhxac.cleaning;

import java.util.UUID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.cleaning.internal.batch.Settling;

/** „Ghi nhận ý kiến tổ công tác“: back to the station, or closed. */
@Component("recordResolution")
class RecordResolution implements JavaDelegate {

    private final Settling settling;

    RecordResolution(Settling settling) {
        this.settling = settling;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariable("reviewDue", settling.reviewDue());
        execution.setVariable("cleaningNext", settling.resolved(UUID.fromString((String) execution.getVariable("batchId"))).name());
    }
}
