package vn.minhxac.cleaning.internal.batch;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.springframework.stereotype.Component;

import vn.minhxac.citizen.DateText;
import vn.minhxac.citizen.Hint;
import vn.minhxac.citizen.IdNumber;
import vn.minhxac.citizen.Identities.Identity;
import vn.minhxac.citizen.VietnameseName;

/** Values an officer types for a record's fields: read as they were meant, refused where they cannot be. */
@Component
class FieldRules {

    static final ZoneId VIET_NAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int LONGEST_NAME = 100;

    private final Clock clock;

    FieldRules(Clock clock) {
        this.clock = clock;
    }

    /**
     * The typed values as they are stored; only those that differ from the record.
     *
     * @throws Refusal naming the first field that is wrong, or where nothing differs
     */
    Map<String, String> read(Map<String, String> typed, Identity person, String phone) throws Refusal {
        if (typed == null || typed.isEmpty()) {
            throw new Refusal("cleaning.noChange");
        }
        for (String field : typed.keySet()) {
            if (!Row.FIELDS.contains(field)) {
                throw new Refusal("cleaning.unknownField");
            }
        }
        String nationality = typed.containsKey("nationality") ? nationality(typed.get("nationality")) : person.nationality();
        boolean vietnamese = "VN".equals(nationality);
        Map<String, String> read = new LinkedHashMap<>();
        for (String field : Row.FIELDS) {
            if (typed.containsKey(field)) {
                String value = switch (field) {
                    case "fullName" -> name(typed.get(field), vietnamese);
                    case "sex" -> sex(typed.get(field));
                    case "dateOfBirth" -> birth(typed.get(field));
                    case "idNumber" -> number(typed.get(field), vietnamese);
                    case "phone" -> phone(typed.get(field));
                    default -> nationality;
                };
                if (!Objects.equals(value, present(field, person, phone))) {
                    read.put(field, value);
                }
            }
        }
        if (read.isEmpty()) {
            throw new Refusal("cleaning.noChange");
        }
        return read;
    }

    private static String present(String field, Identity person, String phone) {
        return switch (field) {
            case "fullName" -> person.fullName();
            case "sex" -> person.sex();
            case "dateOfBirth" -> person.dateOfBirth() == null || !"D".equals(person.dobPrecision()) ? null : person.dateOfBirth().toString();
            case "idNumber" -> person.idNumber();
            case "phone" -> phone;
            default -> person.nationality();
        };
    }

    private static String name(String typed, boolean vietnamese) throws Refusal {
        String name = VietnameseName.clean(typed);
        Set<Hint> hints = VietnameseName.hints(name, vietnamese);
        if (name.length() > LONGEST_NAME || hints.contains(Hint.NAME_MISSING) || hints.contains(Hint.NAME_HAS_DIGIT)
                || hints.contains(Hint.NAME_FOREIGN_LETTER)) {
            throw new Refusal("cleaning.fullName", "fullName");
        }
        return name;
    }

    private static String sex(String typed) throws Refusal {
        if (!"M".equals(typed) && !"F".equals(typed)) {
            throw new Refusal("cleaning.sex", "sex");
        }
        return typed;
    }

    private String birth(String typed) throws Refusal {
        DateText date = DateText.parse(typed);
        if (date == null || !date.isFull() || !DateText.isPlausibleBirth(date.date(), LocalDate.now(clock.withZone(VIET_NAM)))) {
            throw new Refusal("cleaning.dateOfBirth", "dateOfBirth");
        }
        return date.date().toString();
    }

    private static String number(String typed, boolean vietnamese) throws Refusal {
        String number = vietnamese ? IdNumber.strip(typed) : IdNumber.passport(IdNumber.strip(typed));
        if (!IdNumber.isWellFormed(number, vietnamese)) {
            throw new Refusal(vietnamese ? "cleaning.idNumber" : "cleaning.passportNumber", "idNumber");
        }
        return number;
    }

    private static String phone(String typed) throws Refusal {
        String phone = typed == null ? "" : typed.replaceAll("[\\s.-]", "");
        if (!phone.matches("(0|\\+84)[35789][0-9]{8}")) {
            throw new Refusal("cleaning.phone", "phone");
        }
        return phone;
    }

    private static String nationality(String typed) throws Refusal {
        String code = typed == null ? "" : typed.strip().toUpperCase(Locale.ROOT);
        if (!Set.of(Locale.getISOCountries()).contains(code)) {
            throw new Refusal("cleaning.nationality", "nationality");
        }
        return code;
    }
}
