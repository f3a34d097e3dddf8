package vn.minhxac.notification.internal;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.minhxac.notification.Channel;

/**
 * Sends what waits in the outbox, on every node of a cluster. At least once: a message whose sending was not noted, because
 * the node died, is sent again under the same id.
 */
@Component
class OutboxDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxDispatcher.class);
    private static final int BATCH = 20;
    /** Longer than a whole batch takes when every gateway runs into its time-out. */
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration KEPT = Duration.ofDays(30);

    private final Outbox outbox;
    private final MailPort mail;
    private final SmsPort sms;
    private final NotificationSettings settings;

    OutboxDispatcher(Outbox outbox, MailPort mail, SmsPort sms, NotificationSettings settings) {
        this.outbox = outbox;
        this.mail = mail;
        this.sms = sms;
        this.settings = settings;
    }

    @Scheduled(fixedDelayString = "${minhxac.notification.poll:PT1S}")
    void run() {
        int given = outbox.giveUp(settings.notification().giveUp());
        if (given > 0) {
            LOG.warn("outbox: {} messages given up", given);
        }
        List<Message> messages;
        do {
            messages = outbox.take(BATCH, LEASE);
            messages.forEach(this::deliver);
        } while (messages.size() == BATCH);
    }

    @Scheduled(fixedDelayString = "P1D", initialDelayString = "PT30M")
    void purge() {
        outbox.purge(KEPT);
    }

    private void deliver(Message message) {
        try {
            if (message.channel() == Channel.MAIL) {
                mail.send(message);
            } else {
                sms.send(message);
            }
        } catch (DeliveryFailed e) {
            LOG.warn("outbox {} {}: try {} failed: {}", message.channel(), message.id(), message.attempt(), e.getMessage());
            if (e.isForGood()) {
                outbox.failed(message.id());
            } else {
                outbox.again(message.id(), waitAfter(message.attempt()));
            }
            return;
        } catch (RuntimeException e) {
            // not its message: it may bear the recipient
            LOG.warn("outbox {} {}: try {} failed: {}", message.channel(), message.id(), message.attempt(), e.getClass().getName());
            outbox.again(message.id(), waitAfter(message.attempt()));
            return;
        }
        outbox.sent(message.id());
    }

    /** 10 s, 20 s, 40 s, … 15 minutes. */
    private static Duration waitAfter(int attempt) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempt - 1, 10));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
