package vn.minhxac.citizen;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Putting one person's record right, with every change kept in {@code record_change}: by whom, because of what, from what to what. Joins
 * the caller's transaction; the caller has checked who may change which fact. A record that was merged into another one is changed no
 * more: {@link vn.minhxac.common.BadInput} 409 {@code cleaning.merged}, and nothing changes.
 */
public interface Corrections {

    /** What a change comes from; {@link Cause#sourceId} is the id of the complaint, of the batch, of the import, of the list. */
    enum Source {
        COMPLAINT, CLEANING, IMPORT, SESSION
    }

    /**
     * What asked for a change.
     *
     * @param officer     user id of who decided it
     * @param confirmedBy user id of who confirmed it, where four eyes are asked for, else null
     * @param reason      code of a rule, a kind of decision or a reason, or null; never a person's datum
     */
    record Cause(Source source, String sourceId, String officer, String confirmedBy, String reason, Instant at) {
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
     * Changes identity facts; whoever is changed is a DRAFT again, to be compared. The kind of paper follows the number and the
     * nationality; a number that another one replaces stays known as {@code citizen_alias}.
     *
     * @param fields new values of {@code fullName}, {@code sex}, {@code dateOfBirth} (ISO), {@code nationality} (ISO 3166 alpha-2),
     *               {@code idNumber}; the number may be null: it is somebody else's and this person's is not known
     * @return whether anything was different
     */
    boolean identity(long citizenId, Map<String, String> fields, Cause cause);

    /**
     * Changes where a person is found; the identity stands as it was. Another commune takes the hamlet away, unless it is given too.
     *
     * @param fields new values, null where unknown, of {@code phone}, {@code permanentCommune} (code), {@code hamlet}
     * @return whether anything was different
     */
    boolean contact(long citizenId, Map<String, String> fields, Cause cause);

    /** Enters a dose late; false where the person has one of this number already. It is a DRAFT until it is handed to signing. */
    boolean addDose(long citizenId, DoseFacts dose, Cause cause);

    /** Corrects the facts of a dose; a signature over the old ones no longer counts: it is a DRAFT until it is handed to signing again. */
    boolean setDose(long citizenId, DoseFacts dose, Cause cause);

    /** Takes a dose back that was never given; it is kept as VOID. */
    boolean voidDose(long citizenId, int doseNumber, String reason, Cause cause);

    /**
     * Merges two records of one person. Doses that both have (number, date and vaccine) are kept once, the others move to {@code into};
     * a signed dose keeps its signature. Phone, commune and hamlet that only {@code from} has are taken over. {@code from} stays with
     * its history, and is worked on no more. {@link RecordsMerged} is
     * published in the same transaction.
     *
     * @throws vn.minhxac.common.BadInput 409 and nothing changes: {@code cleaning.mergeImpossible} where they are one record, of two
     *         provinces, or one of them is merged already; {@code cleaning.mergeProven} where only {@code from} is proven: it is the one
     *         to be kept; {@code cleaning.mergeTwoPeople} where the population database has matched both under different numbers;
     *         {@code cleaning.mergeDoseConflict} where a dose of the same number has another date or vaccine
     */
    void merge(long from, long into, Cause cause);
}
