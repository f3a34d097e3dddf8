package vn.minhxac.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import vn.minhxac.complaint.MalformedComplaints.Sent;

/** Whatever strangers send: it is taken or refused, never an error of ours; what is refused leaves nothing behind and is not repeated. */
class ComplaintBadInputTest extends ComplaintScene {

    private static final int DOCUMENTS = 10_000;
    private static final long SEED = Long.getLong("minhxac.seed", 9458);
    private static final List<String> PERSONAL = List.of(MalformedComplaints.MARK, NUMBER, "Lê Thị Hòa", "1990-01-02");

    @Autowired
    private MockMvc mvc;
    @Autowired
    private ObjectMapper json;
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> capture = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            StringBuilder text = new StringBuilder(event.getFormattedMessage());
            for (IThrowableProxy at = event.getThrowableProxy(); at != null; at = at.getCause()) {
                text.append('\n').append(at.getMessage());
            }
            logged.add(text.toString());
        }
    };

    @BeforeEach
    void captureLog() {
        capture.start();
        root().addAppender(capture);
    }

    @AfterEach
    void stopCapture() {
        root().detachAppender(capture);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @Test
    void tenThousandMalformedComplaintsAreRefusedAndLeaveNothing() throws Exception {
        MalformedComplaints generator = new MalformedComplaints(json, SEED);
        SoftAssertions wrong = new SoftAssertions();
        int taken = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            Sent sent = generator.next();
            String what = "seed " + SEED + ", document " + i + ": " + sent.what();
            MockHttpServletResponse answer = send(sent.body(), sent.contentType(), sent.encoding(), "10.1." + i / 250 + "." + i % 250);
            taken += sent.good() ? 1 : 0;
            wrong.check(() -> {
                if (sent.good()) {
                    assertThat(answer.getStatus()).as(what + " → " + answer.getContentAsString(StandardCharsets.UTF_8)).isEqualTo(202);
                } else {
                    refused(answer, what);
                }
            });
            assertThat(wrong.errorsCollected()).hasSizeLessThan(20);
        }
        wrong.assertAll();
        assertThat(taken).isBetween(300, 700);
        // Those that were taken, and nothing of the others.
        assertThat(count("complaint")).isEqualTo(taken);
        assertThat(count("outbox")).isEqualTo(taken);
        assertThat(count("one_time_code")).isEqualTo(taken);
        assertThat(count("complaint where recorded_at is not null or status <> 'SUBMITTED'")).isZero();
        for (String table : List.of("complaint_attachment", "complaint_step", "complaint_supplement", "complaint_decision", "complaint_clock",
                "act_ru_execution", "act_ru_job", "act_ru_variable")) {
            assertThat(count(table)).as(table).isZero();
        }
        assertThat(logged).noneMatch(line -> PERSONAL.stream().anyMatch(line::contains));
    }

    private void refused(MockHttpServletResponse answer, String what) throws Exception {
        String body = answer.getContentAsString(StandardCharsets.UTF_8);
        assertThat(answer.getStatus()).as(what + " → " + body).isBetween(400, 499);
        assertThat(answer.getContentType()).as(what).startsWith("application/problem+json");
        JsonNode problem = json.readTree(body);
        assertThat(problem.path("code").asText()).as(what).isNotEmpty();
        assertThat(problem.path("title").asText()).as(what).isNotEmpty();
        if (problem.path("code").asText().equals("complaint.invalid")) {
            assertThat(problem.path("errors")).as(what).isNotEmpty().allSatisfy(error -> {
                assertThat(error.path("field").asText()).matches("[a-zA-Z0-9.\\[\\]]{1,40}");
                assertThat(error.path("message").asText()).as(error.path("code").asText()).isNotEmpty().doesNotStartWith("error.");
            });
        }
        assertThat(PERSONAL).as(what + " → " + body).noneMatch(body::contains);
    }

    @Test
    void aClientThatFilesTooOftenHasToWaitEvenIfItSendsNonsense() throws Exception {
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger limited = new AtomicInteger();
        try (var pool = closing(2)) {
            for (int i = 0; i < 150; i++) {
                pool.run(() -> {
                    MockHttpServletResponse answer = send("{\"type\":\"NONSENSE\"}".getBytes(StandardCharsets.UTF_8), "application/json", null, "203.0.113.9");
                    if (answer.getStatus() == 429) {
                        assertThat(Integer.parseInt(answer.getHeader("Retry-After"))).isBetween(1, 3600);
                        limited.incrementAndGet();
                    } else {
                        assertThat(answer.getStatus()).isEqualTo(400);
                        refused.incrementAndGet();
                    }
                });
            }
        }
        assertThat(refused).hasValue(120);
        assertThat(limited).hasValue(30);
        assertThat(send("{}".getBytes(StandardCharsets.UTF_8), "application/json", null, "203.0.113.10").getStatus()).isEqualTo(400);
        clock.advance(java.time.Duration.ofMinutes(61));
        assertThat(send("{}".getBytes(StandardCharsets.UTF_8), "application/json", null, "203.0.113.9").getStatus()).isEqualTo(400);
    }

    private interface Attempt {
        void run() throws Exception;
    }

    /** Runs things at the same time; closing it waits for all and passes on what failed. */
    private interface Pool extends AutoCloseable {
        void run(Attempt attempt);

        @Override
        void close() throws Exception;
    }

    private static Pool closing(int threads) {
        var executor = Executors.newFixedThreadPool(threads);
        var started = new java.util.ArrayList<java.util.concurrent.Future<?>>();
        return new Pool() {
            @Override
            public void run(Attempt attempt) {
                started.add(executor.submit(() -> {
                    attempt.run();
                    return null;
                }));
            }

            @Override
            public void close() throws Exception {
                executor.shutdown();
                for (var one : started) {
                    one.get();
                }
            }
        };
    }

    private MockHttpServletResponse send(byte[] body, String type, String encoding, String client) throws Exception {
        var request = post("/api/v1/complaints").content(body).contentType(type).with(from -> {
            from.setRemoteAddr(client);
            return from;
        });
        if (encoding != null) {
            request.header("Content-Encoding", encoding);
        }
        return mvc.perform(request).andReturn().getResponse();
    }

    private int count(String from) {
        return jdbc.sql("select count(*) from " + from).query(Integer.class).single();
    }
}
