package vn.minhxac.complaint.internal.store;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import vn.minhxac.common.BadInput;
import vn.minhxac.complaint.ComplaintStatus;
import vn.minhxac.complaint.internal.store.Complaint.DeclaredDose;

/** Complaints and what happened to them. Joins the caller's transaction. */
@Repository
public class ComplaintTable {

    private final JdbcClient jdbc;
    private final Clock clock;

    ComplaintTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @throws BadInput 404 where there is none */
    public Complaint get(UUID id) {
        return jdbc.sql("select * from complaint where id = :id").param("id", id).query(Complaint::of).optional().orElseThrow(BadInput::notFound);
    }

    /** Like {@link #get}, and nobody else changes it before this transaction ends. */
    public Complaint lock(UUID id) {
        return jdbc.sql("select * from complaint where id = :id for update").param("id", id).query(Complaint::of).optional()
                .orElseThrow(BadInput::notFound);
    }

    /** By its tracking code. */
    public Optional<Complaint> byCode(String code) {
        return jdbc.sql("select * from complaint where code = :code").param("code", code).query(Complaint::of).optional();
    }

    public List<DeclaredDose> doses(UUID id) {
        return jdbc.sql("select * from complaint_dose where complaint_id = :id order by n").param("id", id).query(DeclaredDose.class).list();
    }

    /** Changes columns of one complaint; {@code recorded_at} and {@code due_at} cannot be among them once set. */
    public void set(UUID id, Map<String, ?> columns) {
        String assignments = columns.keySet().stream().map(column -> column + " = :" + column).collect(Collectors.joining(", "));
        var statement = jdbc.sql("update complaint set " + assignments + ", version = version + 1 where id = :id").param("id", id);
        for (var column : columns.entrySet()) {
            statement = statement.param(column.getKey(), sqlValue(column.getValue()));
        }
        statement.update();
    }

    public void status(UUID id, ComplaintStatus status) {
        set(id, Map.of("status", status));
    }

    /**
     * Notes what happened, for the status page and the officers.
     *
     * @param what   a code; its text is {@code complaint.step.<what>}
     * @param detail a code or null, no personal data
     */
    public void step(UUID id, String what, String detail) {
        jdbc.sql("insert into complaint_step (complaint_id, at, what, detail) values (:id, :at, :what, :detail)")
                .param("id", id).param("at", sqlValue(clock.instant())).param("what", what).param("detail", detail).update();
    }

    private static Object sqlValue(Object value) {
        return value instanceof Instant instant ? OffsetDateTime.ofInstant(instant, ZoneOffset.UTC)
                : value instanceof Enum<?> constant ? constant.name() : value;
    }
}
