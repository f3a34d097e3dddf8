package vn.minhxac.citizen.internal.imports;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Iterator;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import vn.minhxac.common.XlsxGuard;

/**
 * The first sheet of an XLSX file, as the same texts a CSV file would have: whole numbers without decimals, and numbers in
 * a date column as ISO dates (Excel stores days since 1900 or 1904), except that 1900 to 2100 are years.
 */
final class XlsxSource implements RowSource {

    private static final XlsxGuard.Limits LIMITS = new XlsxGuard.Limits(2L << 30, 160L << 20, 3L << 30);
    private static final int MAX_COLUMNS = 512;
    private static final int MAX_DIGITS = 30;

    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private boolean[] dateColumn;
    private String[] cells;
    private long line;

    XlsxSource(Path file) {
        ReadableWorkbook opened = null;
        try {
            XlsxGuard.check(file, LIMITS);
            opened = new ReadableWorkbook(file.toFile());
            stream = opened.getFirstSheet().openStream();
            rows = stream.iterator();
            workbook = opened;
        } catch (XlsxGuard.Refused e) {
            throw new FileBroken(e.getMessage());
        } catch (IOException | RuntimeException e) {
            closeQuietly(opened);
            // Whatever the parser stumbles over, the file is to blame: it was read from our own disk.
            throw new FileBroken("notXlsx");
        }
    }

    @Override
    public boolean next() {
        try {
            while (rows.hasNext()) {
                Row row = rows.next();
                if (row.getRowNum() <= line) {
                    throw new FileBroken("notXlsx", line);
                }
                line = row.getRowNum();
                if (row.getCellCount() > MAX_COLUMNS) {
                    throw new FileBroken("notXlsx", line);
                }
                read(row);
                if (!RowSource.isBlank(cells)) {
                    if (dateColumn == null) {
                        rememberDateColumns();
                    }
                    return true;
                }
            }
            return false;
        } catch (FileBroken e) {
            throw e;
        } catch (RuntimeException e) {
            throw new FileBroken("notXlsx", line + 1);
        }
    }

    private void rememberDateColumns() {
        dateColumn = new boolean[cells.length];
        for (int i = 0; i < cells.length; i++) {
            Column column = cells[i] == null || cells[i].length() > 100 ? null : Column.of(cells[i]);
            dateColumn[i] = column == Column.DATE_OF_BIRTH || column == Column.VACCINATION_DATE;
        }
    }

    private void read(Row row) {
        int width = dateColumn == null ? row.getCellCount() : Math.max(row.getCellCount(), dateColumn.length);
        cells = new String[width];
        for (Cell cell : row) {
            if (cell != null && cell.getColumnIndex() < width) {
                cells[cell.getColumnIndex()] = text(cell, dateColumn != null && cell.getColumnIndex() < dateColumn.length
                    && dateColumn[cell.getColumnIndex()]);
            }
        }
        for (int i = 0; i < width; i++) {
            cells[i] = cells[i] == null ? "" : cells[i];
        }
    }

    private String text(Cell cell, boolean date) {
        String text;
        if (cell.getType() == CellType.NUMBER || cell.getValue() instanceof BigDecimal) {
            text = number((BigDecimal) cell.getValue(), date);
        } else {
            text = cell.getType() == CellType.STRING ? cell.asString() : cell.getRawValue();
        }
        if (text != null && text.length() > MAX_CELL) {
            throw new FileBroken("hugeCell", line);
        }
        return text;
    }

    private String number(BigDecimal value, boolean date) {
        if (value.precision() > MAX_DIGITS || Math.abs(value.scale()) > MAX_DIGITS) {
            return value.toString();
        }
        BigDecimal plain = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        if (date && plain.signum() > 0 && plain.compareTo(BigDecimal.valueOf(2_958_465)) <= 0) {
            boolean year = plain.scale() <= 0 && plain.compareTo(BigDecimal.valueOf(1900)) >= 0
                && plain.compareTo(BigDecimal.valueOf(2100)) <= 0;
            if (!year) {
                return date(plain);
            }
        }
        return plain.toPlainString();
    }

    private String date(BigDecimal serial) {
        try {
            int days = serial.intValue();
            // Excel believes that 1900 was a leap year; its day 60 does not exist.
            java.time.LocalDate start = workbook.isDate1904() ? java.time.LocalDate.of(1904, 1, 1)
                : java.time.LocalDate.of(1899, 12, days < 60 ? 31 : 30);
            return start.plusDays(days).toString();
        } catch (DateTimeException e) {
            return serial.toPlainString();
        }
    }

    @Override
    public String[] cells() {
        return cells;
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }

    private static void closeQuietly(ReadableWorkbook workbook) {
        if (workbook != null) {
            try {
                workbook.close();
            } catch (IOException e) {
                // It is thrown away anyway.
                return;
            }
        }
    }
}
