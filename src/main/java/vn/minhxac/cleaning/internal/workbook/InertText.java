package vn.minhxac.cleaning.internal.workbook;

import java.util.regex.Pattern;

import vn.minhxac.citizen.IdNumber;

/**
 * Texts of people's records as cells that no spreadsheet takes for anything but text, also after the sheet was saved as CSV and opened again:
 * what begins like a formula gets an apostrophe in front, and nothing in it can become another character on the way.
 */
final class InertText {

    private static final int LONGEST = 1_000;
    /** As CSV is opened; the wide ones are what an East Asian Excel takes for them. */
    private static final String FORMULA_STARTS = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cn}\\p{Co}\\p{Cs}\\u2028\\u2029]");
    /** A character by its code, as OOXML writes it within a text: {@code _x003D_} would come out as an equals sign. */
    private static final Pattern ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private InertText() {
    }

    static String of(String raw) {
        if (raw == null) {
            return "";
        }
        String text = IdNumber.strip(ESCAPE.matcher(INVISIBLE.matcher(raw).replaceAll(" ")).replaceAll("_ "));
        if (text == null) {
            return "";
        }
        String cut = text.length() > LONGEST ? text.substring(0, text.offsetByCodePoints(0, LONGEST / 2)) + "…" : text;
        return FORMULA_STARTS.indexOf(cut.charAt(0)) >= 0 ? "'" + cut : cut;
    }
}
