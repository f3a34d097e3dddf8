package vn.minhxac.citizen.internal.imports;

import jakarta.annotation.PreDestroy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Runs accepted imports one at a time, in a thread of its own on every node. A lease in the database says which node has
 * which import; it is renewed while the run lives, and when the node died another takes the import up from its file.
 */
@Component
class ImportWorker {

    private static final Logger LOG = LoggerFactory.getLogger(ImportWorker.class);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofSeconds(20);
    private static final Duration HEARTBEAT = Duration.ofMillis(700);
    private static final int MAX_ATTEMPTS = 5;

    private final ImportStore store;
    private final ImportRun run;
    private final boolean automatic;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(r -> daemon(r, "import"));
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(r -> daemon(r, "import-lease"));
    private final AtomicBoolean queued = new AtomicBoolean();

    /** @param automatic false where a test runs the imports itself */
    ImportWorker(ImportStore store, ImportRun run, @Value("${minhxac.import.automatic:true}") boolean automatic) {
        this.store = store;
        this.run = run;
        this.automatic = automatic;
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
        heart.shutdownNow();
    }

    /** Looks for work now; called after an upload has been committed, and every few seconds for what other nodes left. */
    @Scheduled(fixedDelayString = "${minhxac.import.poll:PT3S}")
    void wake() {
        if (automatic && !thread.isShutdown() && queued.compareAndSet(false, true)) {
            thread.execute(() -> {
                queued.set(false);
                try {
                    runWaiting();
                } catch (RuntimeException e) {
                    LOG.warn("imports wait: {}", e.getClass().getName());
                }
            });
        }
    }

    int runWaiting() {
        int finished = 0;
        for (UUID owner = UUID.randomUUID(); ; owner = UUID.randomUUID()) {
            Optional<ImportJob> job = store.take(owner, LEASE);
            if (job.isEmpty()) {
                return finished;
            }
            finished += run(job.get(), owner) ? 1 : 0;
        }
    }

    private boolean run(ImportJob job, UUID owner) {
        AtomicLong rows = new AtomicLong();
        AtomicBoolean lost = new AtomicBoolean();
        ScheduledFuture<?> beat = heart.scheduleWithFixedDelay(() -> {
            try {
                lost.set(!store.renew(job.id(), owner, LEASE, rows.get()));
            } catch (RuntimeException e) {
                // A lease not renewed lapses by itself; the run goes on and finds out at its end.
                LOG.debug("lease of import {} not renewed", job.id());
            }
        }, HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
        try {
            if (job.attempts() > MAX_ATTEMPTS) {
                beat.cancel(false);
                run.giveUp(job, owner);
                return true;
            }
            run.run(job, owner, read -> {
                rows.set(read);
                if (lost.get() || Thread.currentThread().isInterrupted()) {
                    throw new IllegalStateException("import taken over by another run");
                }
            });
            return true;
        } catch (java.io.IOException | SQLException | RuntimeException e) {
            // Not its message: it may quote what is in the file.
            LOG.warn("import {}: attempt {} failed: {} at {}", job.id(), job.attempts(), e.getClass().getName(), place(e));
            LOG.debug("details", e);
            beat.cancel(false);
            store.release(job.id(), owner, PAUSE.multipliedBy(job.attempts()));
            return false;
        } finally {
            beat.cancel(false);
        }
    }

    private static Object place(Throwable e) {
        return e.getStackTrace().length > 0 ? e.getStackTrace()[0] : "?";
    }
}
