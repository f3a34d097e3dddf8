package vn.minhxac.signing.internal;

import java.util.List;
import java.util.regex.Pattern;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.BadInput.FieldError;

/** Free text of officers about a list: short, and without personal data as far as a pattern can tell. */
final class Remark {

    static final int MAX = 500;
    /** Nine digits or more, however they are set apart: an ID number, a phone number. */
    private static final Pattern NUMBER = Pattern.compile("(?:\\d[ .\\-]?){9,}");

    private Remark() {
    }

    /**
     * @param field where it came from, for the error
     * @return the text without outer blanks, or null
     */
    static String check(Object value, String field, boolean required) {
        if (value != null && !(value instanceof String)) {
            throw bad(field, "signing.remarkNotText");
        }
        String text = value == null ? "" : ((String) value).strip();
        if (text.isEmpty()) {
            if (required) {
                throw bad(field, "signing.remarkRequired");
            }
            return null;
        }
        if (text.length() > MAX) {
            throw bad(field, "signing.remarkTooLong");
        }
        if (NUMBER.matcher(text).find()) {
            throw bad(field, "signing.remarkPersonalData");
        }
        return text;
    }

    private static BadInput bad(String field, String code) {
        return new BadInput(400, code, List.of(new FieldError(field, code)));
    }
}
