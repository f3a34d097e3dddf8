package vn.minhxac.citizen;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Putting one person's record right, with every change kept: by whom, because of what, from what to what. Joins the
 * caller's transaction; the caller has checked who may change which fact.
 */
public interface Corrections {

    /** What asked for a change: the complaint's id, and the officer who decided. */
    record Cause(String complaintId, String officer, Instant at) {
    }

    /** A dose that is not void, or was. */
    record RecordedDose(long id, int doseNumber, LocalDate vaccinationDate, String vaccineCode, String lotNumber, String facilityCode,
                        String enteringUnit, String enteredBy, Doses.Status status) {
    }

    /** The facts of a dose. */
    record DoseFacts(int doseNumber, LocalDate vaccinationDate, String vaccineCode, String lotNumber, String facilityCode) {
    }

    /** A person's doses that are not void, by number. */
    List<RecordedDose> doses(long citizenId);

    /**
     * Changes identity facts; whoever is changed is a DRAFT again, to be compared.
     *
     * @param fields new values of {@code fullName}, {@code sex}, {@code dateOfBirth} (ISO), {@code idNumber}
     * @return whether anything was different
     */
    boolean identity(long citizenId, Map<String, String> fields, Cause cause);

    /** Enters a dose late; false where the person has one of this number already. It is a DRAFT until it is handed to signing. */
    boolean addDose(long citizenId, DoseFacts dose, Cause cause);

    /** Corrects the facts of a dose; a signature over the old ones no longer counts: it is a DRAFT until it is handed to signing again. */
    boolean setDose(long citizenId, DoseFacts dose, Cause cause);

    /** Takes a dose back that was never given; it is kept as VOID. */
    boolean voidDose(long citizenId, int doseNumber, String reason, Cause cause);
}
