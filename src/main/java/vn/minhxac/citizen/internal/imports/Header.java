package vn.minhxac.citizen.internal.imports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.minhxac.common.BadInput;

/**
 * The header row of a file.
 *
 * @param cells as they came, without empty ones at the end
 * @param index position of each {@link Column} by its ordinal, -1 where the file lacks it
 */
record Header(String[] cells, int[] index) {

    private static final int MAX_COLUMNS = 200;

    /** @throws BadInput when required columns are missing, or one column is there twice */
    static Header of(String[] row) {
        int width = row.length;
        while (width > 0 && (row[width - 1] == null || row[width - 1].isBlank())) {
            width--;
        }
        if (width > MAX_COLUMNS) {
            throw new BadInput("import.notTable");
        }
        int[] index = new int[Column.values().length];
        Arrays.fill(index, -1);
        List<BadInput.FieldError> twice = new ArrayList<>();
        int known = 0;
        for (int i = 0; i < width; i++) {
            Column column = row[i] == null || row[i].length() > 100 ? null : Column.of(row[i]);
            if (column == null) {
                continue;
            }
            known++;
            if (index[column.ordinal()] >= 0) {
                twice.add(new BadInput.FieldError(column.field(), "import.columnTwice"));
            }
            index[column.ordinal()] = i;
        }
        if (known == 0) {
            throw new BadInput("import.notTable");
        }
        if (!twice.isEmpty()) {
            throw new BadInput(400, "import.columnsTwice", twice);
        }
        List<BadInput.FieldError> missing = Arrays.stream(Column.values())
            .filter(c -> c.isRequired() && index[c.ordinal()] < 0)
            .map(c -> new BadInput.FieldError(c.field(), "import.columnMissing")).toList();
        if (!missing.isEmpty()) {
            throw new BadInput(400, "import.columnsMissing", missing);
        }
        return new Header(Arrays.copyOf(row, width), index);
    }

    /** The cell of a column in a row, or null. */
    String cell(String[] row, Column column) {
        int at = index[column.ordinal()];
        return at < 0 || at >= row.length ? null : row[at];
    }
}
