package vn.minhxac.complaint.internal.filing;

import java.time.Duration;
import java.util.Optional;

import org.springframework.stereotype.Component;

import vn.minhxac.common.BadInput;
import vn.minhxac.common.RateLimiter;
import vn.minhxac.complaint.internal.store.Complaint;
import vn.minhxac.complaint.internal.store.ComplaintTable;
import vn.minhxac.complaint.internal.store.TrackingCode;

/** Strangers at the door: how often they may call, and which complaint their code opens. */
@Component
public class Callers {

    private final RateLimiter limits;
    private final ComplaintLimits settings;
    private final ComplaintTable complaints;

    Callers(RateLimiter limits, ComplaintLimits settings, ComplaintTable complaints) {
        this.limits = limits;
        this.settings = settings;
        this.complaints = complaints;
    }

    /** Counts a complaint that is filed, right or wrong. */
    void files(String client) {
        limits.take("complaint-file", client, settings.filingsPerHour(), Duration.ofHours(1));
    }

    /**
     * The complaint of a tracking code; parts of a complaint cannot be opened.
     *
     * @throws BadInput 404; 429 after too many calls or too many wrong codes
     */
    public Complaint find(String code, String client) {
        limits.take("complaint-call", client, settings.callsPerMinute(), Duration.ofMinutes(1));
        Optional<Complaint> found = TrackingCode.read(code).flatMap(complaints::byCode).filter(complaint -> complaint.parentId() == null);
        if (found.isEmpty()) {
            limits.take("complaint-guess", client, settings.guessesPerHour(), Duration.ofHours(1));
        }
        return found.orElseThrow(() -> new BadInput(404, "complaint.unknown"));
    }
}
