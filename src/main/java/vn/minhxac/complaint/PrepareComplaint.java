package vn.minhxac.complaint;

import java.util.UUID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.complaint.internal.handling.Preparing;

/** „Đối chiếu hồ sơ đã có“: finds the record, an open complaint about the same, and doses of several sites. */
@Component("prepareComplaint")
class PrepareComplaint implements JavaDelegate {

    private final Preparing preparing;

    PrepareComplaint(Preparing preparing) {
        this.preparing = preparing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariable("ownReview", preparing.run(UUID.fromString((String) execution.getVariable("complaintId"))));
    }
}
