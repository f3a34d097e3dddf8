package vn.minhxac.cleaning.internal.batch;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import vn.minhxac.audit.Audit;
import vn.minhxac.unit.Officer;

/** Who looked into which list: audited once for an officer and a day, so that the trail stays readable. */
@Component
class BatchViews {

    private final JdbcClient jdbc;
    private final Audit audit;
    private final Clock clock;

    BatchViews(JdbcClient jdbc, Audit audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    void note(Batch batch, Officer officer) {
        boolean first = jdbc.sql("insert into cleaning_view (batch_id, officer, day) values (:batch, :officer, :day) on conflict do nothing")
                .param("batch", batch.id()).param("officer", officer.userId()).param("day", LocalDate.now(clock.withZone(FieldRules.VIET_NAM)))
                .update() == 1;
        if (first) {
            audit.record("cleaning.viewed", "cleaning_batch", batch.id().toString(), Map.of("role", officer.role().name()));
        }
    }
}
