package vn.minhxac.signing;

import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import vn.minhxac.signing.internal.Freezing;

/** „Đóng băng danh sách“: fixes which doses, with which content, go to review. */
@Component("freezeList")
class FreezeList implements JavaDelegate {

    private final Freezing freezing;

    FreezeList(Freezing freezing) {
        this.freezing = freezing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var frozen = freezing.freeze(UUID.fromString((String) execution.getVariable("signingListId")));
        execution.setVariable("doseCount", frozen.doses());
        execution.setVariable("unitName", frozen.unitName());
        execution.setVariable("reviewGroup", frozen.reviewGroup());
        execution.setVariable("approveGroup", frozen.approveGroup());
    }
}
