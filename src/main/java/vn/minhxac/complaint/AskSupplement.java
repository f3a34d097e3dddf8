package vn.minhxac.complaint;

import java.util.UUID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.complaint.internal.handling.Answering;

/** „Đề nghị bổ sung“: what is missing, and until when. */
@Component("askSupplement")
class AskSupplement implements JavaDelegate {

    private final Answering answering;

    AskSupplement(Answering answering) {
        this.answering = answering;
    }

    @Override
    public void execute(DelegateExecution execution) {
        answering.askSupplement(UUID.fromString((String) execution.getVariable("complaintId")));
    }
}
