package vn.minhxac.cleaning.internal.workbook;

/** Why a row is not taken. The texts are {@code cleaning.workbook.error.<name>}; {@code {0}} is a column or a number that may be meant. */
enum LineFault {
    /** Somebody added the row. */
    NO_KEY,
    /** The key was typed over. */
    KEY_BROKEN,
    /** The row is from the file of another list. */
    OTHER_BATCH,
    /** The record is not in the list, or no longer. */
    UNKNOWN_ROW,
    /** The key is one person's, what is visible another's: sorted without the hidden column, or copied. */
    MIXED,
    /** A column that is for reading was changed. */
    READ_ONLY,
    FORMULA,
    /** The registry has matched the record meanwhile. */
    MATCHED,
    /** The record has changed since the file was made. */
    RECORD_CHANGED,
    /** The row was decided in the grid since the file was made. */
    ROW_CHANGED,
    /** The row has left the review. */
    ROW_CLOSED,
    /** The same row twice, filled in differently. */
    ROW_TWICE,
    /** A number and a result. */
    BOTH,
    UNKNOWN_RESULT,
    /** To which commune only the grid can say. */
    MOVED,
    /** A cell that Excel has made a number, without any that is well-formed. */
    NUMBER_CELL,
    /** A cell that Excel has made a number; {0} with the zeros it may have lost. */
    NUMBER_CELL_MEANT,
    BAD_NUMBER,
    /** {0}: probably meant. */
    BAD_NUMBER_MEANT,
    BAD_PASSPORT,
    /** Two people, one number; in the file, or in the list already. */
    NUMBER_TWICE,
    /** The number of somebody whom the registry has matched. */
    NUMBER_TAKEN;

    String key() {
        return "cleaning.workbook.error." + name();
    }
}
