package vn.minhxac.complaint.internal.review;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.minhxac.citizen.IdNumber;
import vn.minhxac.citizen.VietnameseName;
import vn.minhxac.common.Texts;
import vn.minhxac.complaint.internal.review.Compared.Result;
import vn.minhxac.complaint.internal.store.Complaint;

/** The identity facts a citizen declared beside those of the record: what is the same, nearly the same, another, and where. */
@Component
class Comparison {

    private final Texts texts;

    Comparison(Texts texts) {
        this.texts = texts;
    }

    /** @param record null where no record is known: then there is nothing to compare */
    List<Compared> identity(Complaint.Person who, PersonRecord.Person record) {
        if (record == null) {
            return List.of();
        }
        return List.of(name(who.fullName(), record.fullName()), sex(who.sex(), record.sex()), birth(who.dateOfBirth(), record),
                number(who.idNumber(), record.idNumber()));
    }

    Compared name(String declared, String recorded) {
        if (declared == null || recorded == null || VietnameseName.key(recorded).isEmpty()) {
            return new Compared("fullName", declared, recorded, Result.MISSING, null);
        }
        if (VietnameseName.same(declared, recorded)) {
            return new Compared("fullName", declared, recorded, Result.SAME, null);
        }
        String a = VietnameseName.plain(declared);
        String b = VietnameseName.plain(recorded);
        String[] said = VietnameseName.display(declared).split(" ");
        String[] known = VietnameseName.display(recorded).split(" ");
        if (a.equals(b)) {
            return new Compared("fullName", declared, recorded, Result.NEAR, texts.get("review.note.name.marks", words(said, known), words(known, said)));
        }
        if (sorted(a).equals(sorted(b))) {
            return new Compared("fullName", declared, recorded, Result.NEAR, texts.get("review.note.name.order"));
        }
        String note = said.length == known.length
                ? texts.get("review.note.name.words", words(said, known), words(known, said))
                : texts.get("review.note.name.count", said.length, known.length, words(said.length > known.length ? said : known,
                        said.length > known.length ? known : said));
        return new Compared("fullName", declared, recorded, distance(a, b) <= 1 ? Result.NEAR : Result.DIFFERENT, note);
    }

    private static Compared sex(String declared, String recorded) {
        boolean unknown = recorded == null || recorded.equals("UNSPECIFIED");
        return new Compared("sex", declared, unknown ? null : recorded,
                unknown || declared == null ? Result.MISSING : declared.equals(recorded) ? Result.SAME : Result.DIFFERENT, null);
    }

    private Compared birth(LocalDate declared, PersonRecord.Person record) {
        LocalDate recorded = record.dateOfBirth();
        if (recorded == null) {
            return new Compared("dateOfBirth", declared.toString(), null, Result.MISSING, null);
        }
        if (record.bornOnAKnownDay()) {
            return date("dateOfBirth", declared, recorded);
        }
        boolean year = record.dobPrecision().equals("Y");
        boolean fits = declared.getYear() == recorded.getYear() && (year || declared.getMonthValue() == recorded.getMonthValue());
        return new Compared("dateOfBirth", declared.toString(), recorded.toString().substring(0, year ? 4 : 7),
                fits ? Result.NEAR : Result.DIFFERENT, texts.get(year ? "review.note.date.yearOnly" : "review.note.date.monthOnly"));
    }

    Compared date(String field, LocalDate declared, LocalDate recorded) {
        if (declared == null || recorded == null) {
            return new Compared(field, text(declared), text(recorded), Result.MISSING, null);
        }
        if (declared.equals(recorded)) {
            return new Compared(field, text(declared), text(recorded), Result.SAME, null);
        }
        if (declared.getYear() == recorded.getYear() && declared.getMonthValue() == recorded.getDayOfMonth()
                && declared.getDayOfMonth() == recorded.getMonthValue()) {
            return new Compared(field, text(declared), text(recorded), Result.NEAR, texts.get("review.note.date.swapped"));
        }
        List<String> parts = new ArrayList<>();
        if (declared.getDayOfMonth() != recorded.getDayOfMonth()) {
            parts.add(texts.get("review.note.date.day"));
        }
        if (declared.getMonthValue() != recorded.getMonthValue()) {
            parts.add(texts.get("review.note.date.month"));
        }
        if (declared.getYear() != recorded.getYear()) {
            parts.add(texts.get("review.note.date.year"));
        }
        return new Compared(field, text(declared), text(recorded), parts.size() == 1 ? Result.NEAR : Result.DIFFERENT,
                texts.get("review.note.date.parts", String.join(", ", parts)));
    }

    private Compared number(String declared, String recorded) {
        if (declared == null || recorded == null) {
            return new Compared("idNumber", declared, recorded, Result.MISSING, null);
        }
        if (declared.equalsIgnoreCase(recorded)) {
            return new Compared("idNumber", declared, recorded, Result.SAME, null);
        }
        if (IdNumber.proposal(recorded).filter(declared::equals).isPresent()) {
            return new Compared("idNumber", declared, recorded, Result.NEAR, texts.get("review.note.number.form"));
        }
        if (declared.length() != recorded.length()) {
            return new Compared("idNumber", declared, recorded, distance(declared, recorded) <= 1 ? Result.NEAR : Result.DIFFERENT,
                    texts.get("review.note.number.length", declared.length(), recorded.length()));
        }
        List<String> places = new ArrayList<>();
        for (int i = 0; i < declared.length(); i++) {
            if (declared.charAt(i) != recorded.charAt(i)) {
                places.add(String.valueOf(i + 1));
            }
        }
        boolean slip = places.size() == 1 || places.size() == 2 && sortedLetters(declared).equals(sortedLetters(recorded));
        return new Compared("idNumber", declared, recorded, slip ? Result.NEAR : Result.DIFFERENT,
                places.size() > 4 ? null : texts.get("review.note.number.places", String.join(", ", places)));
    }

    /** The words of one name that the other has not. */
    private static String words(String[] of, String[] other) {
        List<String> left = new ArrayList<>(List.of(of));
        for (String word : other) {
            left.stream().filter(mine -> VietnameseName.same(mine, word)).findFirst().ifPresent(left::remove);
        }
        return String.join(" ", left);
    }

    private static String sorted(String name) {
        String[] words = name.split(" ");
        Arrays.sort(words);
        return String.join(" ", words);
    }

    private static String sortedLetters(String text) {
        char[] letters = text.toCharArray();
        Arrays.sort(letters);
        return new String(letters);
    }

    /** Levenshtein's distance; both texts are short. */
    private static int distance(String a, String b) {
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] next = new int[b.length() + 1];
            next[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                next[j] = Math.min(Math.min(next[j - 1], last[j]) + 1, last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
            }
            last = next;
        }
        return last[b.length()];
    }

    private static String text(LocalDate date) {
        return date == null ? null : date.toString();
    }
}
