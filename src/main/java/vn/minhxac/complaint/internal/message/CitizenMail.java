package vn.minhxac.complaint.internal.message;

import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

import vn.minhxac.complaint.internal.message.CitizenMessages.Event;
import vn.minhxac.complaint.internal.store.Complaint;
import vn.minhxac.notification.MailText;
import vn.minhxac.notification.MailText.Fact;
import vn.minhxac.notification.MailText.Link;
import vn.minhxac.notification.MailText.Section;

/** Mail to the citizen: what the SMS says and why, how to put it right and what happens next. */
@Component
class CitizenMail {

    private final Words words;
    private final PortalAddress portal;

    CitizenMail(Words words, PortalAddress portal) {
        this.words = words;
        this.portal = portal;
    }

    MailText text(Complaint complaint, Event event) {
        String key = "complaint.mail." + event;
        return new MailText(words.get(key + ".subject", complaint.code()), words.get(key + ".heading"), paragraphs(complaint, event, key),
                facts(complaint, event), sections(complaint, event), new Link(words.get("complaint.mail.link"), portal.status(complaint.code())),
                List.of(words.get("complaint.mail.hotline"), words.get("complaint.mail.noReply")));
    }

    private List<String> paragraphs(Complaint complaint, Event event, String key) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(words.get("complaint.mail.dear"));
        paragraphs.add(words.get(key + ".text"));
        if (event == Event.APPROVED) {
            paragraphs.add(words.get("complaint.mail.next." + complaint.type()));
        }
        if (event == Event.REJECTED) {
            paragraphs.add(words.get("complaint.mail.again"));
        }
        // Another look is asked for once, and not at the answer to another look.
        if ((event == Event.REJECTED || event == Event.APPROVED) && complaint.reopens() == null) {
            paragraphs.add(words.get("complaint.mail.reopen"));
        }
        return paragraphs;
    }

    private List<Fact> facts(Complaint complaint, Event event) {
        List<Fact> facts = new ArrayList<>();
        facts.add(fact("code", complaint.code()));
        facts.add(fact("type", words.get("complaint.type." + complaint.type())));
        facts.add(fact("recorded", Words.time(complaint.recordedAt())));
        switch (event) {
            case RECORDED -> facts.add(fact("due", Words.time(complaint.dueAt())));
            case NEEDS_SUPPLEMENT -> facts.add(fact("supplementUntil", Words.time(complaint.supplementUntil())));
            case DEFERRED -> facts.add(fact("deferredUntil", Words.date(complaint.deferredUntil())));
            case OVERDUE -> facts.add(fact("wasDue", Words.time(complaint.dueAt())));
            case APPROVED, REJECTED, WITHDRAWN -> {
            }
        }
        return facts.stream().filter(fact -> !fact.value().isEmpty()).toList();
    }

    private Fact fact(String label, String value) {
        return new Fact(words.get("complaint.mail.fact." + label), value);
    }

    private List<Section> sections(Complaint complaint, Event event) {
        List<Section> sections = new ArrayList<>();
        if (event == Event.REJECTED || event == Event.DEFERRED || event == Event.NEEDS_SUPPLEMENT) {
            words.find("complaint.reason.", complaint.reasonCode()).ifPresent(reason -> sections.add(section("reason", reason)));
        }
        boolean answer = event != Event.RECORDED && event != Event.WITHDRAWN && event != Event.OVERDUE;
        if (answer && StringUtils.hasText(complaint.answer())) {
            sections.add(section(event == Event.NEEDS_SUPPLEMENT ? "missing" : "answer", complaint.answer()));
        }
        if (event == Event.REJECTED || event == Event.NEEDS_SUPPLEMENT) {
            words.find("complaint.fix.", complaint.reasonCode()).ifPresent(fix -> sections.add(section("fix", fix)));
        }
        return sections;
    }

    private Section section(String title, String text) {
        return new Section(words.get("complaint.mail.section." + title), text);
    }
}
