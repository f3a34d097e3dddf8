package vn.minhxac.cleaning;

import java.util.UUID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.cleaning.internal.batch.Settling;

/** „Ghi nhận kết quả“: who matches now is done. */
@Component("settleRows")
class SettleRows implements JavaDelegate {

    private final Settling settling;

    SettleRows(Settling settling) {
        this.settling = settling;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariable("reviewDue", settling.reviewDue());
        execution.setVariable("cleaningNext", settling.settle(UUID.fromString((String) execution.getVariable("batchId"))).name());
    }
}
