package vn.minhxac.cleaning;

import java.util.UUID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.cleaning.internal.batch.HandOver;

/** „Tách phần đã rà soát“: what was reviewed goes to the police, the rest into a list of its own. */
@Component("handOverReviewed")
class HandOverReviewed implements JavaDelegate {

    private final HandOver handOver;

    HandOverReviewed(HandOver handOver) {
        this.handOver = handOver;
    }

    @Override
    public void execute(DelegateExecution execution) {
        HandOver.Reviewed reviewed = handOver.reviewed(UUID.fromString((String) execution.getVariable("batchId")));
        execution.setVariable("policeDue", reviewed.policeDue());
        execution.setVariable("rowsReviewed", reviewed.rows());
        execution.setVariable("doseRows", reviewed.doseRows());
    }
}
