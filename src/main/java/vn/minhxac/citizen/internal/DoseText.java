package vn.minhxac.citizen.internal;

import java.util.Objects;

import vn.minhxac.citizen.Corrections.DoseFacts;
import vn.minhxac.citizen.Corrections.RecordedDose;

/** The facts of a dose as one value of {@code record_change}: date, vaccine, lot ({@code -}: none), facility; {@link #SQL} writes the same. */
public final class DoseText {

    /** Of the columns of {@code dose} under the name in {@code %1$s}. */
    public static final String SQL = """
            to_char(%1$s.vaccination_date, 'YYYY-MM-DD') || ' ' || %1$s.vaccine_code || ' ' || coalesce(%1$s.lot_number, '-') || ' '
            || %1$s.facility_code""";

    private DoseText() {
    }

    static String of(DoseFacts dose) {
        return dose.vaccinationDate() + " " + dose.vaccineCode() + " " + Objects.toString(dose.lotNumber(), "-") + " " + dose.facilityCode();
    }

    static DoseFacts facts(RecordedDose dose) {
        return new DoseFacts(dose.doseNumber(), dose.vaccinationDate(), dose.vaccineCode(), dose.lotNumber(), dose.facilityCode());
    }

    static String of(RecordedDose dose) {
        return of(facts(dose));
    }
}
