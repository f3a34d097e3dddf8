package vn.minhxac.cleaning.internal.workbook;

/**
 * A cell as a file has it.
 *
 * @param text the text of a TEXT, the number of a NUMBER as the file writes it, else empty
 */
record SheetCell(Kind kind, String text) {

    static final SheetCell BLANK = new SheetCell(Kind.BLANK, "");

    /** OTHER: a date, a truth value, an error. FORMULA: calculated, whatever the result. */
    enum Kind {
        BLANK, TEXT, NUMBER, FORMULA, OTHER
    }

    boolean isBlank() {
        return kind == Kind.BLANK;
    }

    @Override
    public String toString() {
        return "SheetCell[" + kind + "]";
    }
}
