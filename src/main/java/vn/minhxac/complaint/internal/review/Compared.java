package vn.minhxac.complaint.internal.review;

/**
 * One fact side by side.
 *
 * @param field    {@code fullName}, {@code sex}, {@code dateOfBirth}, {@code idNumber}; of a dose {@code date}, {@code vaccine},
 *                 {@code lotNumber}, {@code facility}
 * @param declared as the citizen says, or null
 * @param recorded as the register says, or null
 * @param note     what differs, in the caller's language, or null
 */
record Compared(String field, String declared, String recorded, Result result, String note) {

    /** NEAR: probably a slip of the pen; MISSING: one side says nothing. */
    enum Result {
        SAME, NEAR, DIFFERENT, MISSING
    }

    boolean differs() {
        return result == Result.NEAR || result == Result.DIFFERENT;
    }

    @Override
    public String toString() {
        return "Compared[" + field + ", " + result + "]";
    }
}
