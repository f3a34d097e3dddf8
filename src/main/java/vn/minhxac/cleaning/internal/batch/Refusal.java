package vn.minhxac.cleaning.internal.batch;

/** A decision that breaks a rule. Its text is {@code error.<code>}. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final String field;

    Refusal(String code) {
        this(code, null);
    }

    /** @param field the one to blame, or null */
    Refusal(String code, String field) {
        super(code, null, false, false);
        this.field = field;
    }

    String code() {
        return getMessage();
    }

    String field() {
        return field;
    }
}
