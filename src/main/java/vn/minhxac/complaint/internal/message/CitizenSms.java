package vn.minhxac.complaint.internal.message;

import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import vn.minhxac.complaint.internal.message.CitizenMessages.Event;
import vn.minhxac.complaint.internal.store.Complaint;

/**
 * SMS to the citizen: what happened, until when, and where to look, which names the tracking code. With Vietnamese marks an SMS is UCS-2, 70
 * characters, or 67 in each part of a longer one (3GPP TS 23.040): two parts hold 134.
 */
@Component
class CitizenSms {

    static final int LONGEST = 134;

    private final Words words;
    private final PortalAddress portal;

    CitizenSms(Words words, PortalAddress portal) {
        this.words = words;
        this.portal = portal;
    }

    /** The fullest text that fits: with the reason in a few words, without it, and with the bare code where the address is long. */
    String text(Complaint complaint, Event event) {
        String link = portal.status(complaint.code());
        String what = words.get("complaint.sms." + event, when(complaint, event));
        String why = words.find("complaint.short.", complaint.reasonCode()).filter(reason -> event == Event.REJECTED || event == Event.DEFERRED)
                .map(reason -> words.get("complaint.sms.because", what, reason)).orElse(what);
        return Stream.of(why, what).map(text -> text + ". " + link).filter(text -> text.length() <= LONGEST).findFirst()
                .orElse(what + ". " + words.get("complaint.sms.code", complaint.code()));
    }

    private static String when(Complaint complaint, Event event) {
        return switch (event) {
            case RECORDED -> Words.shortTime(complaint.dueAt());
            case NEEDS_SUPPLEMENT -> Words.shortTime(complaint.supplementUntil());
            case DEFERRED -> Words.date(complaint.deferredUntil());
            case APPROVED, REJECTED, WITHDRAWN, OVERDUE -> "";
        };
    }
}
