package vn.minhxac.complaint;

import java.util.UUID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.complaint.internal.clock.Alarms;
import vn.minhxac.complaint.internal.clock.ClockTable.Event;

/** „Nhắc cán bộ“: 24 hours have passed. */
@Component("remindOfficer")
class RemindOfficer implements JavaDelegate {

    private final Alarms alarms;

    RemindOfficer(Alarms alarms) {
        this.alarms = alarms;
    }

    @Override
    public void execute(DelegateExecution execution) {
        alarms.goOff(UUID.fromString((String) execution.getVariable("complaintId")), Event.REMINDER);
    }
}
