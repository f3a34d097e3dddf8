package vn.minhxac.citizen.internal.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.sql.Array;
import java.sql.SQLException;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.minhxac.common.Texts;

/** Writes the rejected rows of an import as CSV, row by row. */
@Component
class ErrorFile {

    private static final int FETCH = 500;

    private final JdbcTemplate jdbc;
    private final Texts texts;

    ErrorFile(JdbcTemplate jdbc, Texts texts) {
        this.jdbc = new JdbcTemplate(jdbc.getDataSource());
        this.jdbc.setFetchSize(FETCH);
        this.texts = texts;
    }

    /** In a transaction, for only there PostgreSQL hands out rows bit by bit. */
    @Transactional(readOnly = true)
    public void write(UUID importId, boolean excel, Writer out) throws IOException {
        String[] header = jdbc.query("select header from import where id = ?",
            rows -> rows.next() && rows.getArray(1) != null ? cells(rows.getArray(1)) : new String[0], importId);
        String separator = excel ? ";" : ",";
        if (excel) {
            out.write('\uFEFF');
        }
        for (String name : header) {
            cell(out, name, separator);
            out.write(separator);
        }
        out.write("error_code" + separator + "error_message\r\n");
        RowCallbackHandler row = found -> {
            try {
                line(out, header.length, cells(found.getArray("cells")), found.getLong("line"), found.getString("code"), separator);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        jdbc.query("select line, code, cells from import_error where import_id = ? order by line", row, importId);
        out.flush();
    }

    private void line(Writer out, int width, String[] cells, long line, String code, String separator) throws IOException {
        for (int i = 0; i < width; i++) {
            cell(out, i < cells.length ? cells[i] : "", separator);
            out.write(separator);
        }
        cell(out, code, separator);
        out.write(separator);
        cell(out, texts.get("import.line", Long.toString(line)) + " " + texts.get("import.row." + code), separator);
        // Cells beyond the header's go behind, so that nothing of the row is lost.
        for (int i = width; i < cells.length; i++) {
            out.write(separator);
            cell(out, cells[i], separator);
        }
        out.write("\r\n");
    }

    private static void cell(Writer out, String raw, String separator) throws IOException {
        String text = raw == null ? "" : raw;
        if (isFormula(text)) {
            text = "'" + text;
        }
        if (text.contains(separator) || text.indexOf('"') >= 0 || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0
                || text.startsWith(" ") || text.endsWith(" ")) {
            out.write('"');
            out.write(text.replace("\"", "\"\""));
            out.write('"');
        } else {
            out.write(text);
        }
    }

    /** What a spreadsheet would calculate; a telephone number such as +84912345678 is none. */
    static boolean isFormula(String text) {
        if (text.isEmpty()) {
            return false;
        }
        char first = text.charAt(0);
        if (first == '=' || first == '@' || first == '\t' || first == '\r' || first == '\n') {
            return true;
        }
        return (first == '+' || first == '-') && !text.substring(1).matches("[0-9]*");
    }

    private static String[] cells(Array array) throws SQLException {
        return (String[]) array.getArray();
    }
}
