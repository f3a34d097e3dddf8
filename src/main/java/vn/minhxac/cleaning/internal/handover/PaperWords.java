package vn.minhxac.cleaning.internal.handover;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

import vn.minhxac.cleaning.internal.handover.HandedOver.Change;
import vn.minhxac.cleaning.internal.handover.HandedOver.Line;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;

/** Codes of a list in the words of an official document. */
@Component
class PaperWords {

    private static final Locale VI = Locale.forLanguageTag("vi");
    static final ZoneId VIET_NAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("HH:mm 'ngày' dd/MM/yyyy").withZone(VIET_NAM);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy").withZone(VIET_NAM);
    private static final List<String> FIELDS = List.of("fullName", "dateOfBirth", "sex", "idNumber", "nationality", "phone", "permanentCommune");

    private final MessageSource messages;
    private final Officers officers;
    private final Units units;

    PaperWords(MessageSource messages, Officers officers, Units units) {
        this.messages = messages;
        this.officers = officers;
        this.units = units;
    }

    String text(String key, Object... args) {
        return messages.getMessage("cleaning.paper." + key, args, VI);
    }

    static String upper(String text) {
        return text.toUpperCase(VI);
    }

    /** Names looked up once for a document, however many rows have them. */
    final class Names {

        private final Map<String, String> people = new HashMap<>();
        private final Map<String, String> communes = new HashMap<>();

        String officer(String userId) {
            return userId == null ? "" : people.computeIfAbsent(userId, id -> officers.find(id).map(Officer::displayName).orElse(id));
        }

        private String commune(String code) {
            return communes.computeIfAbsent(code, known -> units.name(UnitKind.COMMUNE, known) + " (" + known + ")");
        }
    }

    Names names() {
        return new Names();
    }

    static String moment(Instant at) {
        return MOMENT.format(at);
    }

    static String moment(String instant) {
        return instant == null ? "" : SHORT.format(Instant.parse(instant));
    }

    /** Date of birth and sex, as far as they are known. */
    String bornAndSex(Map<String, String> person) {
        String born = born(person.get("dateOfBirth"), person.get("dobPrecision"));
        String sex = sex(person.get("sex"));
        return born.isEmpty() || sex.isEmpty() ? born + sex : born + ", " + sex;
    }

    /** What the row says is right, a line for each fact. */
    List<String> content(Line line, Names names) {
        List<String> content = new ArrayList<>();
        if (line.decision() != null && messages.getMessage("cleaning.paper.decision." + line.decision(), null, null, VI) != null) {
            content.add(text("decision." + line.decision(), line.otherRecordId() == null ? "" : line.otherRecordId()));
        }
        for (String field : FIELDS) {
            Change change = line.changes().get(field);
            if (change != null) {
                String name = text("field." + field);
                content.add(change.from() == null ? text("added", name, value(field, change.to(), names))
                        : text("changed", name, value(field, change.from(), names), value(field, change.to(), names)));
            }
        }
        return content;
    }

    String npd(String code) {
        return code == null ? "" : text("npd." + code);
    }

    String reason(String code) {
        return code == null ? "" : messages.getMessage("cleaning.reason." + code, null, code, VI);
    }

    private String value(String field, String value, Names names) {
        if (value == null) {
            return "";
        }
        return switch (field) {
            case "sex" -> sex(value);
            case "dateOfBirth" -> born(value, "D");
            case "permanentCommune" -> names.commune(value);
            default -> value;
        };
    }

    private String sex(String sex) {
        return "M".equals(sex) || "F".equals(sex) ? text("sex." + sex) : "";
    }

    private static String born(String iso, String precision) {
        if (iso == null) {
            return "";
        }
        String day = iso.substring(8) + "/" + iso.substring(5, 7) + "/" + iso.substring(0, 4);
        return "Y".equals(precision) ? day.substring(6) : "M".equals(precision) ? day.substring(3) : day;
    }
}
