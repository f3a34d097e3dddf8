package vn.minhxac.notification.internal;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import vn.minhxac.notification.DeliveryFault;

/** Training mode: nothing leaves the house; the outbox page shows what would have been sent. */
@Component
@Profile("training")
class CaughtMessages implements MailPort, SmsPort {

    private final ObjectProvider<DeliveryFault> faults;

    CaughtMessages(ObjectProvider<DeliveryFault> faults) {
        this.faults = faults;
    }

    @Override
    public void send(Message message) {
        faults.forEach(fault -> fault.strike(message.channel()));
    }
}
