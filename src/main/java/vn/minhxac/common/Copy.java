package vn.minhxac.common;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.stereotype.Component;

/** PostgreSQL's COPY in the current transaction: the one way rows go in by the thousand. */
@Component
public class Copy {

    private final DataSource dataSource;

    public Copy(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What writes the rows; may throw whatever reading them throws. */
    @FunctionalInterface
    public interface Source {
        void writeTo(Rows rows) throws IOException;
    }

    /**
     * Copies rows into a table.
     *
     * @param target table and columns, as in {@code "dose (citizen_id, dose_number)"}; never made of input
     * @return how many rows the database took
     */
    public long in(String target, Source source) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI()
                    .copyIn("copy " + target + " from stdin");
            try (var out = new PGCopyOutputStream(copy, 1 << 16)) {
                var rows = new Rows(out);
                source.writeTo(rows);
                rows.flush();
            } catch (IOException | RuntimeException e) {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
                throw e instanceof RuntimeException r ? r : new java.io.UncheckedIOException((IOException) e);
            }
            return copy.getHandledRowCount();
        } catch (SQLException e) {
            throw new SQLErrorCodeSQLExceptionTranslator(dataSource).translate("copy", target, e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    /** Rows in COPY's text format. */
    public static final class Rows {

        private static final int BUFFER = 1 << 16;
        private final OutputStream out;
        private final StringBuilder text = new StringBuilder(BUFFER + 4096);

        Rows(OutputStream out) {
            this.out = out;
        }

        /** Writes one row; null is NULL, byte[] is bytea, String[] is text[], everything else its {@code toString()}. */
        public void row(Object... values) throws IOException {
            for (int i = 0; i < values.length; i++) {
                if (i > 0) {
                    text.append('\t');
                }
                value(values[i]);
            }
            text.append('\n');
            if (text.length() >= BUFFER) {
                flush();
            }
        }

        private void value(Object value) {
            if (value == null) {
                text.append("\\N");
            } else if (value instanceof byte[] bytes) {
                text.append("\\\\x").append(HexFormat.of().formatHex(bytes));
            } else if (value instanceof String[] array) {
                escaped(arrayLiteral(array));
            } else {
                escaped(value.toString());
            }
        }

        private static String arrayLiteral(String[] array) {
            var literal = new StringBuilder("{");
            for (int i = 0; i < array.length; i++) {
                if (i > 0) {
                    literal.append(',');
                }
                if (array[i] == null) {
                    literal.append("NULL");
                } else {
                    literal.append('"').append(array[i].replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
                }
            }
            return literal.append('}').toString();
        }

        private void escaped(String value) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                switch (c) {
                    case '\\' -> text.append("\\\\");
                    case '\n' -> text.append("\\n");
                    case '\r' -> text.append("\\r");
                    case '\t' -> text.append("\\t");
                    default -> text.append(c);
                }
            }
        }

        void flush() throws IOException {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            text.setLength(0);
        }
    }
}
