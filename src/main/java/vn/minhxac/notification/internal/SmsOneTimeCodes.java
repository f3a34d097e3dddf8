package vn.minhxac.notification.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.RateLimiter;
import vn.minhxac.common.Sha256;
import vn.minhxac.common.TooManyRequests;
import vn.minhxac.common.Uuid7;
import vn.minhxac.notification.Channel;
import vn.minhxac.notification.OneTimeCodes;

/** One-time codes over the table {@code one_time_code}: of a code only the hash with its id is kept. */
@Service
class SmsOneTimeCodes implements OneTimeCodes {

    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int TRIES = 5;
    private static final int AN_HOUR = 5;

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final RateLimiter limits;
    private final MessageSource messages;
    private final TransactionTemplate joined;
    /** Each statement is a transaction of its own. */
    private final TransactionTemplate outside;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SmsOneTimeCodes(JdbcClient jdbc, Outbox outbox, RateLimiter limits, MessageSource messages,
                    PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.limits = limits;
        this.messages = messages;
        this.joined = new TransactionTemplate(transactions);
        this.outside = new TransactionTemplate(transactions);
        this.outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        this.clock = clock;
    }

    @Override
    public UUID send(String purpose, String subject, String phone) {
        count(purpose, subject, phone);
        return issue(purpose, subject, phone);
    }

    @Override
    public void count(String purpose, String subject, String phone) {
        limits.take("otp-subject", purpose + ':' + subject, AN_HOUR, Duration.ofHours(1));
        if (phone != null) {
            limits.take("otp-phone", phone, AN_HOUR, Duration.ofHours(1));
        }
    }

    @Override
    public UUID issue(String purpose, String subject, String phone) {
        UUID id = Uuid7.next();
        joined.executeWithoutResult(tx -> issue(purpose, subject, phone, id));
        return id;
    }

    private void issue(String purpose, String subject, String phone, UUID id) {
        String code = "%06d".formatted(random.nextInt(1_000_000));
        Instant now = clock.instant();
        jdbc.sql("""
                insert into one_time_code (id, purpose, subject, code_hash, created_at, expires_at)
                values (:id, :purpose, :subject, :hash, :now, :expires)""")
                .param("id", id).param("purpose", purpose).param("subject", subject).param("hash", hash(id, code))
                .param("now", Outbox.at(now)).param("expires", Outbox.at(now.plus(LIFE))).update();
        if (phone != null) {
            String text = messages.getMessage("otp.sms", new Object[] {code, LIFE.toMinutes()}, LocaleContextHolder.getLocale());
            outbox.queue(Channel.SMS, phone, null, text, null, "otp:" + id, now.plus(LIFE));
        }
    }

    @Override
    public String use(String purpose, UUID id, String code) {
        check(purpose, id, code);
        return redeem(purpose, id);
    }

    @Override
    public void check(String purpose, UUID id, String code) {
        // Counted before it is judged and whatever becomes of the caller: no number of parallel tries exceeds the limit.
        Optional<Issued> issued = outside.execute(tx -> countTry(purpose, id));
        if (issued.isEmpty()) {
            throw tooManyTries(purpose, id) ? new TooManyRequests("otp.tooManyTries", LIFE) : wrong();
        }
        if (code == null || !MessageDigest.isEqual(hash(id, code), issued.get().hash())) {
            throw wrong();
        }
    }

    /** One of several at the same time gets it: the others wait for the row and find it used. */
    @Override
    public String redeem(String purpose, UUID id) {
        return jdbc.sql("update one_time_code set used_at = :now where id = :id and purpose = :purpose and used_at is null returning subject")
                .param("now", now()).param("id", id).param("purpose", purpose).query(String.class).optional()
                .orElseThrow(SmsOneTimeCodes::wrong);
    }

    private Optional<Issued> countTry(String purpose, UUID id) {
        return jdbc.sql("""
                update one_time_code set attempts = attempts + 1
                 where id = :id and purpose = :purpose and used_at is null and expires_at > :now and attempts < :tries
                returning code_hash""")
                .param("id", id).param("purpose", purpose).param("now", now()).param("tries", TRIES)
                .query(Issued::of).optional();
    }

    private boolean tooManyTries(String purpose, UUID id) {
        return jdbc.sql("""
                select exists (select from one_time_code where id = :id and purpose = :purpose and used_at is null
                                  and expires_at > :now and attempts >= :tries)""")
                .param("id", id).param("purpose", purpose).param("now", now()).param("tries", TRIES)
                .query(Boolean.class).single();
    }

    private OffsetDateTime now() {
        return Outbox.at(clock.instant());
    }

    private static BadInput wrong() {
        return new BadInput("otp.wrong");
    }

    private static byte[] hash(UUID id, String code) {
        return Sha256.of((id + ":" + code).getBytes(StandardCharsets.UTF_8));
    }

    private record Issued(byte[] hash) {

        static Issued of(ResultSet row, int number) throws SQLException {
            return new Issued(row.getBytes("code_hash"));
        }
    }
}
