package vn.minhxac.cleaning.internal.batch;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.springframework.stereotype.Component;

import vn.minhxac.citizen.Corrections;
import vn.minhxac.citizen.Corrections.RecordedDose;
import vn.minhxac.citizen.DoseEntry;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;

/** Which changes of a dose can be right. */
@Component
class DoseRules {

    static final Set<String> VOID_REASONS = Set.of("GHOST_DOSE", "ENTERED_TWICE", "WRONG_PERSON");
    /** The campaign began on 8 March 2021. */
    private static final LocalDate FIRST_DAY = LocalDate.of(2021, 3, 8);
    private static final int MAX_DOSE_NUMBER = 20;

    private final Corrections records;
    private final DoseEntry catalogue;
    private final Units units;
    private final Clock clock;

    DoseRules(Corrections records, DoseEntry catalogue, Units units, Clock clock) {
        this.records = records;
        this.catalogue = catalogue;
        this.units = units;
        this.clock = clock;
    }

    void check(long citizenId, DoseChange change, String reason) throws Refusal {
        if (change == null || change.action() == null || change.doseNumber() == null) {
            throw new Refusal("cleaning.dose", "dose");
        }
        List<RecordedDose> doses = records.doses(citizenId);
        int number = change.doseNumber();
        boolean known = doses.stream().anyMatch(dose -> dose.doseNumber() == number);
        if (number < 1 || number > MAX_DOSE_NUMBER || known == (change.action() == DoseChange.Action.ADD)) {
            throw new Refusal(known ? "cleaning.doseTaken" : "cleaning.doseUnknown", "dose.doseNumber");
        }
        if (change.action() == DoseChange.Action.VOID) {
            if (!VOID_REASONS.contains(String.valueOf(reason))) {
                throw new Refusal("cleaning.reason", "reason");
            }
            return;
        }
        LocalDate day = change.date();
        if (day == null || day.isBefore(FIRST_DAY) || day.isAfter(LocalDate.now(clock.withZone(FieldRules.VIET_NAM)))) {
            throw new Refusal("cleaning.doseDate", "dose.date");
        }
        if (doses.stream().filter(dose -> dose.doseNumber() != number).anyMatch(dose -> dose.doseNumber() < number
                ? dose.vaccinationDate().isAfter(day) : dose.vaccinationDate().isBefore(day))) {
            throw new Refusal("cleaning.doseOrder", "dose.date");
        }
        if (!catalogue.vaccinesOn(day).contains(String.valueOf(change.vaccine()))) {
            throw new Refusal("cleaning.doseVaccine", "dose.vaccine");
        }
        if (change.lotNumber() != null && !change.lotNumber().matches("[\\p{L}\\p{N} ./#-]{0,50}")) {
            throw new Refusal("cleaning.doseLot", "dose.lotNumber");
        }
        if (change.facilityCode() == null || units.find(UnitKind.FACILITY, change.facilityCode()).isEmpty()) {
            throw new Refusal("cleaning.doseFacility", "dose.facilityCode");
        }
    }
}
