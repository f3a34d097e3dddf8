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
        return jdbc.sql("""
                update dose d set status = 'READY_TO_SIGN', status_since = :at
                from citizen c
                where c.id = d.citizen_id and c.id = any(:people) and c.province_code = :province
                  and c.identity_status in ('MATCHED', 'EXEMPT_FOREIGNER') and d.status = 'DRAFT'""")
                .param("at", Timestamp.from(at)).param("people", citizenIds.toArray(Long[]::new))
                .param("province", provinceCode).update();
    }

    @Override
    public int move(Collection<Long> doseIds, Status from, Status to, Instant at) {
        return jdbc.sql("update dose set status = :to, status_since = :at where id = any(:doses) and status = :from")
                .param("to", to.name()).param("at", Timestamp.from(at)).param("doses", doseIds.toArray(Long[]::new))
                .param("from", from.name()).update();
    }
}
