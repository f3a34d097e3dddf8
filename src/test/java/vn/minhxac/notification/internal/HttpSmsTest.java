package vn.minhxac.notification.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.minhxac.notification.Channel;

class HttpSmsTest {

    private static final String PHONE = "0912345678";
    private static final Message SMS =
            new Message(UUID.randomUUID(), Channel.SMS, PHONE, null, "Mã xác thực: 123456 \"đúng\"", null, 1);

    private final AtomicReference<String> body = new AtomicReference<>();
    private final AtomicReference<String> authorization = new AtomicReference<>();
    private final CountDownLatch answerNow = new CountDownLatch(1);
    private HttpServer gateway;
    private volatile int status = 202;
    private volatile boolean slow;

    @BeforeEach
    void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.setExecutor(Executors.newCachedThreadPool());
        gateway.createContext("/send", exchange -> {
            body.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            authorization.set(exchange.getRequestHeaders().getFirst("Authorization"));
            await();
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        gateway.start();
    }

    @AfterEach
    void stop() {
        answerNow.countDown();
        gateway.stop(0);
    }

    @Test
    void theGatewayGetsNumberAndTextAsJson() throws IOException {
        sms().send(SMS);
        var json = new ObjectMapper().readTree(body.get());
        assertThat(json.get("to").textValue()).isEqualTo(PHONE);
        assertThat(json.get("text").textValue()).isEqualTo(SMS.body());
        assertThat(authorization.get()).isEqualTo("Bearer secret");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 401, 403, 404, 429, 500, 502, 503})
    void anAnswerThatMayChangeMakesTheMessageWait(int answer) {
        status = answer;
        assertThatThrownBy(() -> sms().send(SMS)).asInstanceOf(type(DeliveryFailed.class))
                .matches(e -> !e.isForGood()).extracting(Throwable::getMessage).asString().contains("" + answer).doesNotContain(PHONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 422})
    void aMessageTheGatewayCallsBadIsNotSentAgain(int answer) {
        status = answer;
        assertThatThrownBy(() -> sms().send(SMS)).asInstanceOf(type(DeliveryFailed.class)).matches(DeliveryFailed::isForGood);
    }

    @Test
    void aGatewayThatIsAwayMakesTheMessageWait() {
        gateway.stop(0);
        assertThatThrownBy(() -> sms().send(SMS)).asInstanceOf(type(DeliveryFailed.class)).matches(e -> !e.isForGood());
    }

    @Test
    void aGatewayThatDoesNotAnswerMakesTheMessageWait() {
        slow = true;
        assertThatThrownBy(() -> sms().send(SMS)).asInstanceOf(type(DeliveryFailed.class)).matches(e -> !e.isForGood());
    }

    @Test
    void withoutAGatewayMessagesWait() {
        var none = new NotificationSettings(null, new NotificationSettings.Sms(null, null, Duration.ofSeconds(1)), null);
        assertThatThrownBy(() -> new HttpSms(none, new ObjectMapper()).send(SMS)).asInstanceOf(type(DeliveryFailed.class))
                .matches(e -> !e.isForGood());
    }

    private HttpSms sms() {
        URI url = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort() + "/send");
        var settings = new NotificationSettings(null, new NotificationSettings.Sms(url, "secret", Duration.ofSeconds(1)), null);
        return new HttpSms(settings, new ObjectMapper());
    }

    private void await() {
        try {
            if (slow) {
                answerNow.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
