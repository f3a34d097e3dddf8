package vn.minhxac.cleaning.internal;

import java.util.Arrays;

/** What is wrong with a record: M1 to M3 as in 2262, the rest from reported cases. Their texts are {@code cleaning.class.<name>}. */
enum MismatchClass {
    /** No number. */
    M1(true),
    /** Malformed number. */
    M2(true),
    /** The registry says no match, or a compulsory field other than the number is missing. */
    M3(true),
    /** The registry cannot verify. */
    M4(true),
    /** The same person in two records. */
    M5(true),
    /** One number, two people. */
    M6(true),
    /** An old number that was replaced. */
    M7(true),
    /** A foreigner with a citizen's number, or a citizen with a passport number. */
    M8(true),
    /** Not found at the address, moved, deceased. */
    M9(false),
    /** Wrong phone. */
    M10(false),
    /** Dose not entered. */
    M11(false),
    /** Ghost dose. */
    M12(false),
    /** Stale result. */
    M13(false);

    private final boolean detected;

    MismatchClass(boolean detected) {
        this.detected = detected;
    }

    /** The classes that the record itself or its comparison shows; the others are reported by people. */
    static String[] detected() {
        return Arrays.stream(values()).filter(value -> value.detected).map(Enum::name).toArray(String[]::new);
    }
}
