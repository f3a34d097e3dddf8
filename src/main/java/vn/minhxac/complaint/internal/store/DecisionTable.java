package vn.minhxac.complaint.internal.store;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import vn.minhxac.complaint.internal.store.Decision.Change;

/** What officers decided, one row a complaint: a later decision takes the place of an earlier one that was not applied. Joins the caller's transaction. */
@Repository
public class DecisionTable {

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    DecisionTable(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    public Optional<Decision> find(UUID complaintId) {
        return jdbc.sql("select * from complaint_decision where complaint_id = :id").param("id", complaintId)
                .query((row, n) -> new Decision(complaintId, row.getString("decided_by"), changes(row.getString("changes")), row.getString("answer"),
                        row.getString("police_by"), row.getString("police_note"))).optional();
    }

    /** Keeps what an officer decided; what the police said of an earlier decision no longer counts. */
    public void save(UUID complaintId, String officer, List<Change> changes, String answer) {
        jdbc.sql("""
                insert into complaint_decision (complaint_id, decided_by, decided_at, changes, answer)
                values (:id, :by, :at, cast(:changes as jsonb), :answer)
                on conflict (complaint_id) do update set decided_by = excluded.decided_by, decided_at = excluded.decided_at,
                    changes = excluded.changes, answer = excluded.answer, police_by = null, police_at = null, police_note = null, applied_at = null""")
                .param("id", complaintId).param("by", officer).param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("changes", text(changes)).param("answer", answer).update();
    }

    /** Keeps what the police said of the identity facts. */
    public void police(UUID complaintId, String officer, String note) {
        jdbc.sql("update complaint_decision set police_by = :by, police_at = :at, police_note = :note where complaint_id = :id")
                .param("id", complaintId).param("by", officer).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("note", note).update();
    }

    /** Marks the changes as made; false where they were made before. */
    public boolean apply(UUID complaintId) {
        return jdbc.sql("update complaint_decision set applied_at = :at where complaint_id = :id and applied_at is null")
                .param("id", complaintId).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update() == 1;
    }

    private List<Change> changes(String text) {
        try {
            return List.of(json.readValue(text, Change[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("changes of a decision cannot be read");
        }
    }

    private String text(List<Change> changes) {
        try {
            return json.writeValueAsString(changes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("changes of a decision cannot be written");
        }
    }
}
