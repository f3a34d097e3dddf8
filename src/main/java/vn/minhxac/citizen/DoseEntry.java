package vn.minhxac.citizen;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Doses entered by an officer at a session. Joins the caller's transaction; the caller has checked the facts. */
public interface DoseEntry {

    /** A dose as it was given. */
    record SessionDose(long citizenId, int doseNumber, LocalDate vaccinationDate, String vaccineCode, String lotNumber) {
    }

    /** A dose a person has already. */
    record KnownDose(long citizenId, int doseNumber, LocalDate vaccinationDate, String vaccineCode, String enteringUnit, String source) {
    }

    /** The doses of these people that are not void, by person and number. */
    List<KnownDose> known(Collection<Long> citizenIds);

    /** Codes of the vaccine catalogue in force on that day. */
    Set<String> vaccinesOn(LocalDate day);

    /**
     * Enters doses of a session, or corrects those that the same facility entered at a session and that are not signed yet; each change
     * with its cause in the history.
     *
     * @return how many were stored; fewer than given where another dose has the number already
     */
    int enter(List<SessionDose> doses, String facilityCode, Corrections.Cause cause);

    /** Takes back unsigned session doses of these people that this facility entered for this day or later. */
    void takeBack(Collection<Long> citizenIds, String facilityCode, LocalDate from, String reason, Corrections.Cause cause);
}
