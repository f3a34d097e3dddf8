package vn.minhxac.cleaning.internal.batch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Batches without their rows. */
@Repository
class BatchRepository {

    private static final String SELECT = """
            select id, province_code, commune_code, stage, round, created_by, created_at, finished_at, follows, list_id, signed_hash,
                   document_number, scan is not null as has_scan, signed_by, signed_at, received_by, received_at from cleaning_batch
            """;

    private final JdbcClient jdbc;

    BatchRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID id, String province, String commune, int round, UUID follows, String officer, Instant at) {
        jdbc.sql("""
                insert into cleaning_batch (id, province_code, commune_code, stage, round, created_by, created_at, follows)
                values (:id, :province, :commune, 'REVIEW', :round, :officer, :at, :follows)""")
                .param("id", id).param("province", province).param("commune", commune).param("round", round).param("officer", officer)
                .param("at", Timestamp.from(at)).param("follows", follows).update();
    }

    Optional<Batch> find(UUID id) {
        return jdbc.sql(SELECT + " where id = :id").param("id", id).query(BatchRepository::batch).optional();
    }

    /** The batch, which stays at its stage until this transaction ends; others may work on its rows meanwhile. */
    Optional<Batch> share(UUID id) {
        return jdbc.sql(SELECT + " where id = :id for share").param("id", id).query(BatchRepository::batch).optional();
    }

    /** The batch, alone: nobody decides rows meanwhile. */
    Batch lock(UUID id) {
        return jdbc.sql(SELECT + " where id = :id for update").param("id", id).query(BatchRepository::batch).single();
    }

    /** The batch of this commune that the station is reviewing for the first time. */
    Optional<UUID> inReview(String province, String commune) {
        return jdbc.sql("""
                select id from cleaning_batch where province_code = :province and commune_code = :commune and stage = 'REVIEW' and round = 1""")
                .param("province", province).param("commune", commune).query(UUID.class).optional();
    }

    /** Batches that are not done, newest first. */
    List<Batch> open(String province) {
        return jdbc.sql(SELECT + " where province_code = :province and stage <> 'DONE' order by created_at desc, id desc")
                .param("province", province).query(BatchRepository::batch).list();
    }

    void stage(UUID id, Stage stage) {
        jdbc.sql("update cleaning_batch set stage = :stage where id = :id").param("id", id).param("stage", stage.name()).update();
    }

    /** What was signed in the round that ends is archived. */
    void nextRound(UUID id) {
        jdbc.sql("""
                insert into cleaning_signed_list (batch_id, round, signed_list, signed_hash, document_number, scan, scan_type, signed_by, signed_at,
                    received_by, received_at)
                select id, round, signed_list, signed_hash, document_number, scan, scan_type, signed_by, signed_at, received_by, received_at
                from cleaning_batch where id = :id and signed_list is not null""").param("id", id).update();
        jdbc.sql("""
                update cleaning_batch set stage = 'REVIEW', round = round + 1, list_id = null, signed_list = null, signed_hash = null,
                    document_number = null, scan = null, scan_type = null, signed_by = null, signed_at = null, received_by = null,
                    received_at = null
                where id = :id""").param("id", id).update();
    }

    void finish(UUID id, Instant at) {
        jdbc.sql("update cleaning_batch set stage = 'DONE', finished_at = :at where id = :id").param("id", id)
                .param("at", Timestamp.from(at)).update();
    }

    void signed(UUID id, byte[] list, byte[] hash, String documentNumber, String officer, Instant at) {
        jdbc.sql("""
                update cleaning_batch set signed_list = :list, signed_hash = :hash, document_number = :number, signed_by = :officer,
                    signed_at = :at where id = :id""").param("id", id).param("list", list).param("hash", hash)
                .param("number", documentNumber).param("officer", officer).param("at", Timestamp.from(at)).update();
    }

    void received(UUID id, String officer, Instant at) {
        jdbc.sql("update cleaning_batch set received_by = :officer, received_at = :at where id = :id").param("id", id)
                .param("officer", officer).param("at", Timestamp.from(at)).update();
    }

    void compared(UUID id, UUID listId) {
        jdbc.sql("update cleaning_batch set list_id = :list where id = :id").param("id", id).param("list", listId).update();
    }

    private static Batch batch(ResultSet row, int number) throws SQLException {
        return new Batch(row.getObject("id", UUID.class), row.getString("province_code"), row.getString("commune_code"),
                Stage.valueOf(row.getString("stage")), row.getInt("round"), row.getString("created_by"), instant(row, "created_at"),
                instant(row, "finished_at"), row.getObject("follows", UUID.class), row.getObject("list_id", UUID.class),
                row.getBytes("signed_hash"), row.getString("document_number"), row.getBoolean("has_scan"), row.getString("signed_by"),
                instant(row, "signed_at"), row.getString("received_by"), instant(row, "received_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
