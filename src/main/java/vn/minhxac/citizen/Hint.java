package vn.minhxac.citizen;

/**
 * What in a record looks suspicious and where the officer should look first. A hint never decides: numbers can have been
 * re-established after a correction of civil status. The names are stored in {@code cleaning_case.hints}.
 */
public enum Hint {

    NAME_MISSING,
    NAME_ONE_WORD,
    NAME_HAS_DIGIT,
    /** A letter that is not in the Vietnamese alphabet. */
    NAME_FOREIGN_LETTER,
    /** Pure ASCII, as typed without a Vietnamese keyboard. */
    NAME_NO_DIACRITICS,

    ID_MISSING,
    /** A digit or two fewer, and right again with the zeros put back in front, as a spreadsheet loses them. */
    ID_LOST_ZERO,
    /** Digits with spaces, dots or dashes between them. */
    ID_SEPARATORS,
    /** The letter O where a zero belongs (or I, l for one). */
    ID_LETTER_FOR_DIGIT,
    /** A number from a spreadsheet: {@code 19203001234.0}. */
    ID_DECIMAL_TAIL,
    /** A number from a spreadsheet, its last digits lost: {@code 1.9203E+10}. */
    ID_SCIENTIFIC,
    ID_LOOKS_LIKE_PHONE,
    /** A health insurance number: two letters and 13 digits. */
    ID_LOOKS_LIKE_INSURANCE,
    /** A Vietnamese with a passport number. */
    ID_LOOKS_LIKE_PASSPORT,
    /** Nothing like a number. */
    ID_UNREADABLE,
    ID_TOO_SHORT,
    ID_TOO_LONG,
    /** Digits 1 to 3 are no province of birth registration. */
    ID_UNKNOWN_PROVINCE,
    /** A nine-digit card of the old kind: the population database may know the person by a new number. */
    ID_OLD_CARD,
    /** A foreigner with the number of a Vietnamese. */
    ID_OF_CITIZEN,
    /** Digit 4 says the other sex. */
    SEX_AGAINST_ID,
    /** Digit 4 or digits 5 and 6 say another year of birth. */
    YEAR_AGAINST_ID,

    SEX_MISSING,

    BIRTH_DATE_MISSING,
    /** Only the year, or month and year: cannot be compared. */
    BIRTH_DATE_INCOMPLETE,
    /** In the future, or more than 120 years ago. */
    BIRTH_DATE_IMPOSSIBLE,
    /** 1 January: often what a year-only birth became. */
    BIRTH_DATE_FIRST_OF_JANUARY
}
