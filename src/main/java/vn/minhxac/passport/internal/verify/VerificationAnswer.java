package vn.minhxac.passport.internal.verify;

import java.time.Instant;
import vn.minhxac.passport.CheckedPassport;
import vn.minhxac.passport.PassportFields;

/** Answer of the verification calls, contract §1; what is null is left out. */
record VerificationAnswer(boolean valid, CheckedPassport.Status status, String reason, PassportFields fields, String signedBy,
                          Instant issuedAt, Instant expiresAt) {

    static VerificationAnswer of(CheckedPassport checked) {
        return new VerificationAnswer(checked.valid(), checked.status(), checked.reason(), checked.fields(), checked.signedBy(),
                checked.issuedAt(), checked.expiresAt());
    }
}
