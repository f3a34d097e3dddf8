package vn.minhxac.citizen.internal.imports;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * The rows of one file in an unlogged table of their own, sent by binary COPY: one row a dose, the columns of the person
 * only in the first of consecutive rows of one person (where {@code line = person}), and rejected rows with their code.
 */
final class Staging implements AutoCloseable {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);
    private static final int BUFFER = 1 << 17;
    private static final short COLUMNS = 21;

    private final CopyIn copy;
    private byte[] buffer = new byte[BUFFER + (1 << 14)];
    private int size;
    private int person;

    private Staging(CopyIn copy) {
        this.copy = copy;
        System.arraycopy(SIGNATURE, 0, buffer, 0, SIGNATURE.length);
        size = SIGNATURE.length;
    }

    /** Name of the staging table of an import. */
    static String table(UUID importId) {
        return "import_row_" + importId.toString().replace("-", "");
    }

    /** Makes the table anew; what an interrupted run left is dropped. */
    static void create(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set lock_timeout = '10s'");
            statement.execute("drop table if exists " + table);
            statement.execute("""
                create unlogged table %s (
                    line int not null, person int not null, code text,
                    dose_number int, vaccination_date date, vaccine_code text, lot_number text, facility_code text, in_order boolean,
                    record_id text, full_name text, name_key text, sex text, date_of_birth date, dob_precision text,
                    id_number text, id_type text, nationality text, phone text, permanent_commune text, hamlet text)
                    with (autovacuum_enabled = false)""".formatted(table));
            statement.execute("reset lock_timeout");
        }
    }

    static void drop(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists " + table);
        }
    }

    static Staging open(Connection connection, String table) throws SQLException {
        return new Staging(connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + " from stdin (format binary)"));
    }

    /** @param inOrder whether number and date follow those of the person's row before, or this is the person's first */
    void row(int line, ImportRow row, boolean inOrder) throws SQLException {
        boolean first = !row.samePerson || person == 0;
        if (first) {
            person = line;
        }
        begin(line, person);
        putNull();
        putInt(row.doseNumber);
        putDate(row.vaccinationDate);
        put(row.vaccineCode);
        put(row.lotNumber);
        put(row.facilityCode);
        putShortInt(1);
        buffer[size++] = (byte) (inOrder ? 1 : 0);
        if (first) {
            put(row.recordId);
            put(row.fullName);
            put(row.nameKey);
            put(row.sex);
            putDate(row.dateOfBirth);
            put(row.dobPrecision);
            put(row.idNumber);
            put(row.idType);
            put(row.nationality);
            put(row.phone);
            put(row.permanentCommune);
            put(row.hamlet);
        } else {
            for (int i = 0; i < 12; i++) {
                putNull();
            }
        }
        send(BUFFER);
    }

    void rejected(int line, RowError error) throws SQLException {
        begin(line, 0);
        put(error.name());
        for (int i = 3; i < COLUMNS; i++) {
            putNull();
        }
        send(BUFFER);
    }

    /** Forgets the person of the row before: the next row writes its person, whoever that is. */
    void forgetPerson() {
        person = 0;
    }

    /** Ends the COPY; without it, closing takes everything back. */
    void finish() throws SQLException {
        room(2);
        buffer[size++] = -1;
        buffer[size++] = -1;
        send(0);
        copy.endCopy();
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void begin(int line, int person) {
        room(128);
        buffer[size++] = 0;
        buffer[size++] = (byte) COLUMNS;
        putInt(line);
        putInt(person);
    }

    private void putNull() {
        room(4);
        putShortInt(-1);
    }

    private void putShortInt(int value) {
        room(8);
        buffer[size] = (byte) (value >>> 24);
        buffer[size + 1] = (byte) (value >>> 16);
        buffer[size + 2] = (byte) (value >>> 8);
        buffer[size + 3] = (byte) value;
        size += 4;
    }

    private void putInt(int value) {
        putShortInt(4);
        putShortInt(value);
    }

    private void putDate(LocalDate date) {
        if (date == null) {
            putNull();
        } else {
            putInt((int) (date.toEpochDay() - EPOCH.toEpochDay()));
        }
    }

    private void put(String text) {
        if (text == null) {
            putNull();
            return;
        }
        int length = text.length();
        room(8 + 3 * length);
        int start = size + 4;
        int at = start;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                System.arraycopy(bytes, 0, buffer, start, bytes.length);
                at = start + bytes.length;
                break;
            }
            buffer[at++] = (byte) c;
        }
        putShortInt(at - start);
        size = at;
    }

    private void room(int bytes) {
        if (size + bytes > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, size + bytes));
        }
    }

    private void send(int from) throws SQLException {
        if (size > from) {
            copy.writeToCopy(buffer, 0, size);
            size = 0;
        }
    }
}
