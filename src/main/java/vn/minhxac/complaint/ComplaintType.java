package vn.minhxac.complaint;

/** What a citizen complains of. */
public enum ComplaintType {
    MISSING_DOSE, WRONG_DOSE_INFO, WRONG_PERSONAL_INFO, DOSE_NOT_MINE, NO_PASSPORT, DUPLICATE_RECORD, OTHER
}
