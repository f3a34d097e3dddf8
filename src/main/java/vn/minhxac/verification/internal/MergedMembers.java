package vn.minhxac.verification.internal;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.citizen.RecordsMerged;

/** Whoever waits for a session under a record that was merged, waits under the one that is left. */
@Component
class MergedMembers {

    private static final String OPEN = "list_id in (select id from verification_list where source = 'SESSION' and status <> 'DONE')";

    private final JdbcClient jdbc;

    MergedMembers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(RecordsMerged event) {
        jdbc.sql("""
                insert into verification_member (list_id, citizen_id, outcome)
                select m.list_id, c.id, case when m.outcome is null then null else nullif(nullif(c.identity_status, 'DRAFT'), 'SENT') end
                from verification_member m, citizen c
                where m.citizen_id = :from and c.id = :into and %s on conflict do nothing""".formatted(OPEN))
                .param("from", event.from()).param("into", event.into()).update();
        jdbc.sql("delete from verification_member where citizen_id = :from and " + OPEN).param("from", event.from()).update();
    }
}
