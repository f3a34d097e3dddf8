package vn.minhxac.complaint.internal.review;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.BadInput.FieldError;
import vn.minhxac.complaint.internal.review.ReviewAccess.Seen;
import vn.minhxac.complaint.ComplaintType;
import vn.minhxac.complaint.internal.store.Decision;
import vn.minhxac.complaint.internal.store.DecisionTable;
import vn.minhxac.engine.TaskRule.Submission;

/** Checks the outcome with which a task is completed, whether it comes from the form or from a bare call. */
@Component
class Outcomes {

    static final Set<String> FIELDS = Set.of("outcome", "reasonCode", "deferredUntil");
    static final int LONGEST_DEFERRAL = 30;
    /** After so many units said it is not theirs, the province answers. */
    private static final int MAX_HOPS = 2;
    /** Outcomes that answer the citizen. */
    private static final Set<String> ANSWERS = Set.of("APPROVED", "REJECTED", "DEFERRED");

    private final ReviewAccess access;
    private final CaseFile.Files files;
    private final Decisions decisions;
    private final DecisionTable table;
    private final Clock clock;

    Outcomes(ReviewAccess access, CaseFile.Files files, Decisions decisions, DecisionTable table, Clock clock) {
        this.access = access;
        this.files = files;
        this.decisions = decisions;
        this.table = table;
        this.clock = clock;
    }

    void reviewed(String task, Submission submission) {
        Seen seen = holder(submission, task);
        String outcome = text(submission, "outcome");
        String reason = text(submission, "reasonCode");
        if (!"APPROVED".equals(outcome) && (outcome == null || !Reasons.OF.containsKey(outcome))) {
            throw bad("outcome", "review.outcome");
        }
        if (outcome.equals("APPROVED") ? reason != null : !Reasons.OF.get(outcome).contains(String.valueOf(reason))) {
            throw bad("reasonCode", reason == null ? "review.reasonMissing" : "review.reasonUnknown");
        }
        deferral(outcome, text(submission, "deferredUntil"));
        if (outcome.equals("WRONG_UNIT") && task.equals("reviewByProvince") && provinceMustAnswer(seen)) {
            throw bad("outcome", "review.provinceAnswers");
        }
        // The record is looked up only where it decides something.
        ComplaintType type = seen.complaint().type();
        if (ANSWERS.contains(outcome) && type == ComplaintType.DOSE_NOT_MINE
                && files.open(seen.complaint(), seen.officer(), null).enteredBy(seen.officer().userId())) {
            throw new BadInput(409, "review.ownDose");
        }
        // A10: that the date of birth differs is what this citizen complains of.
        if ("R05".equals(reason) && Wish.asksToChange(type) && files.open(seen.complaint(), seen.officer(), null).identity().stream().anyMatch(fact -> fact.field().equals("dateOfBirth") && fact.result() != Compared.Result.SAME)) {
            throw bad("reasonCode", "review.asksForBirthDate");
        }
        if (outcome.equals("APPROVED")) {
            decisions.forApproval(seen);
        }
    }

    private void deferral(String outcome, String until) {
        if (!outcome.equals("DEFERRED")) {
            if (until != null) {
                throw bad("deferredUntil", "review.deferredUntilNotHere");
            }
            return;
        }
        LocalDate today = LocalDate.now(clock.withZone(ChangeRules.VIET_NAM));
        LocalDate day;
        try {
            day = until == null ? null : LocalDate.parse(until);
        } catch (DateTimeException e) {
            day = null;
        }
        if (day == null || !day.isAfter(today) || day.isAfter(today.plusDays(LONGEST_DEFERRAL))) {
            throw bad("deferredUntil", "review.deferredUntil");
        }
    }

    /** Whether the clock has run out or so many units gave it back that nobody else is left to ask. */
    static boolean provinceMustAnswer(Seen seen) {
        return seen.complaint().hops() >= MAX_HOPS || seen.complaint().escalatedAt() != null;
    }

    /** The pool found out where the dose was given. */
    void triaged(Submission submission) {
        Seen seen = holder(submission, ReviewAccess.TRIAGE);
        if (seen.complaint().place().provinceCode() == null && !seen.complaint().place().abroad()) {
            throw new BadInput(422, "review.placeMissing");
        }
    }

    void confirmed(Submission submission) {
        Seen seen = holder(submission, ReviewAccess.POLICE);
        Object confirmed = submission.values().get("identityConfirmed");
        if (!(confirmed instanceof Boolean)) {
            throw bad("identityConfirmed", "review.confirmation");
        }
        Decision decision = decisions.notDecider(seen);
        String officer = seen.officer().userId();
        boolean own = officer.equals(decision.policeBy());
        if (Boolean.FALSE.equals(confirmed) && !(own && decision.policeNote() != null)) {
            throw new BadInput(422, "review.policeNoteMissing", List.of(new FieldError("note", "review.policeNoteMissing")));
        }
        table.police(seen.complaint().id(), officer, own ? decision.policeNote() : null);
    }

    private Seen holder(Submission submission, String task) {
        if (submission.officer() == null) {
            throw new BadInput(403, "forbidden");
        }
        Seen seen = access.lock(UUID.fromString(submission.businessKey()));
        if (!seen.at(task)) {
            throw new BadInput(409, "review.notYours");
        }
        return seen;
    }

    private static String text(Submission submission, String field) {
        Object value = submission.values().get(field);
        if (value != null && !(value instanceof String)) {
            throw bad(field, "review.notText");
        }
        if (value == null || ((String) value).isBlank()) {
            // An empty field of a form says nothing, and is not kept.
            if (submission.values().containsKey(field)) {
                submission.values().remove(field);
            }
            return null;
        }
        return (String) value;
    }

    private static BadInput bad(String field, String code) {
        return new BadInput(400, code, List.of(new FieldError(field, code)));
    }
}
