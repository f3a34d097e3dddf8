package vn.minhxac.complaint.internal.review;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.minhxac.common.Texts;
import vn.minhxac.complaint.ComplaintType;
import vn.minhxac.complaint.internal.review.DosePairs.Pair;
import vn.minhxac.complaint.internal.store.Complaint;
import vn.minhxac.complaint.internal.store.Complaint.DeclaredDose;

/**
 * The refusals of 9458 that follow from facts that contradict each other (R02, R04, R05, R09, R10, R12). They are shown to the officer with
 * what speaks for them and are never applied by themselves. A complaint that asks to change a fact is not refused because that fact
 * differs from the record (A10), and a certificate without the sex is no ground at all (A9): the official template has no such box.
 */
@Component
class Rejections {

    private final Comparison comparison;
    private final Texts texts;

    Rejections(Comparison comparison, Texts texts) {
        this.comparison = comparison;
        this.texts = texts;
    }

    /** A refusal that could be given, and what speaks for it in the caller's language. */
    record Proposed(String code, String evidence) {
    }

    /** What the officer reads on the certificate; each may be null. */
    record Certificate(String fullName, LocalDate dateOfBirth, Integer doseNumber, LocalDate date, String vaccine) {

        @Override
        public String toString() {
            return "Certificate[…]";
        }
    }

    /** Compares what was declared with the record. */
    List<Proposed> fromRecord(Complaint complaint, List<Compared> identity, List<Pair> pairs) {
        List<Proposed> found = new ArrayList<>();
        if (complaint.type() == ComplaintType.DUPLICATE_RECORD || complaint.type() == ComplaintType.OTHER) {
            return found;
        }
        if (!Wish.asksToChange(complaint.type())) {
            identity.stream().filter(fact -> fact.field().equals("fullName") && fact.result() == Compared.Result.DIFFERENT)
                    .forEach(fact -> found.add(new Proposed("R02", texts.get("review.evidence.record.R02", fact.note()))));
            identity.stream().filter(fact -> fact.field().equals("dateOfBirth") && fact.differs())
                    .forEach(fact -> found.add(new Proposed("R05", texts.get("review.evidence.record.R05", fact.note()))));
        }
        if (complaint.type() == ComplaintType.MISSING_DOSE) {
            pairs.stream().filter(Pair::sameNumber).forEach(pair -> dose(found, pair.differs("date"), pair.differs("vaccine"),
                    "review.evidence.record.", pair.declared().doseNumber()));
        }
        List<Pair> declared = pairs.stream().filter(pair -> pair.declared() != null).toList();
        boolean nobody = identity.stream().filter(fact -> !fact.field().equals("sex")).allMatch(fact -> fact.result() == Compared.Result.DIFFERENT);
        if (!identity.isEmpty() && nobody && declared.stream().noneMatch(pair -> pair.facts().stream()
                .anyMatch(fact -> fact.result() == Compared.Result.SAME))) {
            found.add(0, new Proposed("R10", texts.get("review.evidence.record.R10")));
        }
        return found;
    }

    /** Compares what was declared, and for the date of birth the record, with what the officer reads on the certificate. */
    List<Proposed> fromCertificate(Complaint complaint, PersonRecord record, List<DeclaredDose> declared, Certificate certificate) {
        List<Proposed> found = new ArrayList<>();
        int read = 0;
        int same = 0;
        if (certificate.fullName() != null) {
            Compared name = comparison.name(complaint.person().fullName(), certificate.fullName());
            read++;
            same += name.result() == Compared.Result.DIFFERENT ? 0 : 1;
            if (name.result() == Compared.Result.DIFFERENT) {
                found.add(new Proposed("R02", texts.get("review.evidence.R02", name.note())));
            }
        }
        if (certificate.dateOfBirth() != null) {
            LocalDate known = record == null || !record.person().bornOnAKnownDay() ? complaint.person().dateOfBirth() : record.person().dateOfBirth();
            boolean asked = Wish.asksToChange(complaint.type());
            Compared birth = comparison.date("dateOfBirth", asked ? complaint.person().dateOfBirth() : known, certificate.dateOfBirth());
            read++;
            same += birth.differs() ? 0 : 1;
            if (birth.differs() && !asked) {
                found.add(new Proposed("R05", texts.get("review.evidence.R05", birth.note())));
            }
        }
        List<DeclaredDose> meant = declared.stream()
                .filter(dose -> certificate.doseNumber() == null || dose.doseNumber() == certificate.doseNumber()).toList();
        if (!meant.isEmpty() && (certificate.date() != null || certificate.vaccine() != null)
                && complaint.type() != ComplaintType.DOSE_NOT_MINE) {
            boolean date = certificate.date() != null && meant.stream().noneMatch(dose -> dose.date().equals(certificate.date()));
            boolean vaccine = certificate.vaccine() != null && meant.stream().noneMatch(dose -> dose.vaccineCode().equals(certificate.vaccine()));
            read += (certificate.date() == null ? 0 : 1) + (certificate.vaccine() == null ? 0 : 1);
            same += (certificate.date() == null || date ? 0 : 1) + (certificate.vaccine() == null || vaccine ? 0 : 1);
            dose(found, date, vaccine, "review.evidence.",
                    meant.stream().map(one -> String.valueOf(one.doseNumber())).collect(Collectors.joining(", ")));
        }
        if (read > 1 && same == 0) {
            found.add(0, new Proposed("R10", texts.get("review.evidence.R10")));
        }
        return found;
    }

    private void dose(List<Proposed> found, boolean date, boolean vaccine, String evidence, Object number) {
        if (date || vaccine) {
            String code = date && vaccine ? "R04" : date ? "R09" : "R12";
            found.add(new Proposed(code, texts.get(evidence + code, number)));
        }
    }
}
