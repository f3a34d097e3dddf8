package vn.minhxac.cleaning.internal;

import java.util.EnumSet;
import java.util.Set;

/** What is wrong with a record: M1 to M3 as in 2262, the rest from reported cases. Their texts are {@code cleaning.class.<name>}. */
enum MismatchClass {
    /** No number. */
    M1,
    /** Malformed number. */
    M2,
    /** The registry says no match, or a compulsory field other than the number is missing. */
    M3,
    /** The registry cannot verify. */
    M4,
    /** The same person in two records. */
    M5,
    /** One number, two people. */
    M6,
    /** An old number that was replaced. */
    M7,
    /** A foreigner with a citizen's number, or a citizen with a passport number. */
    M8,
    /** Not found at the address, moved, deceased. */
    M9,
    /** Wrong phone: malformed, or reported. */
    M10,
    /** Dose not entered: a gap in the numbers, or reported. */
    M11,
    /** Ghost dose: two on one day, a later number before an earlier one, or reported. */
    M12,
    /** Stale result: the record says something else than what was compared, or it did match. */
    M13;

    /** What the record or its comparison shows; M9 only people know. */
    static final Set<MismatchClass> DETECTED = EnumSet.complementOf(EnumSet.of(M9));
    /** What shows without a comparison. */
    static final Set<MismatchClass> OF_FACTS = EnumSet.of(M10, M11, M12, M13);
    /** What two records show together. */
    static final Set<MismatchClass> OF_TWINS = EnumSet.of(M5, M6);
}
