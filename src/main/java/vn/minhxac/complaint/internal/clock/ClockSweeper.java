package vn.minhxac.complaint.internal.clock;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.micrometer.core.instrument.MeterRegistry;
import vn.minhxac.complaint.internal.clock.ClockTable.Event;
import vn.minhxac.complaint.internal.store.Recording;
import vn.minhxac.engine.Processes;
import vn.minhxac.engine.Processes.Timer;

/**
 * Compares the engine's timers with {@code due_at}, over every open complaint, oldest deadline first, to the end. What differs is kept in
 * {@code complaint_clock_difference}, logged and counted; an alarm that should have gone off and did not goes off now.
 */
@Component
public class ClockSweeper {

    /** A difference between what a complaint's clock says and what the engine has. */
    public enum Problem {
        /** No process instance is running for an open complaint. */
        NO_PROCESS,
        /** An alarm lies ahead and the engine has no timer for it. */
        NO_TIMER,
        /** The timer is set to another instant. */
        WRONG_DATE,
        /** An alarm is overdue. */
        NOT_FIRED
    }

    private static final Logger LOG = LoggerFactory.getLogger(ClockSweeper.class);
    private static final int PAGE = 1_000;
    /** How late a timer may be: what a restart or a long queue of jobs costs. */
    static final Duration GRACE = Duration.ofMinutes(10);
    /** Timer start events of the diagram. */
    private static final Map<Event, String> TIMERS = Map.of(Event.REMINDER, "halfwayReached", Event.WARNING, "deadlineNear", Event.BREACH, "deadlinePassed");
    private static final Map<Event, Duration> AFTER = Map.of(Event.REMINDER, Recording.REMIND_AFTER, Event.WARNING, Recording.WARN_AFTER,
            Event.BREACH, Recording.ANSWER_WITHIN);
    /** Any number that nothing else locks. */
    private static final long ONE_AT_A_TIME = 9458_0048;

    private record Open(UUID id, Instant recordedAt, Instant dueAt) {
    }

    private record Found(UUID complaint, Event event, Problem problem, Instant due, Instant found) {
        String key() {
            return complaint + "/" + event + "/" + problem;
        }
    }

    private final JdbcClient jdbc;
    private final Processes processes;
    private final Alarms alarms;
    private final Clock clock;
    private final TransactionTemplate transaction;

    ClockSweeper(JdbcClient jdbc, Processes processes, Alarms alarms, Clock clock, PlatformTransactionManager transactions, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.processes = processes;
        this.alarms = alarms;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        meters.gauge("minhxac.complaint.clock.differences", this, ClockSweeper::open);
    }

    @Scheduled(fixedDelayString = "${minhxac.complaint.sweep-every:PT5M}", initialDelayString = "${minhxac.complaint.sweep-every:PT5M}")
    void sweepOnSchedule() {
        sweep();
    }

    /** @return how many differences there are now; -1 where another node is at it */
    public int sweep() {
        Map<UUID, Set<Event>> overdue = new LinkedHashMap<>();
        int differences = transaction.execute(tx -> jdbc.sql("select pg_try_advisory_xact_lock(:key)").param("key", ONE_AT_A_TIME)
                .query(Boolean.class).single() ? sweepAll(overdue) : -1);
        // Each in a transaction of its own: one that fails does not silence the others.
        overdue.forEach((id, events) -> events.stream().sorted().forEach(event -> goOff(id, event)));
        return differences;
    }

    private void goOff(UUID id, Event event) {
        try {
            alarms.goOff(id, event);
        } catch (RuntimeException e) {
            LOG.error("complaint {}: {} could not go off: {}", id, event, e.getClass().getName());
        }
    }

