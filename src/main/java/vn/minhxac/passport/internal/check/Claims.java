package vn.minhxac.passport.internal.check;

import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import java.time.Instant;

/**
 * The CWT claims (RFC 8392) around a certificate.
 *
 * @param issuedAt    null where absent
 * @param expiresAt   null where absent
 * @param certificate the EU DCC
 */
record Claims(String issuer, Instant issuedAt, Instant expiresAt, CBORObject certificate) {

    private static final String REASON = "NOT_CWT";
    private static final int ISS = 1;
    private static final int EXP = 4;
    private static final int IAT = 6;
    private static final int HCERT = -260;
    private static final int EU_DCC_V1 = 1;
    private static final long LATEST = 253_402_300_799L; // year 9999

    static Claims read(byte[] payload) throws Malformed {
        CBORObject claims = CborReader.untagged(CborReader.read(payload, REASON));
        if (claims.getType() != CBORType.Map) {
            throw new Malformed(REASON);
        }
        CBORObject health = CborReader.get(claims, HCERT);
        CBORObject certificate = CborReader.is(health, CBORType.Map) ? CborReader.get(health, EU_DCC_V1) : null;
        if (!CborReader.is(certificate, CBORType.Map)) {
            throw new Malformed("NO_EU_DCC");
        }
        CBORObject issuer = CborReader.get(claims, ISS);
        return new Claims(CborReader.is(issuer, CBORType.TextString) ? issuer.AsString() : null, instant(claims, IAT),
                instant(claims, EXP), certificate);
    }

    /** A NumericDate: seconds, whole or as floating point; nothing else, whose conversion could be costly. */
    private static Instant instant(CBORObject claims, int key) throws Malformed {
        CBORObject value = claims.get(CBORObject.FromObject(key));
        if (value == null || value.isNull()) {
            return null;
        }
        value = value.HasMostOuterTag(1) ? value.UntagOne() : value;
        boolean floating = value.getType() == CBORType.FloatingPoint;
        if (value.isTagged() || !floating && !(value.getType() == CBORType.Integer && value.CanValueFitInInt64())) {
            throw new Malformed(REASON);
        }
        double approximate = floating ? value.AsDoubleValue() : value.AsInt64Value();
        if (!(approximate >= 0 && approximate <= LATEST)) {
            throw new Malformed(REASON);
        }
        return Instant.ofEpochSecond(floating ? (long) approximate : value.AsInt64Value());
    }
}
