package vn.minhxac.complaint;

import java.util.UUID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.complaint.internal.handling.Answering;

/** „Hẹn ngày xử lý“: a first answer with a reason and a day. */
@Component("tellDeferral")
class TellDeferral implements JavaDelegate {

    private final Answering answering;

    TellDeferral(Answering answering) {
        this.answering = answering;
    }

    @Override
    public void execute(DelegateExecution execution) {
        answering.defer(UUID.fromString((String) execution.getVariable("complaintId")));
    }
}
