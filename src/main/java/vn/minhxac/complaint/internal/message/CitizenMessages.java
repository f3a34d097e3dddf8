package vn.minhxac.complaint.internal.message;

import org.springframework.stereotype.Component;

import vn.minhxac.common.Texts;
import vn.minhxac.complaint.internal.store.Complaint;
import vn.minhxac.notification.Notifications;

/** What the citizen is told of a complaint, at each change that matters to him. In the caller's transaction, by the outbox. */
@Component
public class CitizenMessages {

    /** Changes that matter to a citizen. */
    public enum Event {
        RECORDED, NEEDS_SUPPLEMENT, DEFERRED, APPROVED, REJECTED, WITHDRAWN, OVERDUE
    }

    private final Notifications notifications;
    private final Texts texts;

    CitizenMessages(Notifications notifications, Texts texts) {
        this.notifications = notifications;
        this.texts = texts;
    }

    /**
     * @param complaint as it is after the change
     * @param round     tells apart events that may happen several times to one complaint (e.g. the second request for a
     *                  supplement); never the same message twice for one complaint, event and round
     */
    public void tell(Complaint complaint, Event event, int round) {
        notifications.sms(complaint.person().phone(), texts.get("complaint.sms." + event, complaint.code()),
                "complaint:" + complaint.id() + ":" + event + ":" + round);
    }
}
