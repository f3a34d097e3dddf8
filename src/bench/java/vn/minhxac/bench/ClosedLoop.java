package vn.minhxac.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;

import vn.minhxac.bench.Lifecycles.Review;

/**
 * So many complaints under way all the time: a few clients file, confirm and review; what waits for an officer and what is closed is looked
 * up in one query each, many times a second, so that nobody waits for a poll of their own.
 */
final class ClosedLoop {

    private static final int CLIENTS = Integer.getInteger("clients", 8);
    private static final int UNDER_WAY = Integer.getInteger("underWay", 64);
    private static final int POLL_MILLIS = 20;
    private static final int RAMP_MILLIS = 2_000;
    private static final int DRAIN_MILLIS = 60_000;

    private final Lifecycles engine;
    private final AtomicInteger next;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong closed = new AtomicLong();
    private final Map<String, Boolean> filed = new ConcurrentHashMap<>();
    private final Set<String> onDesk = ConcurrentHashMap.newKeySet();
    private final Set<String> reviewed = ConcurrentHashMap.newKeySet();
    private final Queue<Review> desk = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private volatile boolean filing = true;
    private volatile boolean running = true;

    /** @param next number of the next person; goes on from window to window */
    private ClosedLoop(Lifecycles engine, AtomicInteger next) {
        this.engine = engine;
        this.next = next;
    }

    /** Lifecycles closed in so many seconds, once the loop is under way. */
    static Window run(Lifecycles engine, AtomicInteger next, int seconds, DoubleSupplier cpuSeconds) throws Exception {
        return new ClosedLoop(engine, next).measure(seconds, cpuSeconds);
    }

    private Window measure(int seconds, DoubleSupplier cpuSeconds) throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            threads.add(start(this::work));
        }
        threads.add(start(this::look));
        Thread.sleep(RAMP_MILLIS);
        long closedBefore = closed.get();
        double cpuBefore = cpuSeconds.getAsDouble();
        long start = System.nanoTime();
        Thread.sleep(TimeUnit.SECONDS.toMillis(seconds));
        Window window = new Window(closed.get() - closedBefore, cpuSeconds.getAsDouble() - cpuBefore, (System.nanoTime() - start) / 1e9);
        filing = false;
        long patience = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DRAIN_MILLIS);
        while (underWay.get() > 0 && failure.get() == null && System.nanoTime() < patience) {
            Thread.sleep(POLL_MILLIS);
        }
        running = false;
        for (Thread thread : threads) {
            thread.join();
        }
        if (failure.get() != null) {
            throw failure.get();
        }
        if (underWay.get() > 0) {
            throw new IllegalStateException(underWay.get() + " complaints were not closed: " + engine.failures());
        }
        return window;
    }

    private interface Step {
        void run() throws Exception;
    }

    private Thread start(Step step) {
        Thread thread = new Thread(() -> {
            try {
                while (running && failure.get() == null) {
                    step.run();
                }
            } catch (Exception e) {
                failure.compareAndSet(null, e);
            }
        });
        thread.start();
        return thread;
    }

    private void work() throws Exception {
        Review review = desk.poll();
        if (review != null) {
            boolean approved = filed.remove(review.complaint());
            engine.review(review, approved);
            reviewed.add(review.complaint());
        } else if (filing && takePlace()) {
            int n = next.getAndIncrement();
            filed.put(engine.begin(n), Lifecycles.approved(n));
        } else {
            Thread.sleep(1);
        }
    }

    private boolean takePlace() {
        if (underWay.incrementAndGet() <= UNDER_WAY) {
            return true;
        }
        underWay.decrementAndGet();
        return false;
    }

    private void look() throws Exception {
        Set<String> expected = new HashSet<>(filed.keySet());
        expected.removeAll(onDesk);
        for (Review review : engine.waiting(expected)) {
            if (onDesk.add(review.complaint())) {
                desk.add(review);
            }
        }
        List<String> done = new ArrayList<>(reviewed);
        Collection<String> open = engine.open(done);
        for (String complaint : done) {
            if (!open.contains(complaint)) {
                reviewed.remove(complaint);
                onDesk.remove(complaint);
                closed.incrementAndGet();
                underWay.decrementAndGet();
            }
        }
        Thread.sleep(POLL_MILLIS);
    }
}
