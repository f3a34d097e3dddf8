package vn.minhxac.cleaning.internal.workbook;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import vn.minhxac.citizen.IdNumber;
import vn.minhxac.cleaning.internal.batch.Decision;
import vn.minhxac.cleaning.internal.batch.DecisionInput;
import vn.minhxac.cleaning.internal.workbook.FilledTable.FilledLine;

/**
 * What a row was filled in with: a number, or what became of the person.
 *
 * @param number   well-formed, or null
 * @param decision DECEASED or NOT_FOUND, or null
 */
record FilledValue(String number, Decision decision) {

    private static final int MOST_DIGITS = 30;

    static boolean isFilled(FilledLine line) {
        return !line.cell(WorkbookColumn.RIGHT_NUMBER).isBlank() || !line.cell(WorkbookColumn.RESULT).isBlank();
    }

    /** @throws Faulty where it is neither, or both */
    static FilledValue of(FilledLine line, boolean vietnamese) throws Faulty {
        SheetCell number = line.cell(WorkbookColumn.RIGHT_NUMBER);
        SheetCell result = line.cell(WorkbookColumn.RESULT);
        if (!number.isBlank() && !result.isBlank()) {
            throw new Faulty(LineFault.BOTH);
        }
        return number.isBlank() ? new FilledValue(null, decision(result)) : new FilledValue(number(number, vietnamese), null);
    }

    private static Decision decision(SheetCell cell) throws Faulty {
        ReviewResult result = ReviewResult.of(cell.text()).orElseThrow(() -> new Faulty(LineFault.UNKNOWN_RESULT));
        if (result.decision() == null) {
            throw new Faulty(LineFault.MOVED);
        }
        return result.decision();
    }

    private static String number(SheetCell cell, boolean vietnamese) throws Faulty {
        if (cell.kind() == SheetCell.Kind.NUMBER) {
            // Which zeros it has lost nobody knows: never taken, also where it looks right.
            Optional<String> meant = digits(cell.text()).flatMap(digits -> IdNumber.isWellFormed(digits, true) ? Optional.of(digits)
                    : IdNumber.proposal(digits));
            throw meant.isPresent() ? new Faulty(LineFault.NUMBER_CELL_MEANT, meant.get()) : new Faulty(LineFault.NUMBER_CELL);
        }
        String typed = IdNumber.strip(cell.text());
        // An apostrophe says "text" to a spreadsheet; in a cell that is text already it is kept.
        String text = typed != null && typed.startsWith("'") ? IdNumber.strip(typed.substring(1)) : typed;
        String number = vietnamese ? text : IdNumber.passport(text);
        if (cell.kind() != SheetCell.Kind.TEXT || !IdNumber.isWellFormed(number, vietnamese)) {
            Optional<String> meant = vietnamese ? IdNumber.proposal(number) : Optional.empty();
            throw meant.isPresent() ? new Faulty(LineFault.BAD_NUMBER_MEANT, meant.get())
                    : new Faulty(vietnamese ? LineFault.BAD_NUMBER : LineFault.BAD_PASSPORT);
        }
        return number;
    }

    /** Of a whole number, however the file writes it. */
    private static Optional<String> digits(String written) {
        try {
            BigDecimal value = new BigDecimal(written);
            if (value.signum() <= 0 || value.precision() > MOST_DIGITS || Math.abs(value.scale()) > MOST_DIGITS) {
                return Optional.empty();
            }
            return Optional.of(value.toBigIntegerExact().toString());
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether the row says this already, or the record does. */
    boolean isAlready(WorkbookRow row) {
        return number == null ? row.decision() == decision
                : number.equals(row.toNumber()) || row.decision() == null && Objects.equals(number, row.number());
    }

    DecisionInput input(WorkbookRow row) {
        return number == null ? DecisionInput.of(row.recordId(), row.version(), decision)
                : DecisionInput.edit(row.recordId(), row.version(), Map.of("idNumber", number));
    }

    @Override
    public String toString() {
        return "FilledValue[" + (decision == null ? "number" : decision.name()) + "]";
    }
}
