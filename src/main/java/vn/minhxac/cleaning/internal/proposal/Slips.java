package vn.minhxac.cleaning.internal.proposal;

/** How likely a word came out of the keyboard as it did: a letter mistaken, left out, doubled or swapped, a mark lost or put on. */
final class Slips {

    static final double NEVER = Double.NEGATIVE_INFINITY;
    private static final double LETTER = Math.log(1e-4);
    private static final double MARK = Math.log(3e-4);
    private static final double LOST_MARKS = Math.log(1e-4);
    private static final double LENGTH = Math.log(5e-5);

    private Slips() {
    }

    /** Natural logarithm of the likelihood that {@code meant} is typed as {@code typed}; {@link #NEVER} where more than one letter differs. */
    static double log(Letters typed, Letters meant) {
        int differing = differing(typed.base(), meant.base());
        boolean sameTone = typed.tone() == meant.tone();
        if (typed.plain().equals(meant.plain())) {
            return differing == 0 || differing == 1 && sameTone ? MARK : LOST_MARKS;
        }
        // A letter that was replaced took its tone with it.
        boolean toneFits = sameTone || typed.tone() == 0;
        if (differing == 1) {
            return toneFits ? LETTER : NEVER;
        }
        return toneFits && isOneSlip(typed.base(), meant.base()) ? LENGTH : NEVER;
    }

    /** The same in a name that was typed without marks: that they are missing says nothing; one that is there is the slip. */
    static double logWithoutMarks(Letters typed, Letters meant) {
        if (typed.plain().equals(meant.plain())) {
            return typed.hasMarks() ? MARK : 0;
        }
        return isOneSlip(typed.plain(), meant.plain()) ? LETTER : NEVER;
    }

    /** In how many places words of one length differ; a large number for others. */
    private static int differing(String a, String b) {
        if (a.length() != b.length()) {
            return Integer.MAX_VALUE;
        }
        int differing = 0;
        for (int i = 0; i < a.length(); i++) {
            differing += a.charAt(i) == b.charAt(i) ? 0 : 1;
        }
        return differing;
    }

    /** Whether one letter substituted, left out, added or two neighbours swapped make the one the other. */
    static boolean isOneSlip(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        int longer = Math.max(a.length(), b.length());
        if (longer - shorter > 1) {
            return false;
        }
        int head = 0;
        while (head < shorter && a.charAt(head) == b.charAt(head)) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head && a.charAt(a.length() - 1 - tail) == b.charAt(b.length() - 1 - tail)) {
            tail++;
        }
        int middle = longer - head - tail;
        return middle == 1 || middle == 2 && a.length() == b.length() && a.charAt(head) == b.charAt(head + 1) && a.charAt(head + 1) == b.charAt(head);
    }
}
