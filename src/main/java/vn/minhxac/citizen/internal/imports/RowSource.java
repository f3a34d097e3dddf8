package vn.minhxac.citizen.internal.imports;

import java.io.Closeable;
import vn.minhxac.common.XlsxGuard;

/** Rows of a file one after the other; the first is its header. Rows whose cells are all blank are left out. */
interface RowSource extends Closeable {

    /** Longest cell of a file that is a table of people: Excel's own limit. */
    int MAX_CELL = XlsxGuard.MAX_CELL;

    /**
     * Goes to the next row.
     *
     * @return false at the end
     * @throws FileBroken when the rest of the file cannot be read
     */
    boolean next();

    /** Cells of the current row as they came; null or empty where there is nothing. */
    String[] cells();

    /** Line of a CSV file, row of a sheet, from 1; greater than the one before. */
    long line();

    static boolean isBlank(String[] cells) {
        for (String cell : cells) {
            if (cell != null && !cell.isBlank()) {
                return false;
            }
        }
        return true;
    }
}
