package vn.minhxac.passport;

import java.time.Instant;

/**
 * Outcome of checking a code.
 *
 * @param status    verdict
 * @param reason    code that says more about a verdict other than VALID, such as {@code NO_HC1_PREFIX}; null when VALID
 * @param fields    what the code says; only where its signature holds (VALID, EXPIRED, NOT_YET_VALID, REVOKED), else null
 * @param signedBy  subject of the signer certificate; null where the signature does not hold
 * @param issuedAt  from the code; null where absent or the signature does not hold
 * @param expiresAt from the code; null where absent or the signature does not hold
 */
public record CheckedPassport(Status status, String reason, PassportFields fields, String signedBy, Instant issuedAt,
                              Instant expiresAt) {

    /** Verdicts of contract §1. */
    public enum Status { VALID, EXPIRED, NOT_YET_VALID, REVOKED, UNKNOWN_SIGNER, BAD_SIGNATURE, MALFORMED }

    public static CheckedPassport refused(Status status, String reason) {
        return new CheckedPassport(status, reason, null, null, null, null);
    }

    public boolean valid() {
        return status == Status.VALID;
    }

    public CheckedPassport with(Status newStatus, String newReason) {
        return new CheckedPassport(newStatus, newReason, fields, signedBy, issuedAt, expiresAt);
    }

    /** Without personal data. */
    @Override
    public String toString() {
        return "CheckedPassport[" + status + (reason == null ? "" : ", " + reason) + "]";
    }
}
