package vn.minhxac.cleaning.internal.handover;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import vn.minhxac.cleaning.internal.batch.Stage;

/** What was signed and handed over, of the present round and of those before. */
@Repository
class HandOverStore {

    /** Both tables have the same columns; a batch's own row is its present round. */
    private static final String FROM = """
            (select id as batch_id, round, signed_list, signed_hash, document_number, scan, scan_type, signed_by, signed_at, received_by, received_at
             from cleaning_batch where id = :id
             union all
             select batch_id, round, signed_list, signed_hash, document_number, scan, scan_type, signed_by, signed_at, received_by, received_at
             from cleaning_signed_list where batch_id = :id) l
            """;

    private final JdbcClient jdbc;

    HandOverStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param list canonical bytes, {@code hash} their SHA-256 */
    record Signed(byte[] list, byte[] hash, String documentNumber, String signedBy, Instant signedAt, String receivedBy,
                  Instant receivedAt) {
    }

    record Scan(byte[] bytes, String type) {
    }

    Optional<Signed> signed(UUID id, int round) {
        return jdbc.sql("select * from " + FROM + " where l.round = :round and signed_list is not null").param("id", id).param("round", round)
                .query(HandOverStore::signed).optional();
    }

    Optional<Scan> scan(UUID id, int round) {
        return jdbc.sql("select scan, scan_type from " + FROM + " where l.round = :round and scan is not null").param("id", id).param("round", round)
                .query((row, n) -> new Scan(row.getBytes("scan"), row.getString("scan_type"))).optional();
    }

    /** Instead of an earlier one; false where the batch is at none of these stages. */
    boolean scan(UUID id, Set<Stage> stages, Scan scan) {
        return jdbc.sql("update cleaning_batch set scan = :scan, scan_type = :type where id = :id and stage = any(:stages)").param("id", id)
                .param("scan", scan.bytes()).param("type", scan.type())
                .param("stages", stages.stream().map(Stage::name).toArray(String[]::new)).update() == 1;
    }

    private static Signed signed(ResultSet row, int number) throws SQLException {
        return new Signed(row.getBytes("signed_list"), row.getBytes("signed_hash"), row.getString("document_number"), row.getString("signed_by"),
                instant(row, "signed_at"), row.getString("received_by"), instant(row, "received_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
