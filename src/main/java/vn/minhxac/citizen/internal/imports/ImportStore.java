package vn.minhxac.citizen.internal.imports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables {@code import} and {@code import_file_part}. */
@Repository
class ImportStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    ImportStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void insert(ImportJob job, long size, byte[] sha256) {
        jdbc.sql("""
            insert into import (id, province_code, file_name, format, size_bytes, sha256, dry_run, status, created_by, created_at)
            values (:id, :province, :file, :format, :size, :sha256, :dryRun, 'RUNNING', :by, :at)""")
            .param("id", job.id()).param("province", job.provinceCode()).param("file", job.fileName())
            .param("format", job.format().name()).param("size", size).param("sha256", sha256).param("dryRun", job.dryRun())
            .param("by", job.createdBy()).param("at", Timestamp.from(clock.instant())).update();
    }

    /** Size and hash are known when all parts are in. */
    void complete(UUID id, long size, byte[] sha256) {
        jdbc.sql("update import set size_bytes = :size, sha256 = :sha256 where id = :id")
            .param("size", size).param("sha256", sha256).param("id", id).update();
    }

    void insertPart(UUID id, int part, byte[] bytes) {
        jdbc.sql("insert into import_file_part (import_id, part, bytes) values (:id, :part, :bytes)")
            .param("id", id).param("part", part).param("bytes", bytes).update();
    }

    /**
     * Takes the oldest import nobody works on; on one node or many, each is taken once.
     *
     * @param owner names this run of it
     */
    Optional<ImportJob> take(UUID owner, Duration lease) {
        Instant now = clock.instant();
        return jdbc.sql("""
            update import set lease_owner = :owner, lease_until = :until, attempts = attempts + 1, rows_read = 0
            where id = (select id from import where status = 'RUNNING' and (lease_until is null or lease_until < :now)
                        order by created_at limit 1 for update skip locked)
            returning *""")
            .param("owner", owner).param("until", Timestamp.from(now.plus(lease))).param("now", Timestamp.from(now))
            .query(ImportStore::job).optional();
    }

    /** Says that the run goes on; false when another has taken it over. */
    boolean renew(UUID id, UUID owner, Duration lease, long rowsRead) {
        return jdbc.sql("""
            update import set lease_until = :until, rows_read = :rows
            where id = :id and lease_owner = :owner and status = 'RUNNING'""")
            .param("until", Timestamp.from(clock.instant().plus(lease))).param("rows", rowsRead)
            .param("id", id).param("owner", owner).update() == 1;
    }

    /** Lets go of an import that failed for a technical reason: it is tried again a little later. */
    void release(UUID id, UUID owner, Duration pause) {
        jdbc.sql("update import set lease_until = :until where id = :id and lease_owner = :owner and status = 'RUNNING'")
            .param("until", Timestamp.from(clock.instant().plus(pause))).param("id", id).param("owner", owner).update();
    }

    void header(UUID id, String[] cells) {
        jdbc.sql("update import set header = :header where id = :id").param("header", cells).param("id", id).update();
    }

    /** @return false when this run no longer holds the import */
    boolean done(UUID id, UUID owner, Totals totals) {
        return jdbc.sql("""
            update import set status = 'DONE', rows_read = :read, rows_rejected = :rejected, rows_accepted = :accepted, people = :people,
                doses = :doses, finished_at = :at, lease_owner = null, lease_until = null
            where id = :id and lease_owner = :owner and status = 'RUNNING'""")
            .param("read", totals.read()).param("rejected", totals.rejected()).param("accepted", totals.read() - totals.rejected())
            .param("people", totals.people()).param("doses", totals.doses()).param("at", Timestamp.from(clock.instant()))
            .param("id", id).param("owner", owner).update() == 1;
    }

    boolean reject(UUID id, UUID owner, String code, String detail) {
        return jdbc.sql("""
            update import set status = 'REJECTED', reject_code = :code, reject_detail = :detail, finished_at = :at, lease_owner = null,
                lease_until = null, rows_read = 0
            where id = :id and lease_owner = :owner and status = 'RUNNING'""")
            .param("code", code).param("detail", detail).param("at", Timestamp.from(clock.instant()))
            .param("id", id).param("owner", owner).update() == 1;
    }

    /** The file has been imported or will never be: its people are kept where they belong, not here. */
    void deleteFile(UUID id) {
        jdbc.sql("delete from import_file_part where import_id = :id").param("id", id).update();
    }

    Optional<ImportView> find(UUID id) {
        return jdbc.sql("select * from import where id = :id").param("id", id).query(this::view).optional();
    }

    /** The latest imports, of one province or (null) of all. */
    List<ImportView> recent(String provinceCode, int limit) {
        return jdbc.sql("""
            select * from import where :province::text is null or province_code = :province order by created_at desc, id desc limit :limit""")
            .param("province", provinceCode).param("limit", limit).query(this::view).list();
    }

    private ImportView view(ResultSet row, int n) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        List<String> lists = row.getString("status").equals("DONE") ? jdbc.sql("""
            select id::text from verification_list where import_id = :id order by created_at""").param("id", id).query(String.class).list()
            : List.of();
        Timestamp finished = row.getTimestamp("finished_at");
        String detail = row.getString("reject_detail");
        return new ImportView(id.toString(), row.getString("status"), row.getLong("rows_read"), row.getLong("rows_accepted"),
            row.getLong("rows_rejected"), row.getLong("people"), row.getLong("doses"), lists, row.getBoolean("dry_run"),
            row.getString("file_name"), row.getString("province_code"), row.getLong("size_bytes"), row.getString("created_by"),
            row.getTimestamp("created_at").toInstant(), finished == null ? null : finished.toInstant(), row.getString("reject_code"),
            detail == null ? null : Long.valueOf(detail), null);
    }

    private static ImportJob job(ResultSet row, int n) throws SQLException {
        return new ImportJob(row.getObject("id", UUID.class), row.getString("province_code"), row.getString("file_name"),
            FileFormat.valueOf(row.getString("format")), row.getBoolean("dry_run"), row.getString("created_by"), row.getInt("attempts"));
    }

    /** What an import came to. */
    record Totals(long read, long rejected, long people, long doses) {
    }
}
