package vn.minhxac.complaint.internal.review;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.minhxac.audit.Audit;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.BadInput.FieldError;
import vn.minhxac.common.Texts;
import vn.minhxac.complaint.internal.review.ReviewAccess.Seen;
import vn.minhxac.complaint.internal.store.ComplaintTable;
import vn.minhxac.complaint.internal.store.Decision;
import vn.minhxac.complaint.internal.store.Decision.Change;
import vn.minhxac.complaint.internal.store.Decision.Subject;
import vn.minhxac.complaint.internal.store.DecisionTable;

/** What officers decide before they complete a task: which changes are made, what the citizen is told, what the police say. */
@Service
class Decisions {

    private final ReviewAccess access;
    private final ComplaintTable complaints;
    private final DecisionTable decisions;
    private final CaseFile.Files files;
    private final ChangeRules rules;
    private final Texts texts;
    private final Audit audit;

    Decisions(ReviewAccess access, ComplaintTable complaints, DecisionTable decisions, CaseFile.Files files, ChangeRules rules, Texts texts,
              Audit audit) {
        this.access = access;
        this.complaints = complaints;
        this.decisions = decisions;
        this.files = files;
        this.rules = rules;
        this.texts = texts;
        this.audit = audit;
    }

    /**
     * @param recordId  the person's record, or null for the one the system found
     * @param newRecord the person has no record yet
     * @param answer    to the citizen, or null
     */
    record Input(Long recordId, Boolean newRecord, List<Change> changes, String answer) {

        @Override
        public String toString() {
            return "Input[…]";
        }
    }

    /** Keeps what the officer decided; replaces what was kept before. */
    @Transactional
    void save(UUID id, Input input) {
        Seen seen = mustHold(access.lock(id), seenAt -> seenAt.atReview());
        boolean fresh = Boolean.TRUE.equals(input.newRecord());
        CaseFile file = fresh ? files.withoutRecord(seen.complaint(), seen.officer()) : files.open(seen.complaint(), seen.officer(), input.recordId());
        List<Change> changes = input.changes() == null ? List.of() : input.changes();
        store(seen, file, changes, Words.check(input.answer(), "answer", seen.complaint()));
    }

    /**
     * The decision with which an approval is completed: what this officer kept, else what the citizen asks for.
     *
     * @throws BadInput 422 {@code review.needsDecision} where nothing can be derived and no answer was written, 409 where the police refused
     *                  these very changes or the record has changed since
     */
    @Transactional
    Decision forApproval(Seen seen) {
        Optional<Decision> kept = decisions.find(seen.complaint().id());
        if (kept.isPresent() && kept.get().policeNote() == null && kept.get().decidedBy().equals(seen.officer().userId())) {
            return stillPossible(seen, kept.get());
        }
        CaseFile file = files.open(seen.complaint(), seen.officer(), null);
        if (file.wish().isEmpty() || file.unclear() || !rules.check(file, file.wish()).isEmpty()) {
            throw new BadInput(422, "review.needsDecision");
        }
        store(seen, file, file.wish(), texts.get("review.answer.APPROVED"));
        return decisions.find(seen.complaint().id()).orElseThrow();
    }

    private Decision stillPossible(Seen seen, Decision decision) {
        if (decision.changes().isEmpty()) {
            if (decision.answer() == null) {
                throw new BadInput(422, "review.needsDecision");
            }
            return decision;
        }
        boolean fresh = seen.complaint().citizenId() == null;
        CaseFile file = fresh ? files.withoutRecord(seen.complaint(), seen.officer()) : files.open(seen.complaint(), seen.officer(), null);
        if (!rules.check(file, decision.changes()).isEmpty()) {
            throw new BadInput(409, "review.recordChanged");
        }
        return decision;
    }

    private void store(Seen seen, CaseFile file, List<Change> changes, String answer) {
        UUID id = seen.complaint().id();
        if (file.unclear() && !changes.isEmpty()) {
            throw new BadInput(422, "review.invalid", List.of(new FieldError("recordId", "review.recordUnclear")));
        }
        List<FieldError> errors = rules.check(file, changes);
        if (!errors.isEmpty()) {
            throw new BadInput(400, "review.invalid", errors);
        }
        if (!changes.isEmpty() && file.enteredBy(seen.officer().userId())) {
            throw new BadInput(409, "review.ownDose");
        }
        List<Change> clean = changes.stream().map(change -> clean(file, change)).toList();
        decisions.find(id).filter(before -> before.policeNote() != null && identity(clean).equals(identity(before.changes())))
                .filter(before -> before.changesIdentity()).ifPresent(before -> {
                    throw new BadInput(409, "review.policeRefused");
                });
        decisions.save(id, seen.officer().userId(), clean, answer);
        Long record = file.record() == null ? null : Long.valueOf(file.record().person().id());
        if (!changes.isEmpty() && !Objects.equals(record, seen.complaint().citizenId())) {
            Map<String, Object> columns = new HashMap<>();
            columns.put("citizen_id", record);
            complaints.set(id, columns);
        }
        audit.record("complaint.decided", "complaint", id.toString(), Map.of("changes", clean.size(),
                "identity", !identity(clean).isEmpty(), "answer", answer != null));
    }

    /** The value that is stored is the citizen's, not a variant of it that compares equal. */
    private static Change clean(CaseFile file, Change change) {
        if (change.subject() == Subject.IDENTITY) {
            return Change.identity(change.field(), Wish.declared(file.complaint().person(), change.field()));
        }
        return switch (change.action()) {
            case VOID -> Change.voided(change.doseNumber(), change.reason());
            case SET, ADD -> Change.dose(change.action(), change.doseNumber(), change.date(), change.vaccine(),
                    change.lotNumber() == null || change.lotNumber().isBlank() ? null : change.lotNumber().strip(), change.facilityCode());
        };
    }

    private static List<Change> identity(List<Change> changes) {
        return changes.stream().filter(change -> change.subject() == Subject.IDENTITY).toList();
    }

    /** Keeps what the police write to the officer. */
    @Transactional
    void policeNote(UUID id, String note) {
        Seen seen = mustHold(access.lock(id), seenAt -> seenAt.at(ReviewAccess.POLICE));
        notDecider(seen);
        String text = Words.check(note, "note", seen.complaint());
        decisions.police(id, seen.officer().userId(), text);
        audit.record("complaint.policeNote", "complaint", id.toString(), Map.of("note", text != null));
    }

    /** Four eyes: who decided the change does not confirm it. */
    Decision notDecider(Seen seen) {
        Decision decision = decisions.find(seen.complaint().id()).orElseThrow(() -> new BadInput(409, "review.noDecision"));
        if (decision.decidedBy().equals(seen.officer().userId())) {
            throw new BadInput(403, "review.sameOfficer");
        }
        return decision;
    }

    private static Seen mustHold(Seen seen, java.util.function.Predicate<Seen> at) {
        if (!at.test(seen)) {
            throw new BadInput(409, "review.notYours");
        }
        return seen;
    }
}
