package vn.minhxac.common;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Limits that hold over all nodes: a bucket of tokens for each key, filled up again evenly.
 * What was taken stays taken when the caller's transaction rolls back, so call it before a transaction begins: inside one it
 * needs a second connection.
 */
@Component
public class RateLimiter {

    /** Longest time in which a bucket fills up; older buckets are full and forgotten. */
    public static final Duration LONGEST = Duration.ofDays(1);

    private static final String TAKE = """
            insert into rate_limit as r (bucket, tokens, updated_at) values (:bucket, :capacity - :n, :now)
            on conflict (bucket) do update
               set tokens = least(:capacity, r.tokens + greatest(0, extract(epoch from :now - r.updated_at)) * :rate) - :n,
                   updated_at = greatest(r.updated_at, :now)
             where least(:capacity, r.tokens + greatest(0, extract(epoch from :now - r.updated_at)) * :rate) >= :n
            returning tokens""";

    private static final String SECONDS_TO_WAIT = """
            select greatest(0, (:n - tokens) / :rate - extract(epoch from :now - updated_at)) from rate_limit where bucket = :bucket""";

    private final JdbcClient jdbc;
    /** Each statement is a transaction of its own, whatever becomes of the caller's. */
    private final TransactionTemplate outside;
    private final Clock clock;
    private final byte[] secret;

    /**
     * @param secret what the hash of a key is keyed with, the same on all nodes: a plain hash of an address or a phone number is
     *               found by trying them all
     */
    RateLimiter(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock,
                @Value("${minhxac.rate-limit-secret:${minhxac.passport.keystore-password:}}") String secret) {
        this.secret = ("rate-limit\n" + secret).getBytes(StandardCharsets.UTF_8);
        this.jdbc = jdbc;
        this.outside = new TransactionTemplate(transactions);
        this.outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        this.clock = clock;
    }

    /**
     * Takes one token for somebody.
     *
     * @param limit    name of the limit, e.g. {@code lookup-client}
     * @param key      who or what is limited; only a keyed hash of it is stored
     * @param capacity how many at once, and how many in {@code per}
     * @param per      time in which an empty bucket is full again, at most {@link #LONGEST}
     * @throws TooManyRequests when there is none
     */
    public void take(String limit, String key, int capacity, Duration per) {
        take(bucket(limit, key), capacity, capacity / (double) per.toSeconds(), 1).ifPresent(wait -> {
            throw new TooManyRequests("tooManyRequests", wait);
        });
    }

    /**
     * Takes {@code tokens} from a bucket that holds {@code capacity} and regains {@code perSecond}.
     *
     * @param bucket name without personal data
     * @return empty if granted, else how long to wait before there are enough
     */
    public Optional<Duration> take(String bucket, double capacity, double perSecond, double tokens) {
        var params = Map.of("bucket", bucket, "capacity", capacity, "rate", perSecond, "n", tokens,
                "now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
        Double wait = outside.execute(tx -> secondsToWait(params));
        return Optional.ofNullable(wait).map(seconds -> Duration.ofMillis(Math.max(1, (long) (seconds * 1000))));
    }

    /** Null where the tokens were taken. */
    private Double secondsToWait(Map<String, ?> params) {
        return jdbc.sql(TAKE).params(params).query(Double.class).optional().isPresent() ? null
                : jdbc.sql(SECONDS_TO_WAIT).params(params).query(Double.class).optional().orElse(1.0);
    }

    /** Forgets buckets that are full again. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    void forgetFull() {
        jdbc.sql("delete from rate_limit where updated_at < :before")
                .param("before", OffsetDateTime.ofInstant(clock.instant().minus(LONGEST), ZoneOffset.UTC)).update();
    }

    private String bucket(String limit, String key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            byte[] hash = mac.doFinal((limit + '\n' + key).getBytes(StandardCharsets.UTF_8));
            return limit + ':' + HexFormat.of().formatHex(hash, 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
