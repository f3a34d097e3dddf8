package vn.minhxac.citizen.internal.imports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** An accepted file, read from the database part by part on a connection of its own; an XLSX by way of a temporary file. */
final class StoredFile implements AutoCloseable {

    private final DataSource dataSource;
    private final UUID id;
    private final FileFormat format;
    private Path copy;

    StoredFile(DataSource dataSource, ImportJob job) {
        this.dataSource = dataSource;
        this.id = job.id();
        this.format = job.format();
    }

    /** Opens its rows from the beginning. */
    RowSource open() throws IOException {
        if (format == FileFormat.CSV) {
            return new CsvSource(new Parts(dataSource, id));
        }
        if (copy == null) {
            copy = Files.createTempFile("minhxac-import", ".xlsx");
            try (InputStream in = new Parts(dataSource, id)) {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return new XlsxSource(copy);
    }

    @Override
    public void close() throws IOException {
        if (copy != null) {
            Files.deleteIfExists(copy);
        }
    }

    private static final class Parts extends InputStream {

        private final Connection connection;
        private final PreparedStatement select;
        private final UUID id;
        private InputStream current = new ByteArrayInputStream(new byte[0]);
        private int next;

        Parts(DataSource dataSource, UUID id) throws IOException {
            this.id = id;
            try {
                connection = dataSource.getConnection();
                select = connection.prepareStatement("select bytes from import_file_part where import_id = ? and part = ?");
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = current.read(bytes, offset, length);
            while (n < 0) {
                byte[] part = load();
                if (part == null) {
                    return -1;
                }
                current = new ByteArrayInputStream(part);
                n = current.read(bytes, offset, length);
            }
            return n;
        }

        private byte[] load() throws IOException {
            try {
                select.setObject(1, id);
                select.setInt(2, next++);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? row.getBytes(1) : null;
                }
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }
    }
}
