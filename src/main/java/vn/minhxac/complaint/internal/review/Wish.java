package vn.minhxac.complaint.internal.review;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.minhxac.citizen.VietnameseName;
import vn.minhxac.complaint.ComplaintType;
import vn.minhxac.complaint.internal.review.DosePairs.Pair;
import vn.minhxac.complaint.internal.store.Complaint;
import vn.minhxac.complaint.internal.store.Complaint.DeclaredDose;
import vn.minhxac.complaint.internal.store.Decision.Action;
import vn.minhxac.complaint.internal.store.Decision.Change;

/** What a citizen asks for, as changes of the record: the answer an officer gives with one click. */
@Component
class Wish {

    /** Why a dose is void: what is stored with it. */
    static final String NOT_MINE = "COMPLAINT_NOT_MINE";

    /**
     * @param record   null where the person has none
     * @param facility where a dose was given if the citizen does not say, or null
     * @return empty where nothing can be derived: the officer decides by hand
     */
    List<Change> changes(Complaint complaint, PersonRecord record, List<Compared> identity, List<Pair> pairs, String facility) {
        return switch (complaint.type()) {
            case WRONG_PERSONAL_INFO -> identity(complaint, identity);
            case MISSING_DOSE -> missing(pairs, facility);
            case WRONG_DOSE_INFO -> wrong(pairs, facility);
            case NO_PASSPORT -> {
                List<Change> all = new ArrayList<>(identity(complaint, identity));
                all.addAll(missing(pairs, facility));
                yield all;
            }
            case DOSE_NOT_MINE -> disputed(complaint.type(), record, pairs).stream()
                    .map(dose -> Change.voided(dose.doseNumber(), NOT_MINE)).toList();
            case DUPLICATE_RECORD, OTHER -> List.of();
        };
    }

    /** Doses the citizen says are not his own; where he names none and has only one, that one. */
    static List<PersonRecord.Dose> disputed(ComplaintType type, PersonRecord record, List<Pair> pairs) {
        if (type != ComplaintType.DOSE_NOT_MINE || record == null) {
            return List.of();
        }
        if (pairs.stream().noneMatch(pair -> pair.declared() != null)) {
            return record.doses().size() == 1 ? record.doses() : List.of();
        }
        return pairs.stream().filter(pair -> pair.declared() != null && pair.recorded() != null).map(Pair::recorded).toList();
    }

    /** Whether the complaint asks to change this fact of the person: then its difference from the record is no ground for a refusal (A10). */
    static boolean asksToChange(ComplaintType type) {
        return type == ComplaintType.WRONG_PERSONAL_INFO || type == ComplaintType.NO_PASSPORT;
    }

    private static List<Change> identity(Complaint complaint, List<Compared> identity) {
        return identity.stream().filter(fact -> fact.differs() || fact.result() == Compared.Result.MISSING && fact.declared() != null)
                .map(fact -> Change.identity(fact.field(), declared(complaint.person(), fact.field()))).toList();
    }

    /** What the citizen declared of an identity fact, as it would be stored; null for another field. */
    static String declared(Complaint.Person who, String field) {
        return switch (field) {
            case "fullName" -> VietnameseName.display(who.fullName());
            case "sex" -> who.sex();
            case "dateOfBirth" -> who.dateOfBirth().toString();
            case "idNumber" -> who.idNumber();
            default -> null;
        };
    }

    private static List<Change> missing(List<Pair> pairs, String facility) {
        return pairs.stream().filter(pair -> pair.declared() != null && pair.missing()).map(pair -> added(pair.declared(), facility)).toList();
    }

    private static List<Change> wrong(List<Pair> pairs, String facility) {
        List<Change> changes = new ArrayList<>();
        for (Pair pair : pairs) {
            if (pair.declared() != null && pair.missing()) {
                changes.add(added(pair.declared(), facility));
            } else if (pair.sameNumber() && pair.differs()) {
                DeclaredDose said = pair.declared();
                changes.add(Change.dose(Action.SET, said.doseNumber(), said.date(), said.vaccineCode(),
                        said.lotNumber() == null ? pair.recorded().lotNumber() : said.lotNumber(),
                        said.facilityCode() == null ? pair.recorded().facilityCode() : said.facilityCode()));
            }
        }
        return changes;
    }

    private static Change added(DeclaredDose said, String facility) {
        return Change.dose(Action.ADD, said.doseNumber(), said.date(), said.vaccineCode(), said.lotNumber(),
                said.facilityCode() == null ? facility : said.facilityCode());
    }
}
