package vn.minhxac.complaint.internal.review;

import java.util.List;
import java.util.regex.Pattern;
import vn.minhxac.citizen.VietnameseName;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.BadInput.FieldError;
import vn.minhxac.complaint.internal.store.Complaint;

/** What officers write: short, and without personal data as far as a pattern can tell. The citizen's status page shows the answer to whoever has the code. */
final class Words {

    static final int MAX = 1000;
    /** Eight digits in a row, or nine and more however they are set apart: an ID or phone number, but no date. */
    private static final Pattern NUMBER = Pattern.compile("\\d{8,}|(?:\\d[ .\\-]?){9,}");

    private Words() {
    }

    /**
     * @param field where it came from, for the error
     * @return the text without outer blanks, or null
     */
    static String check(String value, String field, Complaint about) {
        String text = value == null ? "" : value.strip();
        if (text.isEmpty()) {
            return null;
        }
        if (text.length() > MAX) {
            throw bad(field, "review.words.tooLong");
        }
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t')) {
            throw bad(field, "review.words.control");
        }
        String name = VietnameseName.key(about.person().fullName());
        if (NUMBER.matcher(text).find() || name.indexOf(' ') > 0 && VietnameseName.key(text).contains(name)) {
            throw bad(field, "review.words.personalData");
        }
        return text;
    }

    private static BadInput bad(String field, String code) {
        return new BadInput(400, code, List.of(new FieldError(field, code)));
    }
}
