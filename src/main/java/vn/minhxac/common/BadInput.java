package vn.minhxac.common;

import java.util.List;

/**
 * What a caller sent is wrong; nothing was changed. Answered as RFC 9457 problem with status 400 (or 422, 409, … where
 * given), its texts taken from {@code messages*.properties} in the caller's language.
 * Codes and fields only: never a value of a person.
 */
public class BadInput extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** One bad field: its JSON path, a code that is also the message key {@code error.<code>}. */
    public record FieldError(String field, String code) {
    }

    private final int status;
    private final String code;
    private final transient List<FieldError> errors;

    public BadInput(String code) {
        this(400, code, List.of());
    }

    public BadInput(int status, String code) {
        this(status, code, List.of());
    }

    public BadInput(int status, String code, List<FieldError> errors) {
        super(code + errors.stream().map(FieldError::field).toList());
        this.status = status;
        this.code = code;
        this.errors = List.copyOf(errors);
    }

    /** 404 for something that does not exist or that the caller may not know of. */
    public static BadInput notFound() {
        return new BadInput(404, "notFound");
    }

    /** HTTP status, 4xx. */
    public int status() {
        return status;
    }

    /** Code of the whole; its title and detail are the messages {@code error.<code>} and {@code error.<code>.detail}. */
    public String code() {
        return code;
    }

    public List<FieldError> errors() {
        return errors == null ? List.of() : errors;
    }
}
