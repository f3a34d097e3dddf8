package vn.minhxac.citizen.internal;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.minhxac.citizen.Doses;

@Repository
class JdbcDoses implements Doses {

    private final JdbcClient jdbc;

    JdbcDoses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int makeReady(String provinceCode, Collection<Long> citizenIds, Instant at) {
        // Person by person, whatever the statistics say: drafts have just come in, and the planner takes them for rare.
        return jdbc.sql("""
                with due as materialized (
                  select d.id from unnest(:people) p(id)
                  cross join lateral (select 1 from citizen c where c.id = p.id and c.province_code = :province
                    and c.identity_status in ('MATCHED', 'EXEMPT_FOREIGNER') offset 0) c
                  cross join lateral (select d.id, d.status from dose d
                    where d.citizen_id = p.id and d.status <> 'VOID' offset 0) d
                  where d.status = 'DRAFT')
                update dose d set status = 'READY_TO_SIGN', status_since = :at
                from due where d.id = due.id and coalesce(d.status, '') = 'DRAFT'""")
                .param("at", Timestamp.from(at)).param("people", citizenIds.toArray(Long[]::new))
                .param("province", provinceCode).update();
    }

    @Override
    public int move(Collection<Long> doseIds, Status from, Status to, Instant at) {
        // coalesce keeps the planner from walking all doses in that state instead of these by their key.
        return jdbc.sql("""
                update dose set status = :to, status_since = :at
                where id = any(:doses) and coalesce(status, '') = :from""")
                .param("to", to.name()).param("at", Timestamp.from(at)).param("doses", doseIds.toArray(Long[]::new))
                .param("from", from.name()).update();
    }
}
