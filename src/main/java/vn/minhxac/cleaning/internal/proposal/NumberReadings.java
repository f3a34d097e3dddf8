package vn.minhxac.cleaning.internal.proposal;

import java.util.ArrayList;
import java.util.List;

import vn.minhxac.citizen.IdNumber;

/**
 * What a number can have been before it was mistyped or went through a spreadsheet. No digit is ever guessed: signs between them
 * go away, lost zeros come back, and a last digit that stands there twice is one.
 */
final class NumberReadings {

    private static final int LONGEST = 40;
    private static final int PERSONAL = 12;
    private static final int OLD_CARD = 9;
    /** The structure of numbers provides for it, but nobody is born then. */
    static final int NEXT_CENTURY = 2100;

    private NumberReadings() {
    }

    /** @return the number itself where it is well-formed, else each repair that leads to a well-formed one; empty where there is none */
    static List<Reading<String>> of(String number) {
        String text = IdNumber.strip(number);
        if (text == null || text.length() > LONGEST) {
            return List.of();
        }
        if (IdNumber.isWellFormed(text, true)) {
            return List.of(new Reading<>(text, List.of(), 0));
        }
        List<Rule> rules = new ArrayList<>();
        String digits = digits(text, rules);
        return digits == null ? List.of() : repairs(digits, rules);
    }

    /** The digits that are there, or null where something else is. */
    private static String digits(String text, List<Rule> rules) {
        if (text.matches("[0-9]([.,][0-9]+)?[eE]\\+?[0-9]{1,2}")) {
            rules.add(Rule.ID_SCIENTIFIC);
            return unscientific(text);
        }
        String rest = text.replaceFirst("[.,]0{1,2}$", "");
        if (!rest.equals(text)) {
            rules.add(Rule.ID_DECIMAL_TAIL);
        }
        String close = rest.replaceAll("[ .,\u00A0_/-]", "");
        if (!close.equals(rest)) {
            rules.add(Rule.ID_SEPARATORS);
        }
        String figures = close.replace('O', '0').replace('o', '0').replace('I', '1').replace('l', '1');
        if (!figures.equals(close)) {
            rules.add(Rule.ID_LETTER_FOR_DIGIT);
        }
        return figures.matches("[0-9]+") ? figures : null;
    }

    /** Lossless only where every digit is written: one before the sign and as many behind it as the exponent says. */
    private static String unscientific(String text) {
        String[] parts = text.split("[eE]\\+?");
        String digits = parts[0].replaceAll("[.,]", "");
        return digits.length() == Integer.parseInt(parts[1]) + 1 ? digits : null;
    }

    private static List<Reading<String>> repairs(String digits, List<Rule> rules) {
        List<Reading<String>> repairs = new ArrayList<>();
        add(repairs, digits, rules, null);
        int length = digits.length();
        // A spreadsheet drops leading zeros only: what begins with one has lost none.
        if (length > 0 && digits.charAt(0) != '0') {
            int zeros = length == OLD_CARD - 1 ? 1 : PERSONAL - length;
            if (zeros == 1 || zeros == 2) {
                add(repairs, "0".repeat(zeros) + digits, rules, Rule.ID_LOST_ZERO);
            }
        }
        if ((length == PERSONAL + 1 || length == OLD_CARD + 1) && digits.charAt(length - 1) == digits.charAt(length - 2)) {
            add(repairs, digits.substring(0, length - 1), rules, Rule.ID_DOUBLED_LAST);
        }
        return repairs;
    }

    private static void add(List<Reading<String>> repairs, String number, List<Rule> rules, Rule last) {
        if (IdNumber.isWellFormed(number, true) && IdNumber.birthYearOf(number).orElse(0) < NEXT_CENTURY) {
            List<Rule> all = new ArrayList<>(rules);
            if (last != null) {
                all.add(last);
            }
            repairs.add(new Reading<>(number, List.copyOf(all), 0));
        }
    }
}
