package vn.minhxac.citizen.internal.imports;

/** Why one row is rejected. The names are what {@code errors.csv} says; texts are the messages {@code import.row.<NAME>}. */
enum RowError {
    /** More or fewer cells than the header has. */
    CELL_COUNT,
    CELL_TOO_LONG,
    MISSING_RECORD_ID,
    BAD_NATIONALITY,
    BAD_DOSE_NUMBER,
    MISSING_VACCINATION_DATE,
    BAD_VACCINATION_DATE,
    FUTURE_VACCINATION_DATE,
    VACCINATION_BEFORE_CAMPAIGN,
    UNKNOWN_VACCINE,
    MISSING_FACILITY,
    UNKNOWN_FACILITY,
    /** The rows of one record id say different things about who it is. */
    CONTRADICTORY_PERSON,
    /** Two rows of the file for one dose with different facts. */
    CONTRADICTORY_DOSE,
    /** A later dose with an earlier date. */
    DOSE_ORDER,
    /** Identity facts of a person whose identity is confirmed are not changed by an import. */
    MATCHED_RECORD,
    /** A record that was merged into another one is not changed any more. */
    MERGED_RECORD,
    /** Facts of a signed dose are not changed by an import. */
    SIGNED_DOSE
}
