package vn.minhxac.complaint;

import java.util.UUID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.complaint.internal.clock.Alarms;
import vn.minhxac.complaint.internal.clock.ClockTable.Event;

/** „Cảnh báo thủ trưởng“: 36 hours have passed. */
@Component("warnHead")
class WarnHead implements JavaDelegate {

    private final Alarms alarms;

    WarnHead(Alarms alarms) {
        this.alarms = alarms;
    }

    @Override
    public void execute(DelegateExecution execution) {
        alarms.goOff(UUID.fromString((String) execution.getVariable("complaintId")), Event.WARNING);
    }
}
