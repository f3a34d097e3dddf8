package vn.minhxac.signing;

import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import vn.minhxac.signing.internal.Closing;

/** „Ghi nhận mũi đã ký“: the signed doses count as signed from here on, and passports may follow. */
@Component("publishSignedDoses")
class PublishSignedDoses implements JavaDelegate {

    private final Closing closing;

    PublishSignedDoses(Closing closing) {
        this.closing = closing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        closing.publish(UUID.fromString((String) execution.getVariable("signingListId")));
    }
}
