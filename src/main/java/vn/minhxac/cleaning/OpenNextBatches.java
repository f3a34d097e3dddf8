package vn.minhxac.cleaning;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.cleaning.internal.batch.Nights;

/** „Lập danh sách cho xã“: some communes a round. */
@Component("openNextBatches")
class OpenNextBatches implements JavaDelegate {

    private final Nights nights;

    OpenNextBatches(Nights nights) {
        this.nights = nights;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String listedUpTo = nights.next((String) execution.getVariable("listedUpTo"));
        execution.setVariable("listedUpTo", listedUpTo);
        execution.setVariable("hasCommuneLeft", listedUpTo != null);
    }
}
