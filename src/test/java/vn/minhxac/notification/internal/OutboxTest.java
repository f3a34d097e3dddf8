package vn.minhxac.notification.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.minhxac.IntegrationTest;
import vn.minhxac.notification.Notifications;

class OutboxTest extends IntegrationTest {

    private static final String PHONE = "0912345678";

    @Autowired
    Notifications notifications;
    @Autowired
    Outbox outbox;
    @Autowired
    NotificationSettings settings;
    @Autowired
    OutboxDispatcher trainingDispatcher;
    @Autowired
    PlatformTransactionManager transactions;

    private final Queue<Message> sent = new ConcurrentLinkedQueue<>();
    private volatile RuntimeException outage;

    @Test
    void aMessageOfTheSameKeyIsSentOnce() {
        notifications.sms(PHONE, "một", "key");
        notifications.sms(PHONE, "hai", "key");
        dispatcher().run();
        dispatcher().run();
        assertThat(sent).extracting(Message::body).containsExactly("một");
        assertThat(statuses()).containsExactly("SENT");
    }

    @Test
    void aMessageGoesOnlyWhenItsTransactionCommits() {
        assertThatThrownBy(() -> new TransactionTemplate(transactions).executeWithoutResult(tx -> {
            notifications.mail("a@example.vn", "Tiêu đề", "Nội dung", null, "rolled-back");
            throw new IllegalStateException("changed its mind");
        })).isInstanceOf(IllegalStateException.class);
        dispatcher().run();
        assertThat(sent).isEmpty();
    }

    @Test
    void severalNodesSendEachMessageOnce() {
        IntStream.range(0, 200).forEach(i -> notifications.sms(PHONE, "tin " + i, "key" + i));
        CompletableFuture.allOf(IntStream.range(0, 4).mapToObj(i -> CompletableFuture.runAsync(dispatcher()::run))
                .toArray(CompletableFuture[]::new)).join();
        assertThat(sent).extracting(Message::body).doesNotHaveDuplicates().hasSize(200);
        assertThat(statuses()).containsOnly("SENT");
    }

    @Test
    void anOutageMakesMessagesWaitLongerAndLongerAndLosesNone() {
        outage = DeliveryFailed.forNow("down");
        notifications.mail("a@example.vn", "Tiêu đề", "Nội dung", null, "key");
        dispatcher().run();
        dispatcher().run();
        assertThat(attempts()).as("not again before it is due").isEqualTo(1);
        clock.advance(Duration.ofSeconds(10));
        dispatcher().run();
        clock.advance(Duration.ofSeconds(10));
        dispatcher().run();
        assertThat(attempts()).as("the second wait is longer").isEqualTo(2);
        outage = null;
        clock.advance(Duration.ofSeconds(10));
        dispatcher().run();
        assertThat(sent).hasSize(1);
        assertThat(statuses()).containsExactly("SENT");
    }

    @Test
    void anUnexpectedErrorOfAGatewayIsAnOutageToo() {
        outage = new IllegalStateException("boom");
        notifications.sms(PHONE, "một", "key");
        dispatcher().run();
        assertThat(statuses()).containsExactly("PENDING");
    }

    @Test
    void aRefusedMessageDoesNotHoldUpTheOthers() {
        outage = DeliveryFailed.forGood("no such number");
        notifications.sms(PHONE, "một", "key1");
        dispatcher().run();
        outage = null;
        notifications.sms(PHONE, "hai", "key2");
        dispatcher().run();
        assertThat(statuses()).containsExactlyInAnyOrder("FAILED", "SENT");
    }

    @Test
    void aNodeThatDiedWhileSendingIsFollowedByAnother() {
        notifications.sms(PHONE, "một", "key");
        assertThat(outbox.take(10, Duration.ofMinutes(10))).hasSize(1);
        dispatcher().run();
        assertThat(sent).isEmpty();
        clock.advance(Duration.ofMinutes(11));
        dispatcher().run();
        assertThat(sent).hasSize(1);
    }

    @Test
    void whatWaitedThreeDaysIsGivenUp() {
        outage = DeliveryFailed.forNow("down");
        notifications.sms(PHONE, "một", "key");
        dispatcher().run();
        clock.advance(Duration.ofDays(3).plusMinutes(1));
        dispatcher().run();
        assertThat(statuses()).containsExactly("FAILED");
    }

    @Test
    void inTrainingModeNothingLeavesTheHouse() {
        notifications.sms(PHONE, "một", "key");
        trainingDispatcher.run();
        assertThat(statuses()).containsExactly("SENT");
    }

    private OutboxDispatcher dispatcher() {
        return new OutboxDispatcher(outbox, this::deliver, this::deliver, settings);
    }

    private void deliver(Message message) {
        if (outage != null) {
            throw outage;
        }
        sent.add(message);
    }

    private List<String> statuses() {
        return jdbc.sql("select status from outbox").query(String.class).list();
    }

    private int attempts() {
        return jdbc.sql("select attempts from outbox").query(Integer.class).single();
    }
}
