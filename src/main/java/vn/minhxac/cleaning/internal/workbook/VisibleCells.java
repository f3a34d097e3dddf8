package vn.minhxac.cleaning.internal.workbook;

import java.util.Map;

import vn.minhxac.citizen.VietnameseName;
import vn.minhxac.cleaning.internal.workbook.FilledTable.FilledLine;

/**
 * Whether what people see in a row is still the record its hidden key is for. A part of a sheet that is sorted by itself leaves the keys
 * where they were, and each number would go to somebody else.
 */
final class VisibleCells {

    private VisibleCells() {
    }

    /** @throws Faulty where they are another record's, or were changed */
    static void check(FilledLine line, WorkbookRow row) throws Faulty {
        if (!same(line.cell(WorkbookColumn.RECORD_ID), row.recordId())) {
            throw new Faulty(LineFault.MIXED);
        }
        Map<WorkbookColumn, String> shown = Map.of(WorkbookColumn.FULL_NAME, text(row.fullName()), WorkbookColumn.DATE_OF_BIRTH, row.born(),
                WorkbookColumn.PRESENT_NUMBER, text(row.number()));
        for (WorkbookColumn column : WorkbookColumn.values()) {
            // A column that is not there was deleted: the name alone must be, and is.
            if (shown.containsKey(column) && !line.cell(column).isBlank() && !same(line.cell(column), shown.get(column))) {
                throw new Faulty(LineFault.READ_ONLY, column.header());
            }
        }
        if (line.cell(WorkbookColumn.FULL_NAME).isBlank() && !text(row.fullName()).isEmpty()) {
            throw new Faulty(LineFault.READ_ONLY, WorkbookColumn.FULL_NAME.header());
        }
    }

    private static boolean same(SheetCell cell, String shown) {
        // A program may have made a number of the digits of a code; it is the same while they are.
        return (cell.kind() == SheetCell.Kind.TEXT || cell.kind() == SheetCell.Kind.NUMBER) && key(cell.text()).equals(key(shown));
    }

    /** As an officer would compare them: how a spreadsheet writes spaces and marks does not count. */
    private static String key(String text) {
        return VietnameseName.key(InertText.of(text).replace("'", ""));
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
