package vn.minhxac.cleaning.internal.workbook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

import vn.minhxac.citizen.Hint;
import vn.minhxac.citizen.IdNumber;
import vn.minhxac.cleaning.Proposals.Change;
import vn.minhxac.cleaning.Proposals.Proposal;

/** What is wrong with a number and what was proposed, in few words; in Vietnamese whoever asks, for hamlets fill the file in. */
@Component
class WorkbookPhrases {

    private static final Locale VI = Locale.forLanguageTag("vi");

    private final MessageSource messages;

    WorkbookPhrases(MessageSource messages) {
        this.messages = messages;
    }

    String text(String key, Object... args) {
        return messages.getMessage("cleaning.workbook." + key, args, VI);
    }

    String sex(String sex) {
        return "M".equals(sex) || "F".equals(sex) ? text("sex." + sex) : "";
    }

    /** One phrase about the number. */
    String problem(WorkbookRow row) {
        return IdNumber.hints(IdNumber.strip(row.number()), row.sex(), row.dateOfBirth(), row.vietnamese()).stream()
                .filter(hint -> hint.name().startsWith("ID_")).findFirst().map(Hint::name)
                .map(hint -> messages.getMessage("cleaning.hint." + hint, null, VI)).orElseGet(() -> text("problem"));
    }

    /** The best proposal, said to be confirmed or not; empty where there is none. */
    String proposal(WorkbookRow row, List<Proposal> proposals) {
        if (!proposals.isEmpty()) {
            Proposal best = proposals.get(0);
            return text(best.confirmedByRegistry() ? "confirmed" : "hint", changes(best.changes()));
        }
        return IdNumber.proposal(IdNumber.strip(row.number())).filter(number -> row.vietnamese())
                .map(number -> text("hint", text("field.idNumber", number))).orElse("");
    }

    private String changes(Map<String, Change> changes) {
        List<String> parts = new ArrayList<>();
        for (String field : Arrays.asList("idNumber", "fullName", "sex", "dateOfBirth")) {
            if (changes.containsKey(field)) {
                String to = changes.get(field).to();
                parts.add(text("field." + field, field.equals("sex") ? sex(to) : field.equals("dateOfBirth") ? day(to) : to));
            }
        }
        return String.join("; ", parts);
    }

    private static String day(String iso) {
        return iso != null && iso.matches("\\d{4}-\\d{2}-\\d{2}") ? iso.substring(8) + "/" + iso.substring(5, 7) + "/" + iso.substring(0, 4) : iso;
    }
}
