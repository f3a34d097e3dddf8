package vn.minhxac.registry.internal;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import vn.minhxac.common.RateLimiter;
import vn.minhxac.registry.PopulationRegistryGateway;
import vn.minhxac.registry.RegistryEndpoint;
import vn.minhxac.registry.RegistryUnavailable;
import vn.minhxac.registry.internal.RegistryConnection.Reply;
import vn.minhxac.registry.internal.RegistryFailure.Kind;
import vn.minhxac.registry.internal.RegistryJson.NotAnAnswer;

/** The registry over HTTP: our own rate limit, a few retries, a circuit breaker, and a strict look at each answer. */
@Component
class HttpRegistryGateway implements PopulationRegistryGateway {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(300);

    private final RegistrySettings settings;
    private final RegistryConnection connection;
    private final RateLimiter limiter;
    private final MeterRegistry meters;
    private final CircuitBreaker circuit;

    HttpRegistryGateway(RegistrySettings settings, ObjectProvider<RegistryEndpoint> endpoint, RateLimiter limiter, Clock clock, MeterRegistry meters,
                        @Value("${camunda.bpm.job-execution.lock-time-in-millis:300000}") long jobLockMillis) {
        settings.checkAgainst(Duration.ofMillis(jobLockMillis));
        RegistryEndpoint given = endpoint.getIfAvailable();
        URI base = given != null ? given.base() : settings.url();
        if (base == null) {
            throw new IllegalStateException("Thiếu minhxac.registry.url: địa chỉ CSDL quốc gia về dân cư");
        }
        this.settings = settings;
        this.connection = new RegistryConnection(base, settings);
        this.limiter = limiter;
        this.meters = meters;
        this.circuit = CircuitBreaker.of("registry", CircuitBreakerConfig.custom()
                .slidingWindowSize(10).minimumNumberOfCalls(5).failureRateThreshold(50)
                .waitDurationInOpenState(settings.openFor()).permittedNumberOfCallsInHalfOpenState(1)
                .clock(clock).build());
        Gauge.builder("minhxac.registry.circuit.open", () -> circuit.getState() == CircuitBreaker.State.OPEN ? 1 : 0).register(meters);
    }

    @Override
    public List<Answer> compare(UUID requestId, List<Person> people) {
        checkQuestion(people);
        byte[] question = RegistryJson.question(requestId, people);
        for (int retry = 0; ; retry++) {
            try {
                awaitTurn();
                return attempt(requestId, people, question);
            } catch (RegistryFailure failure) {
                if (!failure.worthRetrying() || retry == RegistrySettings.RETRIES) {
                    throw failure.unavailable(requestId);
                }
                pause(failure, retry);
            }
        }
    }

    /** Whether requests are let through at the moment. */
    CircuitBreaker.State circuit() {
        return circuit.getState();
    }

    private static void checkQuestion(List<Person> people) {
        if (people.isEmpty() || people.size() > MAX_ITEMS) {
            throw new IllegalArgumentException("1 to " + MAX_ITEMS + " people a call, not " + people.size());
        }
        Set<String> refs = new HashSet<>();
        people.forEach(person -> refs.add(person.ref()));
        if (refs.size() != people.size()) {
            throw new IllegalArgumentException("a ref twice in one call");
        }
    }

    private List<Answer> attempt(UUID requestId, List<Person> people, byte[] question) throws RegistryFailure {
        try {
            circuit.acquirePermission();
        } catch (CallNotPermittedException e) {
            throw new RegistryFailure(Kind.CIRCUIT_OPEN, Duration.ZERO);
        }
        long start = System.nanoTime();
        RegistryFailure failure = null;
        try {
            List<Answer> answers = answers(requestId, people, connection.post(question, people.size()));
            circuit.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            answers.forEach(answer -> meters.counter("minhxac.registry.people", "result", answer.result().name()).increment());
            return answers;
        } catch (TimeoutException e) {
            failure = new RegistryFailure(Kind.TIMEOUT, Duration.ZERO);
        } catch (LimitedBody.TooLong e) {
            failure = new RegistryFailure(Kind.NOT_AN_ANSWER, Duration.ZERO);
        } catch (IOException e) {
            failure = new RegistryFailure(Kind.UNREACHABLE, Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = new RegistryFailure(Kind.TIMEOUT, Duration.ZERO);
        } catch (RegistryFailure e) {
            failure = e;
        } finally {
            Timer.builder("minhxac.registry.compare").tag("outcome", failure == null ? "ok" : failure.kind().name().toLowerCase()).register(meters)
                    .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            if (failure != null) {
                circuit.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, failure);
            }
        }
        throw failure;
    }

    private static List<Answer> answers(UUID requestId, List<Person> people, Reply reply) throws RegistryFailure {
        switch (reply.status()) {
            case 200 -> {
                try {
                    return RegistryJson.answer(reply.body(), requestId, people);
                } catch (NotAnAnswer e) {
                    throw new RegistryFailure(Kind.NOT_AN_ANSWER, Duration.ZERO);
                }
            }
            case 429, 503 -> throw new RegistryFailure(Kind.BUSY, reply.retryAfter());
            case 401, 403 -> throw new RegistryFailure(Kind.REFUSED, Duration.ZERO);
            default -> throw new RegistryFailure(reply.status() >= 500 ? Kind.BROKEN : Kind.REJECTED, Duration.ZERO);
        }
    }

    /** Waits for our turn under the limit that holds over all nodes. */
    private void awaitTurn() throws RegistryFailure {
        double perSecond = settings.requestsPerSecond();
        if (perSecond <= 0) {
            return;
        }
        long deadline = System.nanoTime() + RegistrySettings.LONGEST_TURN.toNanos();
        Optional<Duration> wait;
        while ((wait = limiter.take("registry", Math.max(1, perSecond), perSecond, 1)).isPresent()) {
            if (System.nanoTime() + wait.get().toNanos() > deadline) {
                throw new RegistryFailure(Kind.OWN_LIMIT, Duration.ZERO);
            }
            sleep(wait.get().plusMillis(1 + ThreadLocalRandom.current().nextLong(20)));
        }
    }

    private static void pause(RegistryFailure failure, int retry) {
        long backOff = FIRST_PAUSE.toMillis() << 2 * retry;
        long jitter = ThreadLocalRandom.current().nextLong(backOff / 2 + 1);
        sleep(Duration.ofMillis(Math.max(backOff, failure.retryAfter().toMillis()) + jitter));
    }

    private static void sleep(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
