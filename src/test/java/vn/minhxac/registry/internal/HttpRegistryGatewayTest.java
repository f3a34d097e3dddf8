package vn.minhxac.registry.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

import vn.minhxac.registry.PopulationRegistryGateway.Answer;
import vn.minhxac.registry.PopulationRegistryGateway.Person;
import vn.minhxac.registry.PopulationRegistryGateway.Result;
import vn.minhxac.registry.RegistryEndpoint;
import vn.minhxac.registry.RegistryUnavailable;
import vn.minhxac.training.registry.HttpRegistrySimulator;
import vn.minhxac.training.registry.RegistrySimulator.Entry;
import vn.minhxac.training.registry.RegistrySimulator.Fault;

class HttpRegistryGatewayTest {

    private static final LocalDate BORN = LocalDate.of(1985, 3, 7);
    private static final Person AN = new Person("1", "Nguyễn Thị Hòa", "F", BORN, "019185001234");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private HttpRegistrySimulator registry;
    private HttpRegistryGateway gateway;

    @BeforeEach
    void start() {
        registry = new HttpRegistrySimulator(0);
        registry.load(Stream.of(
                new Entry("019185001234", "Nguyễn Thị Hòa", "F", BORN, "090123456", true),
                new Entry("019085005678", "Trần Văn Dũng", "M", BORN, null, false)));
        gateway = gateway(registry.url(), settings -> settings);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void saysWhoMatchesWhoDoesNotAndWhoCannotBeVerified() {
        List<Answer> answers = gateway.compare(UUID.randomUUID(), List.of(AN,
                new Person("2", "NGUYỄN  THỊ HOÀ", "F", BORN, "019185001234"),
                new Person("3", "Nguyễn Thị Hoa", "F", BORN, "019185001234"),
                new Person("4", "Trần Văn Dũng", "M", BORN, "019085005678"),
                new Person("5", "Nguyễn Thị Hòa", "F", BORN, "090123456"),
                new Person("6", "Nguyễn Thị Hòa", "M", BORN, "090123456"),
                new Person("7", "Ai Đó", "M", BORN, "019085999999")));

        assertThat(answers).extracting(Answer::ref).containsExactly("1", "2", "3", "4", "5", "6", "7");
        assertThat(answers).extracting(Answer::result).containsExactly(Result.MATCH, Result.MATCH, Result.NO_MATCH, Result.UNVERIFIABLE,
                Result.NO_MATCH, Result.NO_MATCH, Result.NO_MATCH);
        assertThat(answers).extracting(Answer::currentIdNumber).containsExactly(null, null, null, null, "019185001234", null, null);
        assertThat(answers.get(2).fields()).containsEntry("fullName", false).containsEntry("sex", true);
        assertThat(meters.counter("minhxac.registry.people", "result", "MATCH").count()).isEqualTo(2);
    }

    @Test
    void worksWithARegistryThatAnswersNothingButTheResult() {
        registry.details(false);
        assertThat(gateway.compare(UUID.randomUUID(), List.of(AN))).containsExactly(new Answer("1", Result.MATCH, java.util.Map.of(), null));
    }

    @Test
    void theSameRequestIsComparedOnce() {
        UUID request = UUID.randomUUID();
        assertThat(gateway.compare(request, List.of(AN))).isEqualTo(gateway.compare(request, List.of(AN)));
        assertThat(registry.compared()).isEqualTo(1);
    }

    @Test
    void comparesAThousandPeopleACallAndNoMore() {
        List<Person> people = new ArrayList<>(IntStream.range(0, 1_000).mapToObj(i -> new Person("" + i, "Lê Văn A", "M", BORN, "019085%06d".formatted(i))).toList());
        assertThat(gateway.compare(UUID.randomUUID(), people)).hasSize(1_000);
        people.add(AN);
        assertThatThrownBy(() -> gateway.compare(UUID.randomUUID(), people)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, names = {"DUPLICATE_ANSWER", "WRONG_REFS", "WRONG_REQUEST", "TRUNCATED"})
    void aLyingRegistryIsBelievedInNothing(Fault fault) {
        registry.fault(fault);
        assertThatThrownBy(() -> gateway.compare(UUID.randomUUID(), List.of(AN, new Person("2", "Lê A", "M", BORN, "019085000001"))))
                .isInstanceOf(RegistryUnavailable.class).hasMessageContaining("không đúng câu hỏi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "<html>", "{\"requestId\":\"%s\"}", "{\"requestId\":\"%s\",\"items\":[{\"ref\":\"1\"}]}",
        "{\"requestId\":\"%s\",\"items\":[{\"ref\":\"1\",\"result\":\"YES\"}]}",
        "{\"requestId\":\"%s\",\"items\":[{\"ref\":\"1\",\"result\":\"NO_MATCH\",\"result\":\"MATCH\"}]}",
        "{\"requestId\":\"%s\",\"items\":[{\"ref\":\"1\",\"result\":\"MATCH\",\"fields\":[1]}]}",
        "{\"requestId\":\"%s\",\"items\":[{\"ref\":\"1\",\"result\":\"MATCH\",\"fields\":{\"sex\":\"true\"}}]}",
        "{\"requestId\":\"%s\",\"items\":[{\"ref\":\"1\",\"result\":\"NO_MATCH\",\"currentIdNumber\":\"x'--\"}]}",
        "{\"requestId\":\"%s\",\"items\":[{\"ref\":\"1\",\"result\":\"MATCH\"}]} {}"})
    void anAnswerThatIsNotExactlyOneIsNone(String body) throws IOException {
        UUID request = UUID.randomUUID();
        try (FixedServer server = new FixedServer(200, body.replace("%s", request.toString()))) {
            HttpRegistryGateway other = gateway(server.url(), settings -> settings);
            assertThatThrownBy(() -> other.compare(request, List.of(AN))).isInstanceOf(RegistryUnavailable.class)
                    .hasMessageContaining("không đúng câu hỏi").hasMessageContaining(request.toString());
        }
    }

    @Test
    void anEndlessAnswerIsCutOff() throws IOException {
        try (FixedServer server = new FixedServer(200, "x".repeat(5_000_000))) {
            HttpRegistryGateway other = gateway(server.url(), settings -> settings);
            assertThatThrownBy(() -> other.compare(UUID.randomUUID(), List.of(AN))).isInstanceOf(RegistryUnavailable.class);
        }
    }

    @Test
    void retriesAShortErrorByItself() throws IOException {
        registry.fault(Fault.ERRORS);
        Thread repair = new Thread(() -> {
            while (registry.requests() < 2) {
                Thread.onSpinWait();
            }
            registry.fault(Fault.OK);
        });
        repair.start();
        assertThat(gateway.compare(UUID.randomUUID(), List.of(AN))).hasSize(1);
        assertThat(registry.requests()).isBetween(2, 3);
    }

    @Test
    void doesNotWaitForALongRetryAfter() throws IOException {
        try (FixedServer server = new FixedServer(503, "", "Retry-After", "3600")) {
            HttpRegistryGateway other = gateway(server.url(), settings -> settings);
            assertThatThrownBy(() -> other.compare(UUID.randomUUID(), List.of(AN))).hasMessageContaining("quá tải");
            assertThat(server.requests).isEqualTo(1);
        }
    }

    @Test
    void sendsTheTokenAndSaysWhoIsToBeAskedWhenItIsRefused() throws IOException {
        try (FixedServer server = new FixedServer(401, "")) {
            HttpRegistryGateway other = gateway(server.url(), settings -> new RegistrySettings(null, "secret-token", null, null, null, null,
                    settings.connectTimeout(), settings.requestTimeout(), 0, settings.openFor()));
            assertThatThrownBy(() -> other.compare(UUID.randomUUID(), List.of(AN))).isInstanceOf(RegistryUnavailable.class)
                    .hasMessageContaining("quản trị hệ thống").hasMessageNotContaining("secret-token");
            assertThat(server.authorization).isEqualTo("Bearer secret-token");
            assertThat(server.requests).isEqualTo(1);
        }
    }

    @Test
    void aSlowRegistryCostsOneTimeoutOnly() {
        registry.slowness(Duration.ofSeconds(20));
        registry.fault(Fault.SLOW);
        long start = System.nanoTime();
        assertThatThrownBy(() -> gateway.compare(UUID.randomUUID(), List.of(AN))).isInstanceOf(RegistryUnavailable.class).hasMessageContaining("quá chậm");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void anOpenCircuitAnswersAtOnceAndClosesByItself() throws InterruptedException {
        registry.fault(Fault.DOWN);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> gateway.compare(UUID.randomUUID(), List.of(AN))).isInstanceOf(RegistryUnavailable.class);
        }
        assertThat(gateway.circuit()).isEqualTo(CircuitBreaker.State.OPEN);
        int before = registry.requests();
        assertThatThrownBy(() -> gateway.compare(UUID.randomUUID(), List.of(AN))).hasMessageContaining("tạm ngừng gọi");
        assertThat(registry.requests()).isEqualTo(before);
        assertThat(new RegistryHealth(gateway).health().getStatus().getCode()).isEqualTo("UNKNOWN");

        registry.fault(Fault.OK);
        Thread.sleep(1_100);
        assertThat(gateway.compare(UUID.randomUUID(), List.of(AN))).hasSize(1);
        assertThat(gateway.circuit()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void messagesNameNobody() {
        registry.fault(Fault.WRONG_REFS);
        assertThatThrownBy(() -> gateway.compare(UUID.randomUUID(), List.of(AN))).satisfies(error -> {
            for (Throwable cause = error; cause != null; cause = cause.getCause()) {
                assertThat(String.valueOf(cause.getMessage())).doesNotContain(AN.idNumber()).doesNotContain(AN.fullName());
            }
        });
    }

    @Test
    void refusesSettingsThatWouldBeDangerous() {
        assertThatThrownBy(() -> gateway(URI.create("http://doichieu.example.gov.vn"), settings -> settings)).hasMessageContaining("https://");
        assertThatThrownBy(() -> gateway(registry.url(), settings -> new RegistrySettings(null, null, null, null, null, null,
                settings.connectTimeout(), Duration.ofMinutes(2), 0, settings.openFor()))).hasMessageContaining("request-timeout");
    }

    private HttpRegistryGateway gateway(URI url, UnaryOperator<RegistrySettings> change) {
        RegistrySettings settings = change.apply(new RegistrySettings(null, null, null, null, null, null,
                Duration.ofSeconds(1), Duration.ofSeconds(3), 0, Duration.ofSeconds(1)));
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("endpoint", new RegistryEndpoint(url));
        return new HttpRegistryGateway(settings, beans.getBeanProvider(RegistryEndpoint.class), null, Clock.systemUTC(), meters, 300_000);
    }

    /** Answers everybody the same. */
    private static final class FixedServer implements AutoCloseable {

        private final HttpServer server;
        private volatile int requests;
        private volatile String authorization;

        FixedServer(int status, String body, String... header) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            server.createContext("/", exchange -> {
                try (exchange) {
                    exchange.getRequestBody().readAllBytes();
                    requests++;
                    authorization = exchange.getRequestHeaders().getFirst("Authorization");
                    if (header.length == 2) {
                        exchange.getResponseHeaders().set(header[0], header[1]);
                    }
                    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
            });
            server.start();
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
