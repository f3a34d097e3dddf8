package vn.minhxac.passport.internal.dcc;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * Unique certificate identifiers: {@code URN:UVCI:01:VN:<issuer>/<opaque>#<check>}, option 3 of Annex 2 of the eHealth
 * Network's guidelines on verifiable vaccination certificates. The opaque part is 80 random bits, so it says nothing about
 * the person; the vaccine's block is left out because the certificate names it anyway. Not for use by several threads.
 */
final class Uvci {

    static final String CHECK_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/:";
    /** Without I, L, O and U, which are misread when a code is typed from paper. */
    private static final byte[] OPAQUE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".getBytes(StandardCharsets.US_ASCII);
    private static final int OPAQUE_LENGTH = 16;
    private static final int[] CODE_POINT = codePoints();

    private final SecureRandom random = new SecureRandom();
    private final byte[] pool = new byte[OPAQUE_LENGTH * 64];
    private final byte[] template;
    private final int opaqueStart;
    private int used = pool.length;

    /** @param issuer issuing authority, A–Z and 0–9 only */
    Uvci(String issuer) {
        if (!issuer.matches("[A-Z0-9]{1,40}")) {
            throw new IllegalArgumentException("minhxac.passport.uvci-issuer: only A-Z and 0-9, at most 40");
        }
        String prefix = "URN:UVCI:01:VN:" + issuer + "/";
        opaqueStart = prefix.length();
        template = (prefix + "0".repeat(OPAQUE_LENGTH) + "#0").getBytes(StandardCharsets.US_ASCII);
    }

    /** A new identifier as ASCII bytes; the array is reused by the next call. */
    byte[] next() {
        if (used == pool.length) {
            random.nextBytes(pool);
            used = 0;
        }
        for (int i = 0; i < OPAQUE_LENGTH; i++) {
            template[opaqueStart + i] = OPAQUE_ALPHABET[pool[used++] & 31];
        }
        template[template.length - 1] = (byte) checkCharacter(template, template.length - 2);
        return template;
    }

    /** Luhn mod N over the whole identifier before the {@code #}, prefix included. */
    static char checkCharacter(byte[] text, int length) {
        int n = CHECK_ALPHABET.length();
        int sum = 0;
        boolean doubled = true;
        for (int i = length - 1; i >= 0; i--) {
            int addend = CODE_POINT[text[i]] << (doubled ? 1 : 0);
            doubled = !doubled;
            sum += addend / n + addend % n;
        }
        return CHECK_ALPHABET.charAt((n - sum % n) % n);
    }

    private static int[] codePoints() {
        int[] codes = new int[128];
        for (int i = 0; i < CHECK_ALPHABET.length(); i++) {
            codes[CHECK_ALPHABET.charAt(i)] = i;
        }
        return codes;
    }
}
