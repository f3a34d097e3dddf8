package vn.minhxac.training.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import vn.minhxac.common.BadInput;

/**
 * What a trainer has and production has not: the messages that were caught, outages at will, and a clock to move
 * (contract §4). Open to whoever sits at this machine; the application listens on the loopback interface only, and the
 * calls take JSON only, which no foreign web page can send here.
 */
@RestController
@Profile("training")
@RequestMapping(path = "/training", produces = MediaType.APPLICATION_JSON_VALUE)
class TrainingApi {

    private final CaughtOutbox outbox;
    private final Outages outages;
    private final TrainingClock clock;

    TrainingApi(CaughtOutbox outbox, Outages outages, TrainingClock clock) {
        this.outbox = outbox;
        this.outages = outages;
        this.clock = clock;
    }

    /** A message as its recipient would have got it. */
    record Sent(String channel, String to, String subject, String body, Instant sentAt) {
    }

    record FaultRequest(String target, String mode) {
    }

    record ClockRequest(String advance) {
    }

    @GetMapping("/outbox.json")
    List<Sent> outbox() {
        return outbox.newest().stream().map(m -> new Sent(m.channel(), m.to(), m.subject(), m.body(), m.sentAt())).toList();
    }

    @GetMapping("/faults")
    Map<String, String> faults() {
        return outages.all();
    }

    @PostMapping(path = "/faults", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, String> setFault(@RequestBody FaultRequest request) {
        outages.set(name(Outages.Target.class, request.target(), "target"), name(Outages.Mode.class, request.mode(), "mode"));
        return outages.all();
    }

    @GetMapping("/clock")
    Map<String, String> now() {
        return Map.of("now", clock.instant().toString(), "shift", clock.shift().toString());
    }

    @PostMapping(path = "/clock", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, String> advance(@RequestBody ClockRequest request) {
        try {
            clock.advance(Duration.parse(request.advance() == null ? "" : request.advance()));
        } catch (DateTimeParseException | IllegalArgumentException | ArithmeticException e) {
            throw bad("advance");
        }
        return now();
    }

    private static <E extends Enum<E>> E name(Class<E> type, String value, String field) {
        try {
            return Enum.valueOf(type, value == null ? "" : value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw bad(field);
        }
    }

    private static BadInput bad(String field) {
        return new BadInput(400, "training.badValue", List.of(new BadInput.FieldError(field, "training.badValue." + field)));
    }
}
