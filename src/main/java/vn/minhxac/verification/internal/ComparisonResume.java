package vn.minhxac.verification.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import vn.minhxac.cleaning.Proposals;
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
    private final Proposals proposals;
    private final RateLimiter limiter;
    private final Clock clock;

    ComparisonResume(Processes processes, ComparisonRepository comparisons, Proposals proposals, RateLimiter limiter, Clock clock) {
        this.processes = processes;
        this.comparisons = comparisons;
        this.proposals = proposals;
        this.limiter = limiter;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${minhxac.verification.resume-every:PT20S}", initialDelayString = "${minhxac.verification.resume-every:PT20S}")
    void tick() {
        // Over all nodes at most one probe a minute, whichever of them comes first.
        if (limiter.take("comparison-resume", 1, 1.0 / PROBE_EVERY.toSeconds(), 1).isPresent()) {
            return;
        }
        Instant lately = clock.instant().minus(PROBE_EVERY.multipliedBy(2));
        int most = comparisons.anySince(lately) || proposals.answeredSince(lately) ? Integer.MAX_VALUE : 1;
        int retried = processes.retryFailed("fourStepVerification", "compareNextChunk", most);
        // One probe is enough, and it is a proposal only where no list waits.
        if (retried == 0 || most > 1) {
            retried += processes.retryFailed("proposalCheck", "askNextProposals", most);
        }
        if (retried > 0) {
            LOG.info("Comparison with the population database: {} waiting jobs get another try", retried);
        }
    }
}
