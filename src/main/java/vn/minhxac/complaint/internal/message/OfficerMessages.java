package vn.minhxac.complaint.internal.message;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

import vn.minhxac.complaint.internal.store.Complaint;
import vn.minhxac.notification.FormattedMail;
import vn.minhxac.notification.MailText;
import vn.minhxac.notification.MailText.Fact;
import vn.minhxac.notification.MailText.Link;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;

/**
 * Mails to officers when time runs out, to those who have an address; in the caller's transaction, by the outbox, once for each complaint, alarm
 * and reader. They say which work it is and not whose: neither a person nor the tracking code, since whoever has that may look.
 */
@Component
public class OfficerMessages {

    private static final int SHORT_REFERENCE = 8;

    private final Words words;
    private final PortalAddress portal;
    private final FormattedMail mails;
    private final Units units;
    private final Clock clock;

    OfficerMessages(Words words, PortalAddress portal, FormattedMail mails, Units units, Clock clock) {
        this.words = words;
        this.portal = portal;
        this.mails = mails;
        this.units = units;
        this.clock = clock;
    }

    /** Half of the time is over. */
    public void reminder(Complaint complaint, List<Officer> to) {
        send(complaint, "reminder", to, null);
    }

    /** 12 hours are left. */
    public void warning(Complaint complaint, List<Officer> heads, String unitMail) {
        send(complaint, "warning", heads, unitMail);
    }

    /** The time is over; the province has it now. */
    public void breach(Complaint complaint, List<Officer> provincials, String unitMail) {
        send(complaint, "breach", provincials, unitMail);
    }

    /** Complaints that nobody has after the assignment of the day; once a day. */
    public void unassigned(String provinceCode, int count, List<Officer> to) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Words.ZONE);
        MailText mail = text("unassigned", List.of(fact("province", units.name(UnitKind.PROVINCE, provinceCode)),
                fact("day", Words.date(today)), fact("count", Integer.toString(count))), Integer.toString(count));
        send(mail, "complaint:unassigned:" + provinceCode + ":" + today, to, null);
    }

    private void send(Complaint complaint, String event, List<Officer> to, String unitMail) {
        String reference = reference(complaint);
        List<Fact> facts = new ArrayList<>();
        facts.add(fact("reference", reference));
        facts.add(fact("type", words.get("complaint.type." + complaint.type())));
        if (complaint.handlerKind() != null) {
            facts.add(fact("unit", units.name(complaint.handlerKind(), complaint.handlerCode())));
        }
        facts.add(fact("due", Words.time(complaint.dueAt())));
        send(text(event, facts, reference), "complaint:" + complaint.id() + ":" + event, to, unitMail);
    }

    private void send(MailText mail, String key, List<Officer> to, String unitMail) {
        Set<String> served = new HashSet<>();
        for (Officer officer : to) {
            if (StringUtils.hasText(officer.email()) && served.add(officer.email().toLowerCase(Locale.ROOT))) {
                mails.send(officer.email(), mail, key + ":" + officer.userId());
            }
        }
        if (StringUtils.hasText(unitMail) && served.add(unitMail.toLowerCase(Locale.ROOT))) {
            mails.send(unitMail, mail, key + ":unit");
        }
    }

    private MailText text(String event, List<Fact> facts, String subject) {
        String key = "complaint.officerMail." + event;
        return new MailText(words.get(key + ".subject", subject), words.get(key + ".heading"), List.of(words.get(key + ".text")), facts, List.of(),
                new Link(words.get("complaint.officerMail.link"), portal.tasklist()),
                List.of(words.get("complaint.officerMail.why"), words.get("complaint.mail.noReply")));
    }

    private Fact fact(String label, String value) {
        return new Fact(words.get("complaint.officerMail.fact." + label), value);
    }

    /** The end of the internal id: the beginning of ids of one time is the same. */
    private static String reference(Complaint complaint) {
        String id = complaint.id().toString();
        return id.substring(id.length() - SHORT_REFERENCE);
    }
}
