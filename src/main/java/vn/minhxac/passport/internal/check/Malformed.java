package vn.minhxac.passport.internal.check;

/** The text is no readable EU DCC; {@code reason} is a code, never a part of the text. */
final class Malformed extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    Malformed(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
