package vn.minhxac.passport;

import java.time.Instant;

/**
 * A signed passport code and what must be kept of it.
 *
 * @param uvci           unique certificate identifier, {@code URN:UVCI:01:VN:…}, at most 80 characters
 * @param hc1            text of the QR code, {@code HC1:…}
 * @param kid            first 8 bytes of the SHA-256 of the signer certificate
 * @param signatureHash  EU DCC revocation hash {@code SIGNATURE}, 16 bytes
 * @param uciHash        EU DCC revocation hash {@code UCI}, 16 bytes
 * @param countryUciHash EU DCC revocation hash {@code COUNTRYCODEUCI}, 16 bytes
 * @param issuedAt       whole seconds
 * @param expiresAt      12 months later, but never after the signer certificate; whole seconds
 */
public record IssuedCode(String uvci, String hc1, byte[] kid, byte[] signatureHash, byte[] uciHash, byte[] countryUciHash,
                         Instant issuedAt, Instant expiresAt) {

    /** Without the code itself, which holds personal data. */
    @Override
    public String toString() {
        return "IssuedCode[" + uvci + "]";
    }
}
