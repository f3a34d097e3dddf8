package vn.minhxac.verification.internal;

import java.time.Clock;
import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import vn.minhxac.common.RateLimiter;
import vn.minhxac.engine.Processes;

/**
 * After an outage of the population database everything resumes by itself: while jobs wait with an incident, one of them is
 * tried now and then, and as soon as the registry has answered anybody on any node, all of them.
 */
@Component
class ComparisonResume {

    private static final Logger LOG = LoggerFactory.getLogger(ComparisonResume.class);
    private static final Duration PROBE_EVERY = Duration.ofMinutes(1);

    private final Processes processes;
    private final ComparisonRepository comparisons;
    private final RateLimiter limiter;
    private final Clock clock;

    ComparisonResume(Processes processes, ComparisonRepository comparisons, RateLimiter limiter, Clock clock) {
        this.processes = processes;
        this.comparisons = comparisons;
        this.limiter = limiter;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${minhxac.verification.resume-every:PT20S}", initialDelayString = "${minhxac.verification.resume-every:PT20S}")
    void tick() {
        // Over all nodes at most one probe a minute, whichever of them comes first.
        if (limiter.take("comparison-resume", 1, 1.0 / PROBE_EVERY.toSeconds(), 1).isPresent()) {
            return;
        }
        boolean answering = comparisons.anySince(clock.instant().minus(PROBE_EVERY.multipliedBy(2)));
        int retried = processes.retryFailed("fourStepVerification", "compareNextChunk", answering ? Integer.MAX_VALUE : 1);
        if (retried > 0) {
            LOG.info("Comparison with the population database: {} waiting jobs get another try", retried);
        }
    }
}
