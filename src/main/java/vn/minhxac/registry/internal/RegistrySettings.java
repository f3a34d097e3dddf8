package vn.minhxac.registry.internal;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the national population database is reached.
 *
 * @param url               address before {@code /v1/comparisons}
 * @param token             bearer token, or null
 * @param keystore          PKCS#12 file with our client certificate and key, or null
 * @param truststore        PKCS#12 file with the certificates the registry's may be issued by; null: those Java trusts
 * @param requestTimeout    how long one request may take, answer read
 * @param requestsPerSecond our own limit over all nodes; 0: none
 * @param openFor           how long the circuit stays open before it lets one request try
 */
@ConfigurationProperties("minhxac.registry")
record RegistrySettings(URI url, String token, Path keystore, String keystorePassword, Path truststore, String truststorePassword,
                        @DefaultValue("5s") Duration connectTimeout, @DefaultValue("30s") Duration requestTimeout,
                        @DefaultValue("20") double requestsPerSecond, @DefaultValue("30s") Duration openFor) {

    /** Retries within one call; those of the job come on top. */
    static final int RETRIES = 2;
    /** A longer Retry-After is left to the job's own retry. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** How long a call waits for its turn under our own limit. */
    static final Duration LONGEST_TURN = Duration.ofSeconds(30);

    /** The most time one {@code compare} can take. */
    Duration longestCall() {
        return requestTimeout.plus(LONGEST_PAUSE).multipliedBy(RETRIES + 1L).plus(LONGEST_TURN.multipliedBy(RETRIES + 1L));
    }

    /** A job that outlives its lock is started a second time by another node; refuses settings that allow it. */
    void checkAgainst(Duration jobLock) {
        if (longestCall().compareTo(jobLock) >= 0) {
            throw new IllegalStateException(("minhxac.registry.request-timeout = %ds là quá dài: một lần đối chiếu có thể mất đến %ds, "
                    + "phải ngắn hơn thời gian khóa tác vụ (%ds). Hãy đặt giá trị nhỏ hơn, ví dụ 30s.")
                    .formatted(requestTimeout.toSeconds(), longestCall().toSeconds(), jobLock.toSeconds()));
        }
    }
}
