package vn.minhxac.audit.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import vn.minhxac.audit.Audit;

/**
 * Writes what was recorded as the very last thing before the commit, all in one go: the lock of the chain, which every transaction that
 * records something waits for, is then held for as long as the commit takes and not for what the engine still has to write.
 */
@Repository
class JdbcAudit implements Audit {

    private record Event(OffsetDateTime at, String actor, String action, String subjectType, String subjectId, String detail) {
    }

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    JdbcAudit(JdbcTemplate jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void record(String action, String subjectType, String subjectId, Map<String, ?> detail) {
        Event event = new Event(OffsetDateTime.now(clock), actor(), action, subjectType, subjectId, write(detail));
        if (TransactionSynchronizationManager.isSynchronizationActive() && TransactionSynchronizationManager.isActualTransactionActive()) {
            pending().add(event);
        } else {
            insert(List.of(event));
        }
    }

    /** What the present transaction has recorded; an inner one of its own has its own. */
    private Pending pending() {
        for (TransactionSynchronization synchronization : TransactionSynchronizationManager.getSynchronizations()) {
            if (synchronization instanceof Pending pending) {
                return pending;
            }
        }
        Pending pending = new Pending();
        TransactionSynchronizationManager.registerSynchronization(pending);
        return pending;
    }

    private final class Pending implements TransactionSynchronization {

        private final List<Event> events = new ArrayList<>();
        private boolean written;

        void add(Event event) {
            if (written) {
                insert(List.of(event));
            } else {
                events.add(event);
            }
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            written = true;
            insert(events);
        }
    }

    private void insert(List<Event> events) {
        jdbc.batchUpdate("""
                insert into audit_event (id, at, actor, action, subject_type, subject_id, detail, prev_hash, hash)
                values (0, ?, ?, ?, ?, ?, ?::jsonb, '', '')""",
                events.stream().map(e -> new Object[] {e.at(), e.actor(), e.action(), e.subjectType(), e.subjectId(), e.detail()}).toList());
    }

    private static String actor() {
        var who = SecurityContextHolder.getContext().getAuthentication();
        return who == null || !who.isAuthenticated() || "anonymousUser".equals(who.getName()) ? "system" : who.getName();
    }

    private String write(Map<String, ?> detail) {
        try {
            return json.writeValueAsString(new TreeMap<>(detail));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("audit detail is not JSON", e);
        }
    }
}
