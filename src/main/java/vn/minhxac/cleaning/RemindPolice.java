package vn.minhxac.cleaning;

import java.util.UUID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.cleaning.internal.batch.PoliceReminder;

/** „Nhắc công an xã“: the list lies with them for too long. */
@Component("remindPolice")
class RemindPolice implements JavaDelegate {

    private final PoliceReminder reminder;

    RemindPolice(PoliceReminder reminder) {
        this.reminder = reminder;
    }

    @Override
    public void execute(DelegateExecution execution) {
        reminder.remind(UUID.fromString((String) execution.getVariable("batchId")));
    }
}
