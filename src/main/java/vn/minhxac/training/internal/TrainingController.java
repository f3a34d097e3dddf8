package vn.minhxac.training.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;

import vn.minhxac.common.BadInput;

/**
 * What a trainer has and production has not: the messages that were caught, outages at will, and a clock to move
 * (contract §4). Open to whoever sits at this machine; the application listens on the loopback interface only, and the
 * calls take JSON only, which no foreign web page can send here.
 */
@Controller
@Profile("training")
@RequestMapping("/training")
class TrainingController {

    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int SHOWN = 200;

    private final JdbcClient jdbc;
    private final Outages outages;
    private final TrainingClock clock;

    TrainingController(JdbcClient jdbc, Outages outages, TrainingClock clock) {
        this.jdbc = jdbc;
        this.outages = outages;
        this.clock = clock;
    }

    /** A message as its recipient would have got it. */
    record Message(String channel, String to, String subject, String body, Instant sentAt) {

        public ZonedDateTime localTime() {
            return sentAt.atZone(VIETNAM);
        }
    }

    record FaultRequest(String target, String mode) {
    }

    record ClockRequest(String advance) {
    }

    @GetMapping("/outbox")
    String outbox(Model model) {
        model.addAttribute("messages", messages());
        model.addAttribute("outages", outages.all());
        model.addAttribute("now", clock.instant().atZone(VIETNAM));
        return "training/outbox";
    }

    @GetMapping(path = "/outbox.json", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    List<Map<String, Object>> outboxJson() {
        return messages().stream().map(m -> {
            Map<String, Object> json = new java.util.LinkedHashMap<>();
            json.put("channel", m.channel());
            json.put("to", m.to());
            json.put("subject", m.subject());
            json.put("body", m.body());
            json.put("sentAt", m.sentAt());
            return json;
        }).toList();
    }

    @GetMapping("/faults")
    @ResponseBody
    Map<String, String> faults() {
        return outages.all();
    }

    @PostMapping(path = "/faults", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Map<String, String> setFault(@RequestBody FaultRequest request) {
        outages.set(name(Outages.Target.class, request.target(), "target"), name(Outages.Mode.class, request.mode(), "mode"));
        return outages.all();
    }

    @GetMapping("/clock")
    @ResponseBody
    Map<String, String> now() {
        return Map.of("now", clock.instant().toString(), "shift", clock.shift().toString());
    }

    @PostMapping(path = "/clock", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Map<String, String> advance(@RequestBody ClockRequest request) {
        try {
            clock.advance(Duration.parse(request.advance() == null ? "" : request.advance()));
        } catch (DateTimeParseException | IllegalArgumentException | ArithmeticException e) {
            throw bad("advance");
        }
        return now();
    }

    private List<Message> messages() {
        return jdbc.sql("""
                select channel, recipient, subject, body, sent_at from outbox where status = 'SENT'
                 order by sent_at desc, id desc limit :limit""").param("limit", SHOWN).query(TrainingController::message).list();
    }

    private static Message message(ResultSet row, int number) throws SQLException {
        return new Message(row.getString("channel"), row.getString("recipient"), row.getString("subject"), row.getString("body"),
                row.getObject("sent_at", OffsetDateTime.class).toInstant());
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
