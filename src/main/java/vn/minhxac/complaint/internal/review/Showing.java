package vn.minhxac.complaint.internal.review;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.minhxac.common.Texts;
import vn.minhxac.complaint.internal.review.DosePairs.Pair;
import vn.minhxac.complaint.internal.review.ReviewView.ChangeView;
import vn.minhxac.complaint.internal.review.ReviewView.DoseView;
import vn.minhxac.complaint.internal.review.ReviewView.Facts;
import vn.minhxac.complaint.internal.store.Complaint;
import vn.minhxac.complaint.internal.store.Decision;
import vn.minhxac.complaint.internal.store.Decision.Change;
import vn.minhxac.complaint.internal.store.Decision.Subject;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;

/** Facts in the words officers read. */
@Component
class Showing {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private final Units units;
    private final Officers officers;
    private final Records records;
    private final Texts texts;

    Showing(Units units, Officers officers, Records records, Texts texts) {
        this.units = units;
        this.officers = officers;
        this.records = records;
        this.texts = texts;
    }

    ReviewView.RecordView record(PersonRecord.Person person, boolean chosen) {
        String birth = person.dateOfBirth() == null ? null : person.bornOnAKnownDay() ? person.dateOfBirth().toString()
                : person.dateOfBirth().toString().substring(0, "Y".equals(person.dobPrecision()) ? 4 : 7);
        return new ReviewView.RecordView(Long.toString(person.id()), person.recordId(), person.fullName(), person.sex(), birth,
                person.idNumber(), texts.get("review.identity." + person.identityStatus()), chosen);
    }

    List<DoseView> doses(CaseFile file, String officer) {
        Map<String, String> names = names();
        List<PersonRecord.Dose> disputed = file.disputed();
        return file.pairs().stream().map(pair -> dose(pair, names, officer,
                pair.recorded() != null && disputed.contains(pair.recorded()))).toList();
    }

    private DoseView dose(Pair pair, Map<String, String> names, String officer, boolean disputed) {
        Complaint.DeclaredDose said = pair.declared();
        PersonRecord.Dose known = pair.recorded();
        return new DoseView(
                said == null ? null : facts(said.doseNumber(), said.date(), said.vaccineCode(), said.lotNumber(), said.facilityCode(), null, names),
                known == null ? null : facts(known.doseNumber(), known.date(), known.vaccineCode(), known.lotNumber(), known.facilityCode(),
                        texts.get("review.dose." + known.status()), names),
                pair.facts(), known == null ? null : units.name(UnitKind.FACILITY, known.enteringUnit()),
                known != null && officer.equals(known.enteredBy()), disputed);
    }

    private Facts facts(int number, LocalDate date, String vaccine, String lot, String facility, String status, Map<String, String> names) {
        return new Facts(number, date, vaccine, names.getOrDefault(vaccine, vaccine), lot, facility,
                facility == null ? null : units.name(UnitKind.FACILITY, facility), status);
    }

    ReviewView.DecisionView decision(Decision decision, CaseFile file, boolean police) {
        List<Change> shown = decision.changes().stream().filter(change -> !police || change.subject() == Subject.IDENTITY).toList();
        return new ReviewView.DecisionView(officers.find(decision.decidedBy()).map(Officer::displayName).orElse(decision.decidedBy()),
                changes(shown, file), police ? null : decision.answer(), decision.policeNote());
    }

    List<ChangeView> changes(List<Change> changes, CaseFile file) {
        Map<String, String> names = names();
        return changes.stream().map(change -> new ChangeView(change, text(change, file, names))).toList();
    }

    private String text(Change change, CaseFile file, Map<String, String> names) {
        if (change.subject() == Subject.IDENTITY) {
            String before = file.identity().stream().filter(fact -> fact.field().equals(change.field())).map(Compared::recorded)
                    .findFirst().orElse(null);
            return texts.get("review.change.identity", texts.get("review.field." + change.field()), value(change.field(), before),
                    value(change.field(), change.to()));
        }
        return switch (change.action()) {
            case VOID -> texts.get("review.change.VOID", change.doseNumber(), texts.get("review.void." + change.reason()));
            case SET, ADD -> texts.get("review.change." + change.action(), change.doseNumber(), DAY.format(change.date()),
                    names.getOrDefault(change.vaccine(), change.vaccine()),
                    change.lotNumber() == null ? texts.get("review.none") : change.lotNumber(),
                    change.facilityCode() == null ? texts.get("review.none") : units.name(UnitKind.FACILITY, change.facilityCode()));
        };
    }

    private String value(String field, String value) {
        if (value == null) {
            return texts.get("review.none");
        }
        return switch (field) {
            case "sex" -> texts.get("review.sex." + value);
            case "dateOfBirth" -> value.length() == 10 ? DAY.format(LocalDate.parse(value)) : value;
            default -> value;
        };
    }

    ReviewView.Place place(Complaint.Place at) {
        return new ReviewView.Place(at.provinceCode(), name(UnitKind.PROVINCE, at.provinceCode()), at.districtCode(),
                name(UnitKind.DISTRICT, at.districtCode()), at.communeCode(), name(UnitKind.COMMUNE, at.communeCode()), at.facilityCode(),
                name(UnitKind.FACILITY, at.facilityCode()), at.abroad());
    }

    private String name(UnitKind kind, String code) {
        return code == null ? null : units.name(kind, code);
    }

    ReviewView.Step step(Instant at, String what, String detail) {
        int colon = detail == null ? -1 : detail.indexOf(':');
        String about = colon < 0 ? detail : units.name(UnitKind.valueOf(detail.substring(0, colon)), detail.substring(colon + 1));
        return new ReviewView.Step(at, texts.get("complaint.step." + what, about));
    }

    private Map<String, String> names() {
        return records.vaccines().stream().collect(Collectors.toMap(Records.Vaccine::code, Records.Vaccine::name, (a, b) -> a));
    }
}
