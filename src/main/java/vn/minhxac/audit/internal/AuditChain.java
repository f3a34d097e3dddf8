package vn.minhxac.audit.internal;

import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Checks the chain of audit events. */
@Repository
public class AuditChain {

    private final JdbcClient jdbc;

    AuditChain(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The first event whose hash or whose link to the one before is wrong; empty where the chain is whole. One pass over the table. */
    public OptionalLong firstBroken() {
        var id = jdbc.sql("""
                select id from (select e.id, e.hash, e.prev_hash, audit_event_hash(e) as computed,
                                       lag(e.hash) over (order by e.id) as previous
                                from audit_event e) chain
                where hash <> computed or prev_hash <> coalesce(previous, '\\x00'::bytea)
                order by id limit 1""").query(Long.class).optional();
        return id.map(OptionalLong::of).orElse(OptionalLong.empty());
    }
}
