package vn.minhxac.cleaning.internal.workbook;

/** A row that is not taken. */
final class Faulty extends Exception {

    private static final long serialVersionUID = 1L;

    private final LineFault fault;
    private final String argument;

    Faulty(LineFault fault) {
        this(fault, "");
    }

    /** @param argument for the text: the header of a column, or a number to type */
    Faulty(LineFault fault, String argument) {
        super(fault.name(), null, false, false);
        this.fault = fault;
        this.argument = argument;
    }

    LineFault fault() {
        return fault;
    }

    String argument() {
        return argument;
    }
}
