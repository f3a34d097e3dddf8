package vn.minhxac.complaint.internal.review;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import vn.minhxac.common.Texts;

/** The reasons an outcome can have. */
@Component
class Reasons {

    /** R01–R13 are those of 9458 §2.3. */
    static final Map<String, List<String>> OF = Map.of("REJECTED", codes("R", 13), "DEFERRED", codes("D", 5), "NEEDS_SUPPLEMENT", codes("S", 5),
            "WRONG_UNIT", codes("W", 3));

    private final Texts texts;

    Reasons(Texts texts) {
        this.texts = texts;
    }

    /**
     * @param text in full words, in the caller's language
     * @param told what the citizen is told in any case, or null
     */
    record Reason(String code, String text, String told) {
    }

    List<Reason> of(String outcome) {
        return OF.get(outcome).stream().map(code -> new Reason(code, texts.get("review.reason." + code), told(code))).toList();
    }

    private String told(String code) {
        String reason = texts.find("complaint.reason." + code);
        String remedy = texts.find("complaint.fix." + code);
        return reason == null || remedy == null ? reason : reason + " " + remedy;
    }

    private static List<String> codes(String letter, int last) {
        return IntStream.rangeClosed(1, last).mapToObj(n -> letter + (n < 10 ? "0" : "") + n).toList();
    }
}
