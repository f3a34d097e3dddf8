package vn.minhxac.report.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * How far the work is, in people and in doses: the two are never added up.
 *
 * @param people by commune of permanent residence: identity states, and ISSUED for those with an active passport
 * @param doses  by the facility that entered them
 */
record ProgressView(Instant asOf, Totals totals, List<UnitCounts> people, List<UnitCounts> doses, OldestOpen oldestOpen,
                    Forecast forecast) {

    record Totals(Map<String, Long> people, Map<String, Long> doses) {
    }

    record UnitCounts(String unit, String name, Map<String, Long> states) {
    }

    /** The record that waits longest for cleaning. */
    record OldestOpen(String mismatchClass, String unit, Instant since) {
    }

    /**
     * @param openPeople   people without a passport
     * @param issuedPerDay passports a day between {@code from} and {@code to}
     * @param finishingDay at that pace; null where there is none
     */
    record Forecast(LocalDate from, LocalDate to, long openPeople, double issuedPerDay, LocalDate finishingDay) {
    }
}
