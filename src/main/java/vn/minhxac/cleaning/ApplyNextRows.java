package vn.minhxac.cleaning;

import java.util.UUID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.cleaning.internal.batch.Applying;

/** „Cập nhật dữ liệu“: one chunk of rows; a job of its own, so that it is retried alone. */
@Component("applyNextRows")
class ApplyNextRows implements JavaDelegate {

    private final Applying applying;

    ApplyNextRows(Applying applying) {
        this.applying = applying;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariable("hasRowLeft", applying.next(UUID.fromString((String) execution.getVariable("batchId"))));
    }
}
