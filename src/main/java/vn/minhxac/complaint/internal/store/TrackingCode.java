package vn.minhxac.complaint.internal.store;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * The code by which a citizen follows a complaint: 80 random bits in Crockford's base 32, in groups of four, {@code 7K3M-9QXF-2B4T-8WRN}.
 * It cannot be guessed, and can be read out on the phone: no I, L, O or U.
 */
public final class TrackingCode {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 16;
    private static final int GROUP = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private TrackingCode() {
    }

    public static String make() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            if (i > 0 && i % GROUP == 0) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** The code somebody typed: small letters, missing dashes and look-alikes do not matter; empty where it cannot be one. */
    public static Optional<String> read(String typed) {
        if (typed == null || typed.length() > 2 * LENGTH + GROUP) {
            return Optional.empty();
        }
        StringBuilder code = new StringBuilder();
        for (char c : typed.toUpperCase(Locale.ROOT).replace('O', '0').replace('I', '1').replace('L', '1').toCharArray()) {
            if (ALPHABET.indexOf(c) >= 0) {
                if (code.length() % (GROUP + 1) == GROUP) {
                    code.append('-');
                }
                code.append(c);
            } else if (c != '-' && c != ' ') {
                return Optional.empty();
            }
        }
        return code.length() == LENGTH + LENGTH / GROUP - 1 ? Optional.of(code.toString()) : Optional.empty();
    }
}
