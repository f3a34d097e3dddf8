package vn.minhxac.signing;

import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import vn.minhxac.signing.internal.ListSigning;

/** „Ký số danh sách“: one signature over the manifest of the whole list, never a second one. */
@Component("signList")
class SignList implements JavaDelegate {

    private final ListSigning signing;

    SignList(ListSigning signing) {
        this.signing = signing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        signing.sign(UUID.fromString((String) execution.getVariable("signingListId")));
    }
}
