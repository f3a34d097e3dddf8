package vn.minhxac.complaint.internal.filing;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Complaints that nobody confirmed are forgotten after a day, with what hangs on them: nobody knows whether the phone's owner wrote them. */
@Component
class UnconfirmedPurge {

    private static final Duration KEPT = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    UnconfirmedPurge(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One that is being confirmed at this moment is left alone; nodes do not wait for each other. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT15M")
    int purge() {
        return jdbc.sql("""
                delete from complaint where id in (select id from complaint where recorded_at is null and created_at < :before
                                                   for update skip locked)""")
                .param("before", clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC)).update();
    }
}
