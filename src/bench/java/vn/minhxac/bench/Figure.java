package vn.minhxac.bench;

import java.util.Locale;

/** A figure of contract §5; printed last as {@code BENCH <name> <value> <unit>}. */
public record Figure(String name, double value, String unit) {

    public static Figure ratio(String name, double value) {
        return new Figure(name, value, "ratio");
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "BENCH %s %.3f %s", name, value, unit);
    }
}
