package vn.minhxac.common;

import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.annotation.Transactional;

/**
 * What has to be there before the first request is answered: models, rights, accounts. Done once all beans exist and before
 * the web server listens, in one transaction each, lower orders first; idempotent, as every start of every node does it.
 */
public abstract class StartStep implements SmartLifecycle {

    private final AtomicBoolean done = new AtomicBoolean();

    /** Well below the phases of the web server. */
    protected abstract int order();

    /** Does the work; an exception ends the start. */
    protected abstract void run();

    @Override
    @Transactional
    public void start() {
        run();
        done.set(true);
    }

    @Override
    public void stop() {
        done.set(false);
    }

    @Override
    public boolean isRunning() {
        return done.get();
    }

    @Override
    public int getPhase() {
        return order();
    }
}
