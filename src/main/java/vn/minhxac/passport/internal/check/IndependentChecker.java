package vn.minhxac.passport.internal.check;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import vn.minhxac.passport.CheckedPassport;
import vn.minhxac.passport.CheckedPassport.Status;
import vn.minhxac.passport.PassportChecker;
import vn.minhxac.passport.PassportFields;

/** Reads a code stage by stage; the first stage that fails names the verdict. */
public final class IndependentChecker implements PassportChecker {

    private final Supplier<TrustStore> trust;

    public IndependentChecker(Supplier<TrustStore> trust) {
        this.trust = trust;
    }

    @Override
    public CheckedPassport check(String hc1, Instant now) {
        return read(hc1, now).verdict();
    }

    /** A verdict with the message it is about; {@code message} is null where there is none. */
    record Reading(CheckedPassport verdict, CoseMessage message) {
    }

    Reading read(String hc1, Instant now) {
        CoseMessage message = null;
        try {
            message = CoseMessage.read(Transport.open(hc1 == null ? null : hc1.strip()));
            return new Reading(verdict(message, now), message);
        } catch (Malformed e) {
            return new Reading(CheckedPassport.refused(Status.MALFORMED, e.reason()), message);
        } catch (RuntimeException e) {
            // What the libraries do not foresee is no passport either; the exception may quote the text, so it goes nowhere.
            return new Reading(CheckedPassport.refused(Status.MALFORMED, "UNREADABLE"), message);
        }
    }

    private CheckedPassport verdict(CoseMessage message, Instant now) throws Malformed {
        Claims claims = Claims.read(message.payload());
        if (!CoseSignature.known(message.algorithm())) {
            throw new Malformed("UNKNOWN_ALGORITHM");
        }
        List<TrustedSigner> candidates = trust.get().withKid(message.kid());
        if (candidates.isEmpty()) {
            return CheckedPassport.refused(Status.UNKNOWN_SIGNER, "KID_NOT_ON_TRUST_LIST");
        }
        TrustedSigner signer = candidates.stream().filter(c -> CoseSignature.holds(message, c.key())).findFirst().orElse(null);
        if (signer == null) {
            return CheckedPassport.refused(Status.BAD_SIGNATURE, "SIGNATURE_DOES_NOT_HOLD");
        }
        PassportFields fields = CertificateContent.read(claims.certificate());
        if (!signer.maySign(fields.kind())) {
            return CheckedPassport.refused(Status.UNKNOWN_SIGNER, "SIGNER_NOT_FOR_THIS_KIND");
        }
        if (claims.expiresAt() == null) {
            throw new Malformed("NO_EXPIRY");
        }
        CheckedPassport read = new CheckedPassport(Status.VALID, null, fields, signer.subject(), claims.issuedAt(),
                claims.expiresAt());
        if (claims.issuedAt() != null && now.isBefore(claims.issuedAt())) {
            return read.with(Status.NOT_YET_VALID, "ISSUED_IN_FUTURE");
        }
        if (now.isAfter(claims.expiresAt())) {
            return read.with(Status.EXPIRED, "CODE_EXPIRED");
        }
        return now.isAfter(signer.notAfter()) ? read.with(Status.EXPIRED, "SIGNER_EXPIRED") : read;
    }
}
