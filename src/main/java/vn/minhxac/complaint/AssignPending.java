package vn.minhxac.complaint;

import java.util.List;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.complaint.internal.routing.DailyAssignment;

/** „Giao việc còn tồn cho cán bộ“: one province a round. */
@Component("assignPending")
class AssignPending implements JavaDelegate {

    private final DailyAssignment assignment;

    AssignPending(DailyAssignment assignment) {
        this.assignment = assignment;
    }

    @Override
    public void execute(DelegateExecution execution) {
        List<String> queue = List.of(((String) execution.getVariable("provinceQueue")).split(","));
        int left = assignment.assign(queue.get(0));
        execution.setVariable("provinceQueue", String.join(",", queue.subList(1, queue.size())));
        execution.setVariable("hasProvinceLeft", queue.size() > 1);
        execution.setVariable("leftOver", (Integer) execution.getVariable("leftOver") + left);
    }
}
