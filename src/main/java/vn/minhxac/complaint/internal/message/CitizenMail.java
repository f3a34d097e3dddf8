package vn.minhxac.complaint.internal.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
        Optional<Section> answer = Optional.ofNullable(complaint.answer()).filter(StringUtils::hasText).filter(text -> !isStandard(complaint, event))
                .map(text -> section("answer", text));
        Optional<Section> reason = words.find("complaint.reason.", complaint.reasonCode())
                .map(text -> section(event == Event.NEEDS_SUPPLEMENT ? "missing" : "reason", text));
        Optional<Section> fix = words.find("complaint.fix.", complaint.reasonCode())
                .map(text -> section(event == Event.DEFERRED ? "todo" : "fix", text));
        return switch (event) {
            // approved as a whole, one of its parts not
            case APPROVED -> Stream.of(answer, reason.map(text -> section("rejectedPart", text.text())), fix).flatMap(Optional::stream).toList();
            case REJECTED, DEFERRED -> Stream.of(reason, answer, fix).flatMap(Optional::stream).toList();
            case NEEDS_SUPPLEMENT -> Stream.of(reason, answer).flatMap(Optional::stream).toList();
            case RECORDED, WITHDRAWN, OVERDUE -> List.of();
        };
    }

    /** Whether the officer left the answer as the form proposes it, which says again what the mail says anyway. */
    private boolean isStandard(Complaint complaint, Event event) {
        return event == Event.APPROVED && words.find("review.answer.", event.name()).filter(complaint.answer()::equals).isPresent();
    }

    private Section section(String title, String text) {
        return new Section(words.get("complaint.mail.section." + title), text);
    }
}