    private int sweepAll(Map<UUID, Set<Event>> overdue) {
        Set<String> present = new HashSet<>();
        Instant dueAfter = Instant.EPOCH;
        UUID idAfter = new UUID(0, 0);
        List<Open> page;
        do {
            page = page(dueAfter, idAfter);
            for (Found found : compare(page)) {
                present.add(found.key());
                report(found);
                if (found.problem() == Problem.NOT_FIRED) {
                    overdue.computeIfAbsent(found.complaint(), id -> new HashSet<>()).add(found.event());
                }
            }
            if (!page.isEmpty()) {
                dueAfter = page.get(page.size() - 1).dueAt();
                idAfter = page.get(page.size() - 1).id();
            }
        } while (page.size() == PAGE);
        closeGone(present);
        return present.size();
    }

    private List<Open> page(Instant dueAfter, UUID idAfter) {
        return jdbc.sql("""
                select id, recorded_at, due_at from complaint
                where recorded_at is not null and closed_at is null and (due_at, id) > (:due, :id) order by due_at, id limit :limit""")
                .param("due", Timestamp.from(dueAfter)).param("id", idAfter).param("limit", PAGE)
                .query((row, n) -> new Open(row.getObject(1, UUID.class), row.getTimestamp(2).toInstant(), row.getTimestamp(3).toInstant())).list();
    }

    private List<Found> compare(List<Open> page) {
        if (page.isEmpty()) {
            return List.of();
        }
        List<String> keys = page.stream().map(open -> open.id().toString()).toList();
        Set<String> running = processes.running(Recording.PROCESS, keys);
        Map<String, Instant> timers = new HashMap<>();
        for (Timer timer : processes.timers(Recording.PROCESS, keys)) {
            timers.put(timer.businessKey() + timer.activityId(), timer.due());
        }
        Set<String> gone = new HashSet<>(jdbc.sql("select complaint_id || event from complaint_clock where complaint_id = any(:ids)")
                .param("ids", page.stream().map(Open::id).toArray(UUID[]::new)).query(String.class).list());
        List<Found> found = new ArrayList<>();
        for (Open open : page) {
            for (Event event : Event.values()) {
                if (!gone.contains(open.id() + event.name())) {
                    compare(open, event, running, timers, found);
                }
            }
        }
        return found;
    }

    private void compare(Open open, Event event, Set<String> running, Map<String, Instant> timers, Collection<Found> found) {
        Instant due = event == Event.BREACH ? open.dueAt() : open.recordedAt().plus(AFTER.get(event));
        Instant timer = timers.get(open.id() + TIMERS.get(event));
        if (due.plus(GRACE).isBefore(clock.instant())) {
            found.add(new Found(open.id(), event, Problem.NOT_FIRED, due, timer));
        } else if (!running.contains(open.id().toString())) {
            found.add(new Found(open.id(), event, Problem.NO_PROCESS, due, null));
        } else if (timer == null && due.isAfter(clock.instant())) {
            found.add(new Found(open.id(), event, Problem.NO_TIMER, due, null));
        } else if (timer != null && !timer.equals(due)) {
            found.add(new Found(open.id(), event, Problem.WRONG_DATE, due, timer));
        }
    }

    private void report(Found found) {
        boolean first = jdbc.sql("""
                insert into complaint_clock_difference (complaint_id, event, problem, due, found, seen_at)
                values (:id, :event, :problem, :due, :found, :now) on conflict (complaint_id, event, problem) where gone_at is null do nothing""")
                .param("id", found.complaint()).param("event", found.event().name()).param("problem", found.problem().name())
                .param("due", Timestamp.from(found.due())).param("found", found.found() == null ? null : Timestamp.from(found.found()))
                .param("now", Timestamp.from(clock.instant())).update() == 1;
        if (first) {
            LOG.error("complaint {}: {} of {}: due {}, engine {}", found.complaint(), found.problem(), found.event(), found.due(), found.found());
        }
    }

    private void closeGone(Set<String> present) {
        jdbc.sql("""
                update complaint_clock_difference set gone_at = :now
                where gone_at is null and not complaint_id || '/' || event || '/' || problem = any(:present)""")
                .param("now", Timestamp.from(clock.instant())).param("present", present.toArray(String[]::new)).update();
    }

    private double open() {
        return jdbc.sql("select count(*) from complaint_clock_difference where gone_at is null").query(Long.class).single();
    }
}
