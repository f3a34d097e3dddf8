package vn.minhxac.cleaning;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.cleaning.internal.batch.Nights;

/** „Tìm xã có hồ sơ sai sót“. */
@Component("openNight")
class OpenNight implements JavaDelegate {

    private final Nights nights;

    OpenNight(Nights nights) {
        this.nights = nights;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariable("hasCommuneLeft", nights.waiting() > 0);
    }
}
