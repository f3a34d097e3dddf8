package vn.minhxac.passport;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * How a citizen finds the own passport: the five look-up fields, then a one-time code to the phone that is on record. Used by
 * the API ({@code POST /api/v1/passports/lookup} and {@code /lookup/confirm}) and by the page {@code /passport}.
 */
public interface PassportLookup {

    /**
     * Sends a code to the recorded phone of the person all five fields belong to. Answers the same for people who are not
     * found, so that nobody learns from it who is registered.
     *
     * @param client where the call comes from, for the limits: the caller's address
     * @return what {@link #confirm} takes
     * @throws vn.minhxac.common.BadInput        400 {@code invalid} with the bad fields, named as in {@link Query}
     * @throws vn.minhxac.common.TooManyRequests too often for this client or this person
     */
    UUID request(Query query, String client);

    /**
     * Uses the code.
     *
     * @param client where the call comes from, for the limits: the caller's address
     * @throws vn.minhxac.common.BadInput 400 {@code otp.wrong}, 429 {@code otp.tooManyTries}, 404 {@code passport.none} where the
     *                                    person has no valid passport (yet)
     */
    Found confirm(UUID id, String otp, String client);

    /** The QR code as an SVG document; 404 {@code passport.token} when the token is unknown or too old. */
    String svg(String token, String client);

    /** The passport on one page, PDF; 404 {@code passport.token} when the token is unknown or too old. */
    byte[] pdf(String token, String client);

    /** @param sex {@code M} or {@code F} */
    record Query(String fullName, LocalDate dateOfBirth, String sex, String idNumber, LocalDate latestDoseDate) {

        /** Without personal data. */
        @Override
        public String toString() {
            return "Query";
        }
    }

    /**
     * @param expiresAt      when the passport expires
     * @param token          opens picture and PDF
     * @param tokenExpiresAt until when it does
     */
    record Found(String hc1, PassportSheet fields, Instant expiresAt, String token, Instant tokenExpiresAt) {

        /** Without personal data. */
        @Override
        public String toString() {
            return "Found";
        }
    }
}
