package vn.minhxac.verification;

import java.util.UUID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.verification.internal.ListClosing;

/** Hands over the doses entered in step 3 and closes the list. */
@Component("handOverToSigning")
public class HandOverToSigning implements JavaDelegate {

    private final ListClosing closing;

    HandOverToSigning(ListClosing closing) {
        this.closing = closing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        closing.run(UUID.fromString((String) execution.getVariable("listId")));
    }
}
