package vn.minhxac.report.internal;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.minhxac.cleaning.Proposals;
import vn.minhxac.common.Texts;

/** The words of a record's history. */
@Component
class HistoryTexts {

    private final Texts texts;
    private final Proposals proposals;

    HistoryTexts(Texts texts, Proposals proposals) {
        this.texts = texts;
        this.proposals = proposals;
    }

    String get(String key, Object... args) {
        return texts.get("history." + key, args);
    }

    String system() {
        return get("system");
    }

    String registry() {
        return get("registry");
    }

    /** A code of a rule, a decision or a reason in words; what is no code stays as it is. */
    String reason(String code) {
        if (code == null) {
            return null;
        }
        if (texts.find("cleaning.rule." + code.split("\\+")[0]) != null) {
            return proposals.text(code);
        }
        return Stream.of("history.reason.", "cleaning.reason.", "cleaning.decision.").map(group -> texts.find(group + code))
                .filter(Objects::nonNull).findFirst().orElse(code);
    }

    String hints(String[] codes) {
        return codes == null || codes.length == 0 ? null : Arrays.stream(codes).map(code -> texts.get("cleaning.hint." + code))
                .collect(Collectors.joining("; "));
    }

    String mismatch(String mismatchClass) {
        return texts.get("cleaning.class." + mismatchClass);
    }

    String decision(String code) {
        return texts.get("cleaning.decision." + code);
    }

    String stage(String code) {
        return texts.get("cleaning.stage." + code);
    }
}
