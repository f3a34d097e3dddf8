package vn.minhxac.complaint.internal.filing;

import static vn.minhxac.complaint.internal.filing.ComplaintCheck.date;
import static vn.minhxac.complaint.internal.filing.ComplaintCheck.require;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.springframework.stereotype.Component;

import vn.minhxac.citizen.Vaccines;
import vn.minhxac.common.BadInput.FieldError;
import vn.minhxac.complaint.ComplaintFiling;
import vn.minhxac.complaint.internal.store.Complaint.DeclaredDose;

/** The doses a complaint is about, as the citizen knows them. */
@Component
class DeclaredDoses {

    /** First day of the vaccination campaign. */
    static final LocalDate CAMPAIGN = LocalDate.of(2021, 3, 8);
    private static final int MOST = 10;
    private static final int LONGEST_LOT = 40;

    private final Vaccines vaccines;
    private final PlaceCheck places;

    DeclaredDoses(Vaccines vaccines, PlaceCheck places) {
        this.vaccines = vaccines;
        this.places = places;
    }

    List<DeclaredDose> check(List<ComplaintFiling.DeclaredDose> declared, LocalDate today, List<FieldError> errors) {
        if (declared == null) {
            return List.of();
        }
        if (declared.size() > MOST) {
            errors.add(new FieldError("doses", "complaint.doses.many"));
            return List.of();
        }
        Set<Integer> numbers = new HashSet<>();
        List<DeclaredDose> result = new ArrayList<>();
        for (int i = 0; i < declared.size(); i++) {
            ComplaintFiling.DeclaredDose dose = declared.get(i);
            String at = "doses[" + i + "]";
            if (dose == null) {
                errors.add(new FieldError(at, "complaint.dose"));
            } else {
                result.add(check(dose, at, today, numbers, errors));
            }
        }
        return result;
    }

    private DeclaredDose check(ComplaintFiling.DeclaredDose dose, String at, LocalDate today, Set<Integer> numbers, List<FieldError> errors) {
        int number = dose.doseNumber() == null ? 0 : dose.doseNumber();
        require(errors, at + ".doseNumber", number >= 1 && number <= MOST && numbers.add(number), "complaint.dose.number");
        LocalDate day = date(dose.date());
        require(errors, at + ".date", day != null && !day.isBefore(CAMPAIGN) && !day.isAfter(today), "complaint.dose.date");
        String vaccine = dose.vaccine() == null || PlainText.clean(dose.vaccine()) == null ? null
                : vaccines.code(dose.vaccine(), today).orElse(null);
        require(errors, at + ".vaccine", vaccine != null, "complaint.dose.vaccine");
        String lot = PlainText.clean(dose.lotNumber());
        require(errors, at + ".lotNumber", lot != null && lot.length() <= LONGEST_LOT && lot.matches("[\\p{L}\\p{N} ./_-]*"), "complaint.dose.lot");
        String facility = PlaceCheck.code(dose.facilityCode());
        require(errors, at + ".facilityCode", places.isFacility(facility), "complaint.place.facility");
        return new DeclaredDose(number, day, vaccine, lot == null || lot.isEmpty() ? null : lot, facility);
    }
}
