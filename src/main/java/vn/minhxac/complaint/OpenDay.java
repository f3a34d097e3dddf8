package vn.minhxac.complaint;

import java.util.List;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.complaint.internal.routing.DailyAssignment;

/** „Lập danh sách tỉnh có việc tồn“: where something waits for an officer. */
@Component("openDay")
class OpenDay implements JavaDelegate {

    private final DailyAssignment assignment;

    OpenDay(DailyAssignment assignment) {
        this.assignment = assignment;
    }

    @Override
    public void execute(DelegateExecution execution) {
        List<String> provinces = assignment.provinces();
        execution.setVariable("provinceQueue", String.join(",", provinces));
        execution.setVariable("hasProvinceLeft", !provinces.isEmpty());
        execution.setVariable("leftOver", 0);
    }
}
