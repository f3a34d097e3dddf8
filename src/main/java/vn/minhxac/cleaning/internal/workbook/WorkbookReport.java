package vn.minhxac.cleaning.internal.workbook;

import java.util.List;

/**
 * What a filled-in workbook says and what became of it. Each row read is either filled (good), unchanged or wrong.
 *
 * @param rowsRead  rows below the header
 * @param filled    rows that decide something and break no rule
 * @param unchanged rows with nothing filled in, or with what is decided already
 * @param errors    rows that are not taken, in their order
 * @param applied   rows that were decided; 0 in a dry run
 */
record WorkbookReport(int rowsRead, int filled, int unchanged, List<LineError> errors, int applied) {

    /**
     * Why a row is not taken.
     *
     * @param row      of the sheet, from 1
     * @param recordId where the row's key says it
     * @param message  in the officer's language, saying what to do
     */
    record LineError(int row, String recordId, String code, String message) {

        @Override
        public String toString() {
            return "LineError[" + row + ", " + code + "]";
        }
    }
}
