package vn.minhxac.complaint;

import java.util.UUID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.complaint.internal.handling.Answering;

/** „Đóng phản ánh“: the citizen took it back. */
@Component("closeWithdrawn")
class CloseWithdrawn implements JavaDelegate {

    private final Answering answering;

    CloseWithdrawn(Answering answering) {
        this.answering = answering;
    }

    @Override
    public void execute(DelegateExecution execution) {
        answering.withdraw(UUID.fromString((String) execution.getVariable("complaintId")));
    }
}
