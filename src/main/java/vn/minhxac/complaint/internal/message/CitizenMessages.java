package vn.minhxac.complaint.internal.message;

import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

import vn.minhxac.complaint.internal.store.Complaint;
import vn.minhxac.notification.FormattedMail;
import vn.minhxac.notification.Notifications;

/**
 * What the citizen is told of a complaint, at each change that matters to him: by SMS, and by mail where there is an address. In the caller's
 * transaction, by the outbox. Names, numbers and health data stay out of it: phones are shared, and mail is read by others.
 */
@Component
public class CitizenMessages {

    /** Changes that matter to a citizen. */
    public enum Event {
        RECORDED, NEEDS_SUPPLEMENT, DEFERRED, APPROVED, REJECTED, WITHDRAWN, OVERDUE
    }

    private final CitizenSms sms;
    private final CitizenMail mail;
    private final Notifications notifications;
    private final FormattedMail mails;

    CitizenMessages(CitizenSms sms, CitizenMail mail, Notifications notifications, FormattedMail mails) {
        this.sms = sms;
        this.mail = mail;
        this.notifications = notifications;
        this.mails = mails;
    }

    /**
     * @param complaint as it is after the change
     * @param round     tells apart events that may happen several times to one complaint (e.g. the second request for a
     *                  supplement); never the same message twice for one complaint, event and round
     */
    public void tell(Complaint complaint, Event event, int round) {
        String key = "complaint:" + complaint.id() + ":" + event + ":" + round;
        notifications.sms(complaint.person().phone(), sms.text(complaint, event), key);
        if (StringUtils.hasText(complaint.person().email())) {
            mails.send(complaint.person().email(), mail.text(complaint, event), key + ":mail");
        }
    }
}
