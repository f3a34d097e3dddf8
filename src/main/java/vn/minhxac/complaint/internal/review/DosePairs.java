package vn.minhxac.complaint.internal.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import vn.minhxac.complaint.internal.review.Compared.Result;
import vn.minhxac.complaint.internal.store.Complaint.DeclaredDose;

/** Declared and recorded doses side by side: by number, else by the day they were given. */
@Component
class DosePairs {

    private final Comparison comparison;

    DosePairs(Comparison comparison) {
        this.comparison = comparison;
    }

    /** A dose the citizen declared and the one recorded for it; one of the two may be null. */
    record Pair(DeclaredDose declared, PersonRecord.Dose recorded, List<Compared> facts) {

        boolean missing() {
            return recorded == null;
        }

        boolean sameNumber() {
            return declared != null && recorded != null && declared.doseNumber() == recorded.doseNumber();
        }

        /** Whether a fact of the two is another one; a side that says nothing does not count. */
        boolean differs(String field) {
            return facts.stream().anyMatch(fact -> fact.field().equals(field) && fact.differs());
        }

        boolean differs() {
            return facts.stream().anyMatch(Compared::differs);
        }
    }

    List<Pair> of(List<DeclaredDose> declared, PersonRecord record) {
        List<PersonRecord.Dose> left = new ArrayList<>(record == null ? List.of() : record.doses());
        List<Pair> pairs = new ArrayList<>();
        for (DeclaredDose dose : declared) {
            PersonRecord.Dose found = left.stream().filter(other -> other.doseNumber() == dose.doseNumber()).findFirst()
                    .or(() -> left.stream().filter(other -> other.date().equals(dose.date())
                            && declared.stream().noneMatch(more -> more.doseNumber() == other.doseNumber())).findFirst())
                    .orElse(null);
            left.remove(found);
            pairs.add(new Pair(dose, found, facts(dose, found)));
        }
        left.forEach(dose -> pairs.add(new Pair(null, dose, facts(null, dose))));
        return pairs;
    }

    private List<Compared> facts(DeclaredDose said, PersonRecord.Dose known) {
        return List.of(comparison.date("date", said == null ? null : said.date(), known == null ? null : known.date()),
                code("vaccine", said == null ? null : said.vaccineCode(), known == null ? null : known.vaccineCode()),
                code("lotNumber", said == null ? null : said.lotNumber(), known == null ? null : known.lotNumber()),
                code("facility", said == null ? null : said.facilityCode(), known == null ? null : known.facilityCode()));
    }

    private static Compared code(String field, String said, String known) {
        Result result = said == null || known == null ? Result.MISSING : simple(said).equals(simple(known)) ? Result.SAME : Result.DIFFERENT;
        return new Compared(field, said, known, result, null);
    }

    private static String simple(String code) {
        return code.replaceAll("[\\s./-]+", "").toUpperCase(Locale.ROOT);
    }
}
