package vn.minhxac.notification.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.minhxac.IntegrationTest;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.TooManyRequests;
import vn.minhxac.notification.OneTimeCodes;

class OneTimeCodesTest extends IntegrationTest {

    private static final String PHONE = "0912345678";

    @Autowired
    OneTimeCodes codes;
    @Autowired
    OutboxDispatcher dispatcher;
    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void theCodeFromTheMessageIsGoodOnce() {
        UUID id = codes.send("test", "subject", PHONE);
        String code = sentCode();
        assertThat(codes.use("test", id, code)).isEqualTo("subject");
        assertWrong(() -> codes.use("test", id, code));
    }

    @Test
    void aCodeIsOnlyGoodForWhatItWasSentFor() {
        UUID id = codes.send("test", "subject", PHONE);
        assertWrong(() -> codes.use("other", id, sentCode()));
        assertWrong(() -> codes.use("test", UUID.randomUUID(), sentCode()));
    }

    @Test
    void afterFiveMinutesItIsTooLate() {
        UUID id = codes.send("test", "subject", PHONE);
        clock.advance(Duration.ofMinutes(5).plusSeconds(1));
        assertWrong(() -> codes.use("test", id, sentCode()));
        dispatcher.run();
        assertThat(jdbc.sql("select status from outbox").query(String.class).single()).as("a stale code is not sent").isEqualTo("FAILED");
    }

    @Test
    void afterFiveWrongTriesTheRightCodeIsOfNoUse() {
        UUID id = codes.send("test", "subject", PHONE);
        String wrong = sentCode().equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 5; i++) {
            assertWrong(() -> codes.use("test", id, wrong));
        }
        assertThatThrownBy(() -> codes.use("test", id, sentCode())).asInstanceOf(type(BadInput.class))
                .matches(e -> e.status() == 429 && e.code().equals("otp.tooManyTries"));
    }

    @Test
    void parallelGuessesDoNotGetMoreTries() {
        UUID id = codes.send("test", "subject", PHONE);
        AtomicInteger refused = new AtomicInteger();
        parallel(20, i -> {
            try {
                codes.use("test", id, "wrong" + i);
            } catch (BadInput e) {
                if (e.code().equals("otp.wrong")) {
                    refused.incrementAndGet();
                }
            }
        });
        assertThat(refused).hasValue(5);
    }

    @Test
    void ofSeveralAtTheSameTimeOneUsesTheCode() {
        UUID id = codes.send("test", "subject", PHONE);
        String code = sentCode();
        AtomicInteger used = new AtomicInteger();
        parallel(4, i -> {
            try {
                codes.use("test", id, code);
                used.incrementAndGet();
            } catch (BadInput e) {
                // another was first
            }
        });
        assertThat(used).hasValue(1);
    }

    @Test
    void aCodeIsNotLostWithTheTransactionThatUsedItInVain() {
        UUID id = codes.send("test", "subject", PHONE);
        assertThatThrownBy(() -> new TransactionTemplate(transactions).executeWithoutResult(tx -> {
            codes.use("test", id, sentCode());
            throw new IllegalStateException("later failure");
        })).isInstanceOf(IllegalStateException.class);
        assertThat(codes.use("test", id, sentCode())).isEqualTo("subject");
    }

    @Test
    void aPhoneGetsFiveCodesAnHour() {
        IntStream.range(0, 5).forEach(i -> codes.send("test", "subject" + i, PHONE));
        assertThatThrownBy(() -> codes.send("test", "another", PHONE)).asInstanceOf(type(TooManyRequests.class))
                .matches(e -> e.retryAfter().toMinutes() >= 11 && e.retryAfter().toMinutes() <= 12);
        clock.advance(Duration.ofMinutes(12));
        codes.send("test", "another", PHONE);
    }

    @Test
    void withoutAPhoneNothingIsSentAndNobodyCanTell() {
        UUID id = codes.send("test", "subject", null);
        assertThat(jdbc.sql("select count(*) from outbox").query(Integer.class).single()).isZero();
        for (int i = 0; i < 5; i++) {
            assertWrong(() -> codes.use("test", id, "no code"));
        }
        assertThatThrownBy(() -> codes.use("test", id, "no code")).asInstanceOf(type(BadInput.class)).matches(e -> e.status() == 429);
    }

    @Test
    void theTableHoldsNoCode() {
        codes.send("test", "subject", PHONE);
        String row = jdbc.sql("select row_to_json(c)::text from one_time_code c").query(String.class).single();
        assertThat(row).doesNotContain(sentCode()).doesNotContain(PHONE);
    }

    private String sentCode() {
        String text = jdbc.sql("select body from outbox order by id desc limit 1").query(String.class).single();
        return text.replaceAll(".*?(\\d{6}).*", "$1");
    }

    private static void assertWrong(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).asInstanceOf(type(BadInput.class)).matches(e -> e.status() == 400 && e.code().equals("otp.wrong"));
    }

    private static void parallel(int count, java.util.function.IntConsumer work) {
        List<CompletableFuture<Void>> all = IntStream.range(0, count)
                .mapToObj(i -> CompletableFuture.runAsync(() -> work.accept(i))).toList();
        all.forEach(CompletableFuture::join);
    }
}
