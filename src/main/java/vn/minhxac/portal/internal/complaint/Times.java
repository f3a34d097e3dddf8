package vn.minhxac.portal.internal.complaint;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.springframework.stereotype.Component;
import vn.minhxac.common.Texts;

/** Instants and spans as people in Viet Nam read them. */
@Component
class Times {

    static final ZoneId VIET_NAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");

    private final Texts texts;

    Times(Texts texts) {
        this.texts = texts;
    }

    /** {@code 14:05 ngày 06/05/2022}. */
    String at(Instant instant) {
        return instant == null ? null : texts.get("complaint.page.at", hour(instant), DAY.format(instant.atZone(VIET_NAM)));
    }

    String hour(Instant instant) {
        return instant == null ? null : HOUR.format(instant.atZone(VIET_NAM));
    }

    /** An ISO date as {@code 06/05/2022}; what is none stays as it is. */
    static String day(String iso) {
        try {
            return iso == null ? null : LocalDate.parse(iso).format(DAY);
        } catch (DateTimeParseException no) {
            return iso;
        }
    }

    /** {@code 31 giờ 20 phút}; down to the minute. */
    String span(Duration span) {
        long minutes = Math.abs(span.toMinutes());
        return minutes < 60 ? texts.get("complaint.page.minutes", minutes) : minutes % 60 == 0 ? texts.get("complaint.page.hours", minutes / 60)
                : texts.get("complaint.page.hoursMinutes", minutes / 60, minutes % 60);
    }
}
