package vn.minhxac.complaint;

import java.time.Instant;
import java.util.List;

/**
 * What a citizen sees and does with the tracking code, without a login: no personal data comes out, and whatever changes something
 * needs a one-time code to the phone of the complaint.
 */
public interface ComplaintTracking {

    /** @throws vn.minhxac.common.BadInput 404 for an unknown code; too many guesses are refused with 429 */
    View view(String code, String client);

    /** Sends a one-time code to the phone of the complaint, for one of the calls below. */
    void sendCode(String code, String client);

    /**
     * Adds to a complaint that is open; where a supplement was asked for, the review goes on.
     *
     * @param attachments ids of uploads
     * @throws vn.minhxac.common.BadInput 400 {@code otp.wrong} and bad fields, 409 {@code complaint.closed}
     */
    void supplement(String code, String text, List<String> attachments, String otp, String client);

    /** Withdraws a complaint that is open; 409 {@code complaint.closed} otherwise. */
    void withdraw(String code, String otp, String client);

    /**
     * Asks once for another look at an answer (with a reason): a new complaint with a clock of its own, handled by the province.
     *
     * @return the new complaint
     * @throws vn.minhxac.common.BadInput 409 {@code complaint.notReopenable} while open, withdrawn, reopened before, or answered more than 30 days ago
     */
    ComplaintFiling.Recorded reopen(String code, String reason, String otp, String client);

    /**
     * @param status       see {@link ComplaintStatus}
     * @param handler      name of the unit that has it, or null
     * @param steps        oldest first
     * @param outcome      {@code APPROVED}, {@code DEFERRED}, {@code REJECTED}, {@code WITHDRAWN} or null
     * @param reason       why, in words
     * @param howToFix     what the citizen can do, in words
     * @param answer       what the officer wrote to the citizen, or null; officers are told to write no personal data there
     * @param deferredUntil ISO date or null
     * @param supplementUntil until when a supplement is waited for, or null
     * @param canSupplement whether {@link ComplaintTracking#supplement} would be taken
     * @param reopened     code of the complaint that reopened this one, or null
     */
    record View(String code, ComplaintStatus status, Instant recordedAt, Instant dueAt, String handler, List<Step> steps, String outcome,
                String reason, String howToFix, String answer, String deferredUntil, Instant supplementUntil, boolean canSupplement,
                boolean canWithdraw, boolean canReopen, String reopened) {
    }

    /** @param what in the caller's language */
    record Step(Instant at, String what) {
    }
}
