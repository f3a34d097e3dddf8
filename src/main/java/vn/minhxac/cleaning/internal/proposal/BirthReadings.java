package vn.minhxac.cleaning.internal.proposal;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import vn.minhxac.citizen.IdNumber;

/** The date of birth as it is, with the year that the number says, and with day and month in each other's place. */
final class BirthReadings {

    private static final double NUMBER_SAYS_OTHERWISE = Math.log(0.002);
    private static final double YEAR_MISTYPED = Math.log(0.012);
    private static final double SWAPPED = Math.log(0.01);

    private BirthReadings() {
    }

    /** @param date fully known: day, month and year */
    static List<Reading<LocalDate>> of(LocalDate date, String number) {
        Optional<Integer> year = IdNumber.birthYearOf(number);
        double against = year.isPresent() && year.get() != date.getYear() ? NUMBER_SAYS_OTHERWISE : 0;
        List<Reading<LocalDate>> readings = new ArrayList<>(3);
        readings.add(new Reading<>(date, List.of(), against));
        if (against != 0 && isSlip(date.getYear(), year.get()) && MonthDay.from(date).isValidYear(year.get())) {
            readings.add(new Reading<>(date.withYear(year.get()), List.of(Rule.YEAR_FROM_ID), YEAR_MISTYPED));
        }
        int day = date.getDayOfMonth();
        int month = date.getMonthValue();
        if (day <= 12 && day != month) {
            readings.add(new Reading<>(LocalDate.of(date.getYear(), day, month), List.of(Rule.DAY_MONTH_SWAPPED), SWAPPED + against));
        }
        return readings;
    }

    /** Whether typing makes the one year the other: one digit, two that changed places, a year or ten too many or too few, the century. */
    private static boolean isSlip(int typed, int meant) {
        int apart = Math.abs(typed - meant);
        return meant < NumberReadings.NEXT_CENTURY
                && (apart == 1 || apart == 10 || apart == 100 || Slips.isOneSlip(Integer.toString(typed), Integer.toString(meant)));
    }
}
