package vn.minhxac.complaint;

import java.util.UUID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.complaint.internal.handling.Correcting;

/** „Cập nhật hồ sơ“: the approved changes; a changed identity is compared again, a changed dose is ready to sign again. */
@Component("applyCorrection")
class ApplyCorrection implements JavaDelegate {

    private final Correcting correcting;

    ApplyCorrection(Correcting correcting) {
        this.correcting = correcting;
    }

    @Override
    public void execute(DelegateExecution execution) {
        correcting.run(UUID.fromString((String) execution.getVariable("complaintId")));
    }
}
