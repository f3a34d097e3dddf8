package vn.minhxac.cleaning.internal.batch;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The rows of batches, read and changed many at once. */
@Repository
class RowRepository {

    private static final String SELECT = """
            select r.*, c.record_id from cleaning_row r join citizen c on c.id = r.citizen_id
            """;

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    RowRepository(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    List<Row> byLine(UUID batch, Collection<Integer> lines) {
        return jdbc.sql(SELECT + " where r.batch_id = :batch and r.line = any(:lines) order by r.line").param("batch", batch)
                .param("lines", lines.toArray(Integer[]::new)).query(this::row).list();
    }

    /** Rows of this batch by the ids of their records; in this transaction nobody else changes them. */
    List<Row> lockByRecord(UUID batch, Collection<String> recordIds) {
        return jdbc.sql(SELECT + """
                 where r.batch_id = :batch and c.province_code = (select province_code from cleaning_batch where id = :batch)
                  and c.record_id = any(:records) order by r.citizen_id for update of r""")
                .param("batch", batch).param("records", recordIds.toArray(String[]::new)).query(this::row).list();
    }

    /** Rows of this batch in one of these states, by line, at most {@code limit}; nobody else changes them. */
    List<Row> lockNext(UUID batch, RowState state, int limit) {
        return jdbc.sql(SELECT + " where r.batch_id = :batch and r.state = :state order by r.line limit :limit for update of r")
                .param("batch", batch).param("state", state.name()).param("limit", limit).query(this::row).list();
    }

    /** All rows in these states, by line. */
    List<Row> inStates(UUID batch, RowState... states) {
        return jdbc.sql(SELECT + " where r.batch_id = :batch and r.state = any(:states) order by r.line").param("batch", batch)
                .param("states", names(states)).query(this::row).list();
    }

    int count(UUID batch, RowState... states) {
        return jdbc.sql("select count(*) from cleaning_row where batch_id = :batch and state = any(:states)").param("batch", batch)
                .param("states", names(states)).query(Integer.class).single();
    }

    /** How many rows in this state change doses, or do not. */
    int count(UUID batch, RowState state, boolean dose) {
        return jdbc.sql("""
                select count(*) from cleaning_row where batch_id = :batch and state = :state and (decision is not distinct from 'DOSE') = :dose""")
                .param("batch", batch).param("state", state.name()).param("dose", dose).query(Integer.class).single();
    }

    /** The reason that was given when what now stands about a row was decided, or null. */
    String reasonDecided(UUID batch, Row row) {
        return jdbc.sql("""
                select coalesce(reason, '') from cleaning_decision
                where batch_id = :batch and citizen_id = :citizen and decision = :decision and undone_at is null order by id desc limit 1""")
                .param("batch", batch).param("citizen", row.citizenId()).param("decision", String.valueOf(row.decision())).query(String.class)
                .optional().filter(reason -> !reason.isEmpty()).orElse(null);
    }

    /**
     * Writes decisions and keeps what the rows were before.
     *
     * @param action what is undone together; null: each decision alone, in the order of the changes
     */
    void apply(UUID batch, UUID action, Stage stage, String officer, Instant at, List<RowChange> changes) {
        String values = write(changes);
        jdbc.sql("""
                insert into cleaning_decision (batch_id, citizen_id, action_id, at, officer, stage, decision, reason, before, row_version)
                select r.batch_id, r.citizen_id, coalesce(:action::uuid, gen_random_uuid()), :at, :officer, :stage, x.logged, x.reason, to_jsonb(r),
                       r.version + 1
                from cleaning_row r
                join rows from (jsonb_to_recordset(:changes::jsonb) as (citizen_id bigint, logged text, reason text)) with ordinality
                     as x (citizen_id, logged, reason, place) on x.citizen_id = r.citizen_id
                where r.batch_id = :batch
                order by x.place""")
                .param("batch", batch).param("action", action).param("at", Timestamp.from(at)).param("officer", officer)
                .param("stage", stage.name()).param("changes", values).update();
        jdbc.sql("""
                update cleaning_row r set state = x.state, decision = x.decision, proposal_id = x.proposal_id, to_full_name = x.to_full_name,
                    to_sex = x.to_sex, to_date_of_birth = x.to_date_of_birth, to_id_number = x.to_id_number, to_nationality = x.to_nationality,
                    to_phone = x.to_phone, to_commune = x.to_commune, other_citizen_id = x.other_citizen_id, dose = x.dose,
                    reason = x.reason, decided_by = x.decided_by, decided_at = x.decided_at, npd_result = x.npd_result,
                    confirmed_by = x.confirmed_by, confirmed_at = x.confirmed_at, content_hash = decode(x.content_hash, 'hex'),
                    version = r.version + 1
                from jsonb_to_recordset(:changes::jsonb) as x (citizen_id bigint, state text, decision text, proposal_id bigint,
                    to_full_name text, to_sex text, to_date_of_birth date, to_id_number text, to_nationality text, to_phone text, to_commune text,
                    other_citizen_id bigint, dose jsonb, reason text, decided_by text, decided_at timestamptz, npd_result text,
                    confirmed_by text, confirmed_at timestamptz, content_hash text)
                where r.batch_id = :batch and r.citizen_id = x.citizen_id""")
                .param("batch", batch).param("changes", values).update();
    }

    /** Those whose records this batch has changed and who are to be compared; the rows of others may have changed them. */
    List<Long> changed(UUID batch) {
        return jdbc.sql("""
                select distinct h.citizen_id from record_change h join citizen c on c.id = h.citizen_id
                where h.source = 'CLEANING' and h.source_id = :batch and c.identity_status = 'DRAFT' and c.merged_into is null order by 1""")
                .param("batch", batch.toString()).query(Long.class).list();
    }

    /**
     * Of these people those of whom somebody else has changed, since the row was decided, just what it is about, or has got the number it
     * gives them. The content hash of a row knows the four compulsory fields alone.
     */
    Set<Long> overtaken(UUID batch, Collection<Long> citizens) {
        return Set.copyOf(jdbc.sql("""
                select r.citizen_id from cleaning_row r join citizen c on c.id = r.citizen_id
                where r.batch_id = :batch and r.citizen_id = any(:citizens) and (
                    exists (select from record_change h where h.citizen_id = r.citizen_id and h.at > r.decided_at and h.source_id <> :source
                        and (h.field = 'phone' and r.to_phone is not null or h.field = 'nationality' and r.to_nationality is not null
                             or h.field = 'permanentCommune' and r.decision = 'TRANSFER'
                             or h.field = 'dose' and r.decision = 'DOSE' and h.dose_number = (r.dose ->> 'doseNumber')::int))
                    or r.decision = 'MERGE' and exists (select from record_change h where h.citizen_id = r.other_citizen_id
                        and h.at > r.decided_at and h.source_id <> :source and h.field in ('fullName', 'dateOfBirth', 'idNumber'))
                    or r.decision = 'EDIT' and exists (select from citizen o where o.person_key = c.nationality || ':' || r.to_id_number and o.id <> c.id
                        and o.province_code = c.province_code and o.merged_into is null and o.identity_status in ('MATCHED', 'EXEMPT_FOREIGNER')
                        and o.date_of_birth is distinct from coalesce(r.to_date_of_birth, c.date_of_birth)))""")
                .param("batch", batch).param("source", batch.toString()).param("citizens", citizens.toArray(Long[]::new)).query(Long.class).list());
    }

    /**
     * Takes out of the review what others have put right meanwhile: whoever is proven, or merged, and has nothing wrong any more.
     *
     * @param batch null: of all batches
     */
    void settle(UUID batch) {
        jdbc.sql("""
                update cleaning_row r set state = 'DONE', outcome = 'SETTLED', version = r.version + 1
                from citizen c
                where (:batch::uuid is null or r.batch_id = :batch) and r.state = 'OPEN' and c.id = r.citizen_id
                  and (c.merged_into is not null or c.identity_status in ('MATCHED', 'EXEMPT_FOREIGNER'))
                  and not exists (select from cleaning_case k where k.citizen_id = c.id and k.status = 'OPEN')""")
                .param("batch", batch).update();
    }

    /** Moves rows on without anybody's decision; one that is sent back says why. */
    void move(UUID batch, Collection<Long> citizens, RowState state, String outcome) {
        if (!citizens.isEmpty()) {
            jdbc.sql("""
                    update cleaning_row set state = :state, outcome = coalesce(:outcome, outcome),
                        reason = case when :state = 'RETURNED' then coalesce(:outcome, reason) else reason end, version = version + 1
                    where batch_id = :batch and citizen_id = any(:citizens)""")
                    .param("batch", batch).param("state", state.name()).param("outcome", outcome)
                    .param("citizens", citizens.toArray(Long[]::new)).update();
        }
    }

    /** Rows that are worked through once more: nothing is decided about them any longer; what was stays in the history. */
    void reopen(UUID batch, Collection<Long> citizens) {
        jdbc.sql("""
                update cleaning_row set state = 'OPEN', decision = null, proposal_id = null, to_full_name = null, to_sex = null,
                    to_date_of_birth = null, to_id_number = null, to_nationality = null, to_phone = null, to_commune = null,
                    other_citizen_id = null, dose = null, outcome = null, decided_by = null, decided_at = null, npd_result = null, confirmed_by = null, confirmed_at = null,
                    version = version + 1
                where batch_id = :batch and citizen_id = any(:citizens)""")
                .param("batch", batch).param("citizens", citizens.toArray(Long[]::new)).update();
    }

    private String write(List<RowChange> changes) {
        try {
            return json.writeValueAsString(changes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rows are not JSON");
        }
    }

    private static String[] names(RowState... states) {
        return Arrays.stream(states).map(Enum::name).toArray(String[]::new);
    }

    private Row row(ResultSet row, int number) throws SQLException {
        String decision = row.getString("decision");
        return new Row(row.getLong("citizen_id"), row.getString("record_id"), row.getInt("line"), strings(row.getArray("classes")),
                row.getString("main_class"), row.getString("hamlet"), row.getBytes("content_hash"), RowState.valueOf(row.getString("state")),
                decision == null ? null : Decision.valueOf(decision), row.getObject("proposal_id", Long.class),
                Row.to(row.getString("to_full_name"), row.getString("to_sex"), row.getObject("to_date_of_birth", LocalDate.class),
                        row.getString("to_id_number"), row.getString("to_nationality"), row.getString("to_phone")),
                row.getString("to_commune"), row.getObject("other_citizen_id", Long.class), dose(row.getString("dose")), row.getString("reason"),
                row.getString("decided_by"), instant(row, "decided_at"), row.getString("npd_result"), row.getString("confirmed_by"),
                instant(row, "confirmed_at"), row.getString("outcome"), row.getInt("version"));
    }

    private DoseChange dose(String value) {
        try {
            return value == null ? null : json.readValue(value, DoseChange.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a dose change is not JSON");
        }
    }

    private static List<String> strings(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
