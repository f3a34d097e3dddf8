package vn.minhxac.cleaning.internal.workbook;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;

/** A workbook as somebody sees and changes it: read with another reader than the product's, written anew as another program would. */
final class TestSheet {

    /** What a cell calculates. */
    record Formula(String expression) {
    }

    final List<List<Object>> rows = new ArrayList<>();

    static TestSheet of(byte[] xlsx) {
        TestSheet sheet = new TestSheet();
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(xlsx)); var stream = workbook.getFirstSheet().openStream()) {
            stream.forEach(row -> {
                List<Object> cells = new ArrayList<>();
                for (Cell cell : row) {
                    cells.add(cell == null ? null : cell.getValue());
                }
                sheet.rows.add(cells);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sheet;
    }

    /** Row of the sheet, from 1, of a record. */
    int rowOf(String recordId) {
        int column = column("Mã hồ sơ");
        for (int i = 1; i < rows.size(); i++) {
            if (recordId.equals(rows.get(i).get(column))) {
                return i + 1;
            }
        }
        throw new AssertionError("no row for " + recordId);
    }

    TestSheet set(String recordId, String header, Object value) {
        return setRow(rowOf(recordId), header, value);
    }

    TestSheet setRow(int row, String header, Object value) {
        List<Object> cells = rows.get(row - 1);
        while (cells.size() <= column(header)) {
            cells.add(null);
        }
        cells.set(column(header), value);
        return this;
    }

    Object get(String recordId, String header) {
        List<Object> cells = rows.get(rowOf(recordId) - 1);
        return column(header) < cells.size() ? cells.get(column(header)) : null;
    }

    int column(String header) {
        int column = rows.get(0).indexOf(header);
        if (column < 0) {
            throw new AssertionError("no column " + header);
        }
        return column;
    }

    TestSheet rename(String header, String other) {
        rows.get(0).set(column(header), other);
        return this;
    }

    TestSheet withoutColumn(String header) {
        int column = column(header);
        rows.forEach(cells -> {
            if (column < cells.size()) {
                cells.remove(column);
            }
        });
        return this;
    }

    TestSheet columnsReversed() {
        int width = rows.get(0).size();
        rows.forEach(cells -> {
            while (cells.size() < width) {
                cells.add(null);
            }
            Collections.reverse(cells);
        });
        return this;
    }

    /** As when one column is sorted without the others. */
    TestSheet swapInColumn(String header, int row, int otherRow) {
        int column = column(header);
        Object value = rows.get(row - 1).get(column);
        rows.get(row - 1).set(column, rows.get(otherRow - 1).get(column));
        rows.get(otherRow - 1).set(column, value);
        return this;
    }

    byte[] xlsx() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "Other", "1.0")) {
            var sheet = workbook.newWorksheet("Sheet1");
            for (int r = 0; r < rows.size(); r++) {
                for (int c = 0; c < rows.get(r).size(); c++) {
                    Object value = rows.get(r).get(c);
                    if (value instanceof Number number) {
                        sheet.value(r, c, number);
                    } else if (value instanceof Boolean truth) {
                        sheet.value(r, c, truth);
                    } else if (value instanceof java.time.LocalDate date) {
                        sheet.value(r, c, date);
                    } else if (value instanceof Formula formula) {
                        sheet.formula(r, c, formula.expression());
                    } else if (value != null) {
                        sheet.value(r, c, value.toString());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
