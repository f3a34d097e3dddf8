package vn.minhxac.common;

import java.time.Duration;

/** Asked too often; answered as 429 with {@code Retry-After}. */
public class TooManyRequests extends BadInput {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public TooManyRequests(Duration retryAfter) {
        this("tooManyRequests", retryAfter);
    }

    public TooManyRequests(String code, Duration retryAfter) {
        super(429, code);
        this.retryAfter = retryAfter;
    }

    /** How long to wait; whole seconds, at least one. */
    public Duration retryAfter() {
        return Duration.ofSeconds(Math.max(1, retryAfter.plusMillis(999).toSeconds()));
    }
}
