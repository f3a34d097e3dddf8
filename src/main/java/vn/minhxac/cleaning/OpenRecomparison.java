package vn.minhxac.cleaning;

import java.util.UUID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.cleaning.internal.batch.Settling;

/** „Lập danh sách đối chiếu lại“: of those whose records changed. */
@Component("openRecomparison")
class OpenRecomparison implements JavaDelegate {

    private final Settling settling;

    OpenRecomparison(Settling settling) {
        this.settling = settling;
    }

    @Override
    public void execute(DelegateExecution execution) {
        UUID list = settling.compareAgain(UUID.fromString((String) execution.getVariable("batchId")));
        execution.setVariable("listId", list == null ? null : list.toString());
        execution.setVariable("hasRecomparison", list != null);
    }
}
