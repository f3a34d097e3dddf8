package vn.minhxac.complaint.internal.message;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Words of messages: in Vietnamese whoever brought the message about, since who reads it is not who asked for it; times as they are in Việt Nam.
 */
@Component
class Words {

    static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm 'ngày' dd/MM/yyyy").withZone(ZONE);
    private static final DateTimeFormatter SHORT_TIME = DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy").withZone(ZONE);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private final MessageSource messages;

    Words(MessageSource messages) {
        this.messages = messages;
    }

    String get(String key, Object... args) {
        return messages.getMessage(key, args, VIETNAMESE);
    }

    /** Empty for a key that has no text, or a code that is none. */
    Optional<String> find(String prefix, String code) {
        return code == null ? Optional.empty() : Optional.ofNullable(messages.getMessage(prefix + code, null, null, VIETNAMESE));
    }

    static String time(Instant at) {
        return at == null ? "" : TIME.format(at);
    }

    static String shortTime(Instant at) {
        return at == null ? "" : SHORT_TIME.format(at);
    }

    static String date(LocalDate day) {
        return day == null ? "" : DATE.format(day);
    }
}
