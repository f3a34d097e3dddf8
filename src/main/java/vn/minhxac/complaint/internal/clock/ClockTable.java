package vn.minhxac.complaint.internal.clock;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which alarms of a complaint's clock have gone off: each once. Joins the caller's transaction. */
@Repository
public class ClockTable {

    /** The alarms: 24, 36 and 48 hours after the complaint was recorded. */
    public enum Event {
        REMINDER, WARNING, BREACH
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    ClockTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Notes an alarm; false where it went off before. */
    boolean note(UUID complaint, Event event) {
        return jdbc.sql("insert into complaint_clock (complaint_id, event, at) values (:id, :event, :at) on conflict do nothing")
                .param("id", complaint).param("event", event.name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update() == 1;
    }
}
