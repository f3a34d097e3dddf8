package vn.minhxac.complaint.internal.review;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.minhxac.common.BadInput;
import vn.minhxac.complaint.internal.store.Complaint;
import vn.minhxac.complaint.internal.store.Complaint.DeclaredDose;
import vn.minhxac.complaint.internal.store.ComplaintTable;
import vn.minhxac.complaint.internal.store.Decision.Change;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.UnitKind;

/**
 * A complaint beside the record it is about.
 *
 * @param record     null where the person has none, or where several could be meant and none was chosen
 * @param candidates records that may be the person's, likeliest first
 * @param wish       what the citizen asks for, as changes of the record
 */
record CaseFile(Complaint complaint, List<DeclaredDose> declared, PersonRecord record, List<PersonRecord.Person> candidates,
                List<Compared> identity, List<DosePairs.Pair> pairs, List<Change> wish) {

    /** Whether several records could be meant, so that an officer has to choose. */
    boolean unclear() {
        return record == null && !candidates.isEmpty();
    }

    /** Doses the citizen says are not his own. */
    List<PersonRecord.Dose> disputed() {
        return Wish.disputed(complaint.type(), record, pairs);
    }

    /** §4.3: who entered a disputed dose does not decide alone whether it is a ghost. */
    boolean enteredBy(String officer) {
        return disputed().stream().anyMatch(dose -> dose.enteredBy().equals(officer));
    }

    @Override
    public String toString() {
        return "CaseFile[" + complaint.id() + "]";
    }

    /** Puts case files together. Joins the caller's transaction. */
    @Component
    static class Files {

        private final ComplaintTable complaints;
        private final Records records;
        private final Comparison comparison;
        private final DosePairs doses;
        private final Wish wish;

        Files(ComplaintTable complaints, Records records, Comparison comparison, DosePairs doses, Wish wish) {
            this.complaints = complaints;
            this.records = records;
            this.comparison = comparison;
            this.doses = doses;
            this.wish = wish;
        }

        /**
         * @param chosen the record the officer chose, or null
         * @throws BadInput 400 for a record that is none of the candidates
         */
        CaseFile open(Complaint complaint, Officer officer, Long chosen) {
            String province = complaint.place().provinceCode() == null ? officer.provinceCode() : complaint.place().provinceCode();
            List<PersonRecord.Person> candidates = records.candidates(complaint.person(), province);
            PersonRecord record = null;
            if (chosen != null) {
                if (!chosen.equals(complaint.citizenId()) && candidates.stream().noneMatch(person -> person.id() == chosen)) {
                    throw new BadInput(400, "review.invalid", List.of(new BadInput.FieldError("recordId", "review.record")));
                }
                record = records.find(chosen).orElse(null);
            } else if (complaint.citizenId() != null) {
                record = records.find(complaint.citizenId()).orElse(null);
            } else {
                record = Records.sure(complaint.person(), candidates).flatMap(person -> records.find(person.id())).orElse(null);
            }
            return with(complaint, officer, record, candidates);
        }

        /** As if the person had no record. */
        CaseFile withoutRecord(Complaint complaint, Officer officer) {
            return with(complaint, officer, null, List.of());
        }

        private CaseFile with(Complaint complaint, Officer officer, PersonRecord record, List<PersonRecord.Person> candidates) {
            List<DeclaredDose> declared = complaints.doses(complaint.id());
            List<Compared> identity = comparison.identity(complaint.person(), record == null ? null : record.person());
            List<DosePairs.Pair> pairs = doses.of(declared, record);
            String facility = complaint.place().facilityCode() != null ? complaint.place().facilityCode()
                    : officer.unitKind() == UnitKind.FACILITY ? officer.unitCode() : null;
            return new CaseFile(complaint, declared, record, candidates, identity, pairs,
                    wish.changes(complaint, record, identity, pairs, facility));
        }
    }
}
