package vn.minhxac.notification;

import java.util.UUID;

/** One-time codes by SMS: six digits, five minutes, five tries, used once. */
public interface OneTimeCodes {

    /** Makes a code for a subject (an internal id) and sends it to the phone; returns the id to check it against. */
    UUID send(String purpose, String subject, String phone);

    /** Uses the code; returns the subject. A wrong, used or expired code is {@code BadInput} 400 {@code otp.wrong}, too many tries 429 {@code otp.tooManyTries}. */
    String use(String purpose, UUID id, String code);
}
