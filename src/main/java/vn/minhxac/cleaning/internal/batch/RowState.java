package vn.minhxac.cleaning.internal.batch;

/** Where a row of a batch is. */
public enum RowState {
    /** To be reviewed by the station. */
    OPEN,
    /** Decided; to be confirmed by somebody else. */
    REVIEWED,
    /** Confirmed; to be applied. */
    CONFIRMED,
    /** Sent back, with a reason. */
    RETURNED,
    /** The record was changed; to be compared again. */
    APPLIED,
    DONE,
    /** With the provincial task force. */
    ESCALATED,
    /** Goes on in a later batch. */
    RELEASED
}
