package vn.minhxac.complaint.internal.review;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.Texts;
import vn.minhxac.complaint.internal.review.ReviewAccess.Seen;
import vn.minhxac.complaint.internal.review.ReviewView.AttachmentView;
import vn.minhxac.complaint.internal.review.ReviewView.Supplement;
import vn.minhxac.complaint.internal.review.ReviewView.WishView;
import vn.minhxac.complaint.internal.store.Complaint;
import vn.minhxac.complaint.internal.store.Decision;
import vn.minhxac.complaint.internal.store.Decision.Subject;
import vn.minhxac.complaint.internal.store.DecisionTable;

/** Puts together what the forms show, as much of it as the officer may see. Each officer's look at a complaint is audited once a day. */
@Service
class ReviewPage {

    /** What police may look at: what shows who somebody is. */
    static final Set<String> IDENTITY_PAPERS = Set.of("IDENTITY_CARD", "CERTIFICATE");

    private final ReviewAccess access;
    private final CaseFile.Files files;
    private final ChangeRules rules;
    private final Rejections rejections;
    private final DecisionTable decisions;
    private final Records records;
    private final Reasons reasons;
    private final Showing showing;
    private final ViewAudit views;
    private final Texts texts;
    private final JdbcClient jdbc;
    private final Clock clock;

    ReviewPage(ReviewAccess access, CaseFile.Files files, ChangeRules rules, Rejections rejections, DecisionTable decisions,
               Records records, Reasons reasons, Showing showing, ViewAudit views, Texts texts, JdbcClient jdbc, Clock clock) {
        this.access = access;
        this.files = files;
        this.rules = rules;
        this.rejections = rejections;
        this.decisions = decisions;
        this.records = records;
        this.reasons = reasons;
        this.showing = showing;
        this.views = views;
        this.texts = texts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param chosen    the record to compare with, or null for the one the system found
     * @param newRecord as if none were the person's
     */
    @Transactional
    ReviewView view(UUID id, Long chosen, boolean newRecord) {
        Seen seen = access.see(id);
        CaseFile found = files.open(seen.complaint(), seen.officer(), chosen);
        CaseFile file = newRecord ? files.withoutRecord(seen.complaint(), seen.officer()) : found;
        Decision decision = decisions.find(id).orElse(null);
        String officer = seen.officer().userId();
        boolean review = seen.atReview() && !seen.police();
        Long compared = file.record() == null ? null : Long.valueOf(file.record().person().id());
        var view = new ReviewView(mode(seen), complaint(seen),
                file.record() == null ? null : showing.record(file.record().person(), true),
                review ? found.candidates().stream().map(person -> showing.record(person,
                        compared != null && compared == person.id())).toList() : List.of(),
                file.identity(), seen.police() ? List.of() : showing.doses(file, officer), !seen.police() && file.enteredBy(officer),
                review ? wish(file, officer) : null, review ? rejections.fromRecord(file.complaint(), file.identity(), file.pairs()) : List.of(),
                decision == null ? null : showing.decision(decision, file, seen.police()), choices(seen, review));
        views.note(id, id, seen.officer());
        return view;
    }

    /** The refusals that follow from what the officer reads on the certificate; nothing is kept. */
    @Transactional(readOnly = true)
    List<Rejections.Proposed> compare(UUID id, Long chosen, Rejections.Certificate certificate) {
        Seen seen = access.see(id);
        if (seen.police()) {
            throw BadInput.notFound();
        }
        CaseFile file = files.open(seen.complaint(), seen.officer(), chosen);
        return rejections.fromCertificate(file.complaint(), file.record(), file.declared(), certificate);
    }

    private static String mode(Seen seen) {
        return seen.atReview() ? "REVIEW" : seen.at(ReviewAccess.TRIAGE) ? "TRIAGE" : seen.at(ReviewAccess.POLICE) ? "POLICE" : "READ";
    }

    private WishView wish(CaseFile file, String officer) {
        String why = file.unclear() ? "review.why.recordUnclear" : file.enteredBy(officer) ? "review.why.ownDose" : null;
        if (why == null && file.wish().isEmpty()) {
            why = file.record() == null ? "review.why.noRecord" : "review.why.nothing";
        }
        String wrong = why != null ? texts.get(why) : rules.check(file, file.wish()).stream()
                .map(error -> texts.get("error." + error.code())).distinct().reduce((a, b) -> a + ". " + b).orElse(null);
        return new WishView(wrong == null, showing.changes(file.wish(), file), wrong,
                file.wish().isEmpty() ? null : texts.get("review.answer.APPROVED"),
                file.wish().stream().anyMatch(change -> change.subject() == Subject.IDENTITY), file.record() == null && !file.wish().isEmpty());
    }

    private ReviewView.Choices choices(Seen seen, boolean review) {
        if (!review) {
            return null;
        }
        Map<String, List<Reasons.Reason>> offered = new LinkedHashMap<>();
        Stream.of("REJECTED", "NEEDS_SUPPLEMENT", "DEFERRED", "WRONG_UNIT").forEach(outcome -> offered.put(outcome, reasons.of(outcome)));
        LocalDate today = LocalDate.now(clock.withZone(ChangeRules.VIET_NAM));
        return new ReviewView.Choices(offered, records.vaccines(), ChangeRules.VOID_REASONS.stream().sorted().toList(), today.plusDays(1),
                today.plusDays(Outcomes.LONGEST_DEFERRAL), !(seen.at("reviewByProvince") && Outcomes.provinceMustAnswer(seen)));
    }

    private ReviewView.Case complaint(Seen seen) {
        Complaint c = seen.complaint();
        boolean police = seen.police();
        Complaint.Person who = c.person();
        return new ReviewView.Case(c.id(), c.type().name(), texts.get("complaint.type." + c.type()), c.recordedAt(), c.dueAt(),
                c.dueAt() == null ? 0 : Math.floorDiv(Duration.between(clock.instant(), c.dueAt()).toMinutes(), 60), c.channel(), c.hops(),
                c.status().name(), police ? null : c.description(),
                new ReviewView.Person(who.fullName(), who.sex(), who.dateOfBirth(), who.idType(), who.idNumber(), police ? null : who.phone(),
                        police ? null : who.email()),
                police ? null : showing.place(c.place()), attachments(c.id(), police),
                police ? List.of() : jdbc.sql("select n, text, at from complaint_supplement where complaint_id = :id order by n")
                        .param("id", c.id()).query((row, n) -> new Supplement(row.getInt("n"), row.getString("text"), row.getTimestamp("at").toInstant())).list(),
                police ? List.of() : jdbc.sql("select at, what, detail from complaint_step where complaint_id = :id order by id")
                        .param("id", c.id()).query((row, n) -> showing.step(row.getTimestamp("at").toInstant(), row.getString("what"), row.getString("detail"))).list(),
                police ? null : jdbc.sql("select reopen_reason from complaint where id = :id").param("id", c.id()).query(String.class).list()
                        .stream().filter(Objects::nonNull).findFirst().orElse(null));
    }

    private List<AttachmentView> attachments(UUID id, boolean police) {
        return jdbc.sql("""
                select id, kind, media_type, supplement from complaint_attachment where complaint_id = :id order by supplement, created_at, id""")
                .param("id", id).query((row, n) -> new AttachmentView(row.getObject("id", UUID.class), row.getString("kind"),
                        texts.get("review.attachment." + row.getString("kind")), row.getString("media_type"), row.getInt("supplement")))
                .list().stream().filter(one -> !police || IDENTITY_PAPERS.contains(one.kind())).toList();
    }
}
