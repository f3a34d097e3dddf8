package vn.minhxac.citizen;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Identity numbers: the 12-digit personal number (Decree 137/2015/NĐ-CP art. 13, Circular 07/2016/TT-BCA art. 7), the old
 * nine-digit card and travel passports. Numbers are text; nothing here pads or repairs one, it only proposes.
 */
public final class IdNumber {

    /** Kinds as stored in {@code citizen.id_type}. */
    public enum Kind {
        CCCD, CMND, PASSPORT
    }

    private static final int MAX_PASSPORT = 20;
    private static final int MIN_PASSPORT = 5;
    private static final boolean[] PROVINCE = new boolean[100];

    static {
        for (int code : new int[] {1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37,
            38, 40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84,
            86, 87, 89, 91, 92, 93, 94, 95, 96}) {
            PROVINCE[code] = true;
        }
    }

    private IdNumber() {
    }

    /** The number without white space, no-break spaces and invisible characters around it; null where nothing is left. */
    public static String strip(String raw) {
        if (raw == null) {
            return null;
        }
        int from = 0;
        int to = raw.length();
        while (from < to && isBlank(raw.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(raw.charAt(to - 1))) {
            to--;
        }
        return from == to ? null : raw.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || Character.isSpaceChar(c) || Character.isWhitespace(c) || c >= 0x80 && c < 0xA0
            || c == '\u200B' || c == '\u200C' || c == '\u200D' || c == '\u2060' || c == '\uFEFF';
    }

    /**
     * What kind of number this is by its structure.
     *
     * @param number     stripped, may be null
     * @param vietnamese whether its owner is Vietnamese; only others have passports here
     * @return empty where it is malformed: the pre-check's class M2
     */
    public static Optional<Kind> kind(String number, boolean vietnamese) {
        if (number == null) {
            return Optional.empty();
        }
        if (!vietnamese) {
            return isPassport(number) ? Optional.of(Kind.PASSPORT) : Optional.empty();
        }
        if (isPersonal(number)) {
            return Optional.of(Kind.CCCD);
        }
        return isDigits(number, 9) ? Optional.of(Kind.CMND) : Optional.empty();
    }

    /** Whether the number can be what it is said to be: false is class M2 (or M1 where there is none). */
    public static boolean isWellFormed(String number, boolean vietnamese) {
        return kind(number, vietnamese).isPresent();
    }

    /** 12 digits whose first three are a province of birth registration or, from 100, a country. */
    public static boolean isPersonal(String number) {
        if (!isDigits(number, 12)) {
            return false;
        }
        int origin = digits(number, 0, 3);
        return origin >= PROVINCE.length || PROVINCE[origin];
    }

    private static boolean isPassport(String number) {
        if (number.length() < MIN_PASSPORT || number.length() > MAX_PASSPORT) {
            return false;
        }
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        return true;
    }

    /** Sex that digit 4 of a personal number says: {@code M} or {@code F}. */
    public static Optional<String> sexOf(String number) {
        return isPersonal(number) ? Optional.of((number.charAt(3) - '0') % 2 == 0 ? "M" : "F") : Optional.empty();
    }

    /** Year of birth that digits 4 to 6 of a personal number say. */
    public static Optional<Integer> birthYearOf(String number) {
        return isPersonal(number)
            ? Optional.of(1900 + 100 * ((number.charAt(3) - '0') / 2) + digits(number, 4, 6)) : Optional.empty();
    }

    /**
     * What in the number is suspicious, by itself and against the rest of the record.
     *
     * @param number      stripped, may be null
     * @param sex         {@code M}, {@code F}, {@code UNSPECIFIED} or null
     * @param dateOfBirth or null; only its year counts
     * @param vietnamese  whether its owner is Vietnamese
     */
    public static Set<Hint> hints(String number, String sex, LocalDate dateOfBirth, boolean vietnamese) {
        EnumSet<Hint> hints = EnumSet.noneOf(Hint.class);
        if (number == null || number.isEmpty()) {
            hints.add(Hint.ID_MISSING);
        } else if (!vietnamese) {
            if (isPersonal(number)) {
                hints.add(Hint.ID_OF_CITIZEN);
            }
        } else if (isPersonal(number)) {
            if (("M".equals(sex) || "F".equals(sex)) && !sexOf(number).orElseThrow().equals(sex)) {
                hints.add(Hint.SEX_AGAINST_ID);
            }
            if (dateOfBirth != null && birthYearOf(number).orElseThrow() != dateOfBirth.getYear()) {
                hints.add(Hint.YEAR_AGAINST_ID);
            }
        } else if (isDigits(number, 9)) {
            hints.add(Hint.ID_OLD_CARD);
        } else {
            malformed(number, hints);
        }
        return hints;
    }

    private static void malformed(String number, Set<Hint> hints) {
        if (proposal(number).isPresent() && isDigits(number, number.length())) {
            hints.add(Hint.ID_LOST_ZERO);
        }
        if (number.matches("[35789][0-9]{8}|0[35789][0-9]{8}|(\\+?84)[35789][0-9]{8}")) {
            hints.add(Hint.ID_LOOKS_LIKE_PHONE);
        }
        if (isDigits(number, number.length())) {
            if (number.length() == 12) {
                hints.add(Hint.ID_UNKNOWN_PROVINCE);
            } else if (!hints.contains(Hint.ID_LOST_ZERO)) {
                hints.add(number.length() < 12 ? Hint.ID_TOO_SHORT : Hint.ID_TOO_LONG);
            }
        } else if (number.matches("[0-9]+([.,][0-9]+)?[eE][+]?[0-9]{1,3}")) {
            hints.add(Hint.ID_SCIENTIFIC);
        } else if (number.matches("[0-9]+[.,]0+")) {
            hints.add(Hint.ID_DECIMAL_TAIL);
        } else if (number.matches("[A-Za-z]{2}[0-9]{13}")) {
            hints.add(Hint.ID_LOOKS_LIKE_INSURANCE);
        } else if (number.matches("[0-9OoIl]+") && number.matches(".*[0-9].*")) {
            hints.add(Hint.ID_LETTER_FOR_DIGIT);
        } else if (number.matches("[A-Za-z][0-9]{7,8}")) {
            hints.add(Hint.ID_LOOKS_LIKE_PASSPORT);
        } else if (digitsOnly(number).length() >= 8) {
            hints.add(Hint.ID_SEPARATORS);
        } else {
            hints.add(Hint.ID_UNREADABLE);
        }
    }

    /**
     * The number that was probably meant, where removing separators, a decimal tail or mistaken letters and putting lost
     * zeros back in front leads to a well-formed one. To be shown to a person, never to be stored silently.
     *
     * @param number stripped; null and well-formed numbers have no proposal
     */
    public static Optional<String> proposal(String number) {
        if (number == null || number.length() > 40 || isWellFormed(number, true)) {
            return Optional.empty();
        }
        String text = number.replaceFirst("[.,]0+$", "").replace('O', '0').replace('o', '0').replace('I', '1').replace('l', '1');
        if (!text.matches("[0-9 .\u00A0-]+")) {
            return Optional.empty();
        }
        String digits = digitsOnly(text);
        if (isWellFormed(digits, true)) {
            return Optional.of(digits);
        }
        // A spreadsheet drops leading zeros only: what begins with one has lost none.
        if (digits.isEmpty() || digits.charAt(0) == '0') {
            return Optional.empty();
        }
        String padded = switch (digits.length()) {
            case 11 -> "0" + digits;
            case 10 -> "00" + digits;
            case 8 -> "0" + digits;
            default -> "";
        };
        return isWellFormed(padded, true) ? Optional.of(padded) : Optional.empty();
    }

    /** The number of a passport as it is stored: upper case, for its letters have no case. */
    public static String passport(String stripped) {
        return stripped == null ? null : stripped.toUpperCase(Locale.ROOT);
    }

    private static String digitsOnly(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }

    private static boolean isDigits(String text, int length) {
        if (text == null || text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = 10 * value + text.charAt(i) - '0';
        }
        return value;
    }
}
