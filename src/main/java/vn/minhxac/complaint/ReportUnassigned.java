package vn.minhxac.complaint;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.complaint.internal.routing.DailyAssignment;

/** „Báo tỉnh việc chưa giao“: what nobody could be found for. */
@Component("reportUnassigned")
class ReportUnassigned implements JavaDelegate {

    private final DailyAssignment assignment;

    ReportUnassigned(DailyAssignment assignment) {
        this.assignment = assignment;
    }

    @Override
    public void execute(DelegateExecution execution) {
        assignment.report();
    }
}
