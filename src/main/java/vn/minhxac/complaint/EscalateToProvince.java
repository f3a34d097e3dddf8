package vn.minhxac.complaint;

import java.util.UUID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.complaint.internal.clock.Alarms;
import vn.minhxac.complaint.internal.clock.ClockTable.Event;

/** „Chuyển cấp tỉnh“: 48 hours have passed without an answer. */
@Component("escalateToProvince")
class EscalateToProvince implements JavaDelegate {

    private final Alarms alarms;

    EscalateToProvince(Alarms alarms) {
        this.alarms = alarms;
    }

    @Override
    public void execute(DelegateExecution execution) {
        alarms.goOff(UUID.fromString((String) execution.getVariable("complaintId")), Event.BREACH);
    }
}
