package vn.minhxac.notification;

import java.util.UUID;

/** One-time codes by SMS: six digits, five minutes, five tries, used once. */
public interface OneTimeCodes {

    /**
     * Makes a code for a subject (an internal id) and sends it to the phone; at most a few an hour for each. Commits what it
     * counts at once, so call it before a transaction begins.
     *
     * @param phone where it goes, or null: everything is done but no message goes out, so that who asks cannot tell whether
     *              the subject exists
     * @return the id to check it against
     * @throws vn.minhxac.common.TooManyRequests after too many codes
     */
    UUID send(String purpose, String subject, String phone);

    /**
     * The first half of {@link #send}: counts a code that is going to be sent. Before a transaction begins.
     *
     * @throws vn.minhxac.common.TooManyRequests after too many codes
     */
    void count(String purpose, String subject, String phone);

    /** The other half: makes the code and sends it if the caller's transaction commits. */
    UUID issue(String purpose, String subject, String phone);

    /**
     * Uses the code; a try counts whatever becomes of the caller's transaction, the use only if that commits.
     *
     * @return the subject
     * @throws vn.minhxac.common.BadInput 400 {@code otp.wrong} for a wrong, used or expired code or an unknown id,
     *                                    429 {@code otp.tooManyTries} after five tries
     */
    String use(String purpose, UUID id, String code);

    /**
     * The first half of {@link #use}: counts and judges a try. Before a transaction begins: a call that holds one connection and
     * waits for a second one stands still with all the others that do the same.
     */
    void check(String purpose, UUID id, String code);

    /** The other half, in the caller's transaction: uses up a code that was checked; of several at the same time one succeeds. */
    String redeem(String purpose, UUID id);
}
