package vn.minhxac.citizen;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;

/**
 * A date as a file or form gives it, with what of it is known. Read are ISO ({@code 1990-02-28}, also with a time of day
 * behind it), {@code 28/02/1990} (day first; {@code -} and {@code .} too, one-digit days and months), month and year
 * ({@code 02/1990}, {@code 1990-02}) and the year alone. A day or month of 00 is not known.
 *
 * @param date      the date; where the day or month is not known, the first of the month or 1 January, never to be shown
 * @param precision what is known
 */
public record DateText(LocalDate date, Precision precision) {

    /** Stored in {@code citizen.dob_precision}: day, month or year is the smallest part known. */
    public enum Precision {
        D, M, Y
    }

    private static final int MAX_AGE = 120;
    private static final int MIN_YEAR = 1000;

    /** @return null where the text is empty or no date; two-digit years and month-first dates are none */
    public static DateText parse(String raw) {
        String text = IdNumber.strip(raw);
        if (text == null || text.length() > 40) {
            return null;
        }
        int[] part = new int[3];
        int[] width = new int[3];
        int parts = 0;
        char separator = 0;
        int i = 0;
        while (i < text.length() && parts < 3) {
            int start = i;
            int value = 0;
            while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9' && i - start < 4) {
                value = 10 * value + text.charAt(i++) - '0';
            }
            if (i == start) {
                return null;
            }
            part[parts] = value;
            width[parts++] = i - start;
            if (i == text.length() || parts == 3) {
                break;
            }
            char c = text.charAt(i);
            if (c != '/' && c != '-' && c != '.' || separator != 0 && separator != c || ++i == text.length()) {
                return null;
            }
            separator = c;
        }
        if (i < text.length() && !(parts == 3 && isTimeOfDay(text, i))) {
            return null;
        }
        boolean yearFirst = width[0] == 4;
        int yearAt = yearFirst ? 0 : parts - 1;
        for (int k = 0; k < parts; k++) {
            if (k == yearAt ? width[k] != 4 : width[k] > 2) {
                return null;
            }
        }
        int year = part[yearAt];
        int month = parts == 1 ? 0 : part[1 - (yearFirst || parts == 3 ? 0 : 1)];
        int day = parts == 3 ? part[2 - yearAt] : 0;
        return of(year, month, day);
    }

    private static DateText of(int year, int month, int day) {
        if (year < MIN_YEAR || month == 0 && day != 0) {
            return null;
        }
        try {
            LocalDate date = LocalDate.of(year, Math.max(1, month), Math.max(1, day));
            return new DateText(date, month == 0 ? Precision.Y : day == 0 ? Precision.M : Precision.D);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** What an export adds behind a date: {@code T00:00:00}, {@code  00:00}, with or without fraction and zone. */
    private static boolean isTimeOfDay(String text, int from) {
        return text.substring(from).matches("[T ][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?");
    }

    /** Whether day, month and year are known: what the population database compares. */
    public boolean isFull() {
        return precision == Precision.D;
    }

    /** Whether somebody can have been born then: not in the future, at most 120 years ago. */
    public static boolean isPlausibleBirth(LocalDate date, LocalDate today) {
        return !date.isAfter(today) && date.plusYears(MAX_AGE + 1L).isAfter(today);
    }

    /**
     * What looks wrong in a date of birth.
     *
     * @param date      as stored, or null
     * @param precision as stored, or null
     */
    public static Set<Hint> birthHints(LocalDate date, Precision precision, LocalDate today) {
        EnumSet<Hint> hints = EnumSet.noneOf(Hint.class);
        if (date == null) {
            hints.add(Hint.BIRTH_DATE_MISSING);
            return hints;
        }
        if (precision != Precision.D) {
            hints.add(Hint.BIRTH_DATE_INCOMPLETE);
        } else if (date.getDayOfYear() == 1) {
            hints.add(Hint.BIRTH_DATE_FIRST_OF_JANUARY);
        }
        if (!isPlausibleBirth(date, today)) {
            hints.add(Hint.BIRTH_DATE_IMPOSSIBLE);
        }
        return hints;
    }
}
