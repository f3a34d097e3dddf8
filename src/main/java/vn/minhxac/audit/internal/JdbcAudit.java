package vn.minhxac.audit.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Repository;
import vn.minhxac.audit.Audit;

@Repository
class JdbcAudit implements Audit {

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    JdbcAudit(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void record(String action, String subjectType, String subjectId, Map<String, ?> detail) {
        jdbc.sql("""
                insert into audit_event (id, at, actor, action, subject_type, subject_id, detail, prev_hash, hash)
                values (0, :at, :actor, :action, :type, :id, :detail::jsonb, '', '')""")
                .param("at", OffsetDateTime.now(clock)).param("actor", actor()).param("action", action)
                .param("type", subjectType).param("id", subjectId).param("detail", write(detail)).update();
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
