package vn.minhxac.signing;

import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import vn.minhxac.signing.internal.Closing;

/** „Trả lại mũi tiêm“: a list that is not submitted gives its doses back for a later one. */
@Component("releaseDoses")
class ReleaseDoses implements JavaDelegate {

    private final Closing closing;

    ReleaseDoses(Closing closing) {
        this.closing = closing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        closing.release(UUID.fromString((String) execution.getVariable("signingListId")));
    }
}
