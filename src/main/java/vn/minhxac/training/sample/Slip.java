package vn.minhxac.training.sample;

/**
 * What went wrong, or did not, when a record was typed into the platform. The shares follow the Ministry's figures of March
 * and April 2022: about 70 % of people match, 26 % do not, 3–4 % cannot be verified, a missing or malformed number first.
 */
enum Slip {
    NONE(0, Result.MATCHED),
    // the same person after canonical normalisation
    DECOMPOSED_UNICODE(20, Result.MATCHED), TONE_PLACEMENT(20, Result.MATCHED), CASE_AND_SPACES(30, Result.MATCHED),
    // wrong
    NO_NUMBER(36, Result.WRONG), LOST_ZERO(38, Result.WRONG), NUMBER_FORMAT(20, Result.WRONG), OLD_NUMBER(28, Result.WRONG),
    NUMBER_TYPO(22, Result.WRONG), NO_DIACRITICS(26, Result.WRONG), NAME_TYPO(18, Result.WRONG), WORD_MISSING(14, Result.WRONG),
    DAY_MONTH_SWAPPED(14, Result.WRONG), FIRST_OF_JANUARY(9, Result.WRONG), BIRTH_YEAR(8, Result.WRONG), WRONG_SEX(20, Result.WRONG),
    OTHER_PERSONS_NUMBER(3, Result.WRONG), YEAR_ONLY(4, Result.WRONG),
    // two records of one person: both are right
    DUPLICATE(4, Result.MATCHED),
    UNVERIFIABLE(35, Result.UNVERIFIABLE),
    FOREIGNER(0, Result.EXEMPT);

    /** Where the record ends. */
    enum Result {
        MATCHED, WRONG, UNVERIFIABLE, EXEMPT
    }

    final int perMille;
    final Result result;

    Slip(int perMille, Result result) {
        this.perMille = perMille;
        this.result = result;
    }
}
