package vn.minhxac.cleaning.internal.proposal;

/**
 * What a candidate correction follows from. Stored in {@code cleaning_proposal.rule}, joined by {@code +}; the text of each is
 * {@code cleaning.rule.<name>}.
 */
public enum Rule {

    /** A spreadsheet dropped the zeros in front. */
    ID_LOST_ZERO,
    /** Spaces, dots or dashes between the digits. */
    ID_SEPARATORS,
    /** The letter O for a zero, I or l for a one. */
    ID_LETTER_FOR_DIGIT,
    /** A number from a spreadsheet: {@code 019185001234.0}. */
    ID_DECIMAL_TAIL,
    /** The last digit typed twice. */
    ID_DOUBLED_LAST,
    /** A number from a spreadsheet with all its digits: {@code 1.9185001234E+10}. */
    ID_SCIENTIFIC,
    /** The number that replaced the old one, as the registry named it. */
    ID_REPLACED,
    /** The sex that digit 4 of the number says. */
    SEX_FROM_ID,
    /** The year of birth that digits 4 to 6 of the number say. */
    YEAR_FROM_ID,
    /** Day and month of birth change places. */
    DAY_MONTH_SWAPPED,
    /** Marks of the name restored. */
    NAME_DIACRITICS,
    /** A misspelled syllable of the name. */
    NAME_SPELLING,
    /** {@code Thị} of a woman's, {@code Văn} of a man's name left out. */
    NAME_THI_MISSING,
    /** The number of the other record of the same person. */
    OTHER_RECORD;

    boolean isOfNumber() {
        return ordinal() <= ID_REPLACED.ordinal() || this == OTHER_RECORD;
    }
}
