package vn.minhxac.cleaning.internal.workbook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import javax.xml.stream.XMLStreamException;

import vn.minhxac.common.BadInput;

/** What an uploaded workbook says, row by row, before anything is made of it. */
record FilledTable(List<FilledLine> lines) {

    /** A batch has at most 10,000 rows. */
    private static final int MOST_ROWS = 20_000;
    /** Rows above the header that somebody has put there. */
    private static final int MOST_ABOVE = 20;

    /** @param row of the sheet, from 1 */
    record FilledLine(int row, Map<WorkbookColumn, SheetCell> cells) {

        SheetCell cell(WorkbookColumn column) {
            return cells.getOrDefault(column, SheetCell.BLANK);
        }

        @Override
        public String toString() {
            return "FilledLine[" + row + "]";
        }
    }

    /** @throws BadInput 413, 415 or 422 where the file is no filled-in workbook of ours */
    static FilledTable read(Path file) throws IOException {
        try (XlsxParts parts = XlsxParts.open(file)) {
            List<String> texts = SheetRows.texts(parts.sharedStrings());
            for (String sheet : parts.sheets()) {
                try (InputStream in = parts.part(sheet); SheetRows rows = new SheetRows(in, texts)) {
                    Map<WorkbookColumn, Integer> columns = header(rows);
                    if (columns != null) {
                        return new FilledTable(lines(rows, columns));
                    }
                }
            }
            throw WorkbookRefused.columns("columnsMissing", "columnMissing", required());
        } catch (BadInput e) {
            throw e;
        } catch (XMLStreamException | IOException | RuntimeException e) {
            // Whatever the parser stumbles over, the file is to blame: it was read from our own disk.
            throw WorkbookRefused.content("broken");
        }
    }

    /** The first row with at least half of what must be there, if there is one near the top. */
    private static Map<WorkbookColumn, Integer> header(SheetRows rows) throws XMLStreamException {
        while (rows.next() && rows.row() <= MOST_ABOVE) {
            Map<WorkbookColumn, Integer> columns = new EnumMap<>(WorkbookColumn.class);
            List<WorkbookColumn> twice = new ArrayList<>();
            for (int i = 0; i < SheetRows.MOST_COLUMNS; i++) {
                WorkbookColumn column = rows.cell(i).kind() == SheetCell.Kind.TEXT ? WorkbookColumn.of(rows.cell(i).text()) : null;
                if (column != null && columns.put(column, i) != null) {
                    twice.add(column);
                }
            }
            List<WorkbookColumn> missing = required().stream().filter(column -> !columns.containsKey(column)).toList();
            if (2 * missing.size() > required().size()) {
                continue;
            }
            if (!missing.isEmpty()) {
                throw WorkbookRefused.columns("columnsMissing", "columnMissing", missing);
            }
            if (!twice.isEmpty()) {
                throw WorkbookRefused.columns("columnsTwice", "columnTwice", twice);
            }
            return columns;
        }
        return null;
    }

    private static List<WorkbookColumn> required() {
        return Arrays.stream(WorkbookColumn.values()).filter(WorkbookColumn::required).toList();
    }

    private static List<FilledLine> lines(SheetRows rows, Map<WorkbookColumn, Integer> columns) throws XMLStreamException {
        List<FilledLine> lines = new ArrayList<>();
        while (rows.next()) {
            Map<WorkbookColumn, SheetCell> cells = new EnumMap<>(WorkbookColumn.class);
            columns.forEach((column, at) -> {
                if (!rows.cell(at).isBlank()) {
                    cells.put(column, rows.cell(at));
                }
            });
            if (!cells.isEmpty()) {
                if (lines.size() == MOST_ROWS) {
                    throw WorkbookRefused.content("tooManyRows");
                }
                lines.add(new FilledLine(rows.row(), cells));
            }
        }
        return lines;
    }
}
