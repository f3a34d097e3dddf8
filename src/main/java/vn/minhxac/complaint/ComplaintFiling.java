package vn.minhxac.complaint;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import vn.minhxac.citizen.Vaccines;

/**
 * How a complaint comes in (9458, contract §1): filed, then confirmed with a one-time code that goes to the phone; with an officer's
 * help, filed and recorded at once. Used by {@code POST /api/v1/complaints} and by the portal.
 */
public interface ComplaintFiling {

    /**
     * Checks a complaint and keeps it for a day; no clock runs yet. A code goes to its phone.
     *
     * @param channel {@code PORTAL} or {@code API}
     * @param client  where the call comes from, for the limits: {@link vn.minhxac.common.ClientAddress}
     * @throws vn.minhxac.common.BadInput        400 {@code complaint.invalid} with every bad field by its JSON path; nothing is stored
     * @throws vn.minhxac.common.TooManyRequests too often for this client or this phone
     */
    Filed file(Request request, String channel, String client);

    /** Checks as {@link #file} does, without storing or sending anything: for a form of several steps. */
    void check(Request request);

    /**
     * Records a complaint: from this instant its 48 hours count.
     *
     * @throws vn.minhxac.common.BadInput 404 unknown code, 400 {@code otp.wrong}, 429 {@code otp.tooManyTries}, 409 {@code complaint.recorded}
     *                                    when it is recorded already: {@link ComplaintTracking#view} says since when
     */
    Recorded confirm(String code, String otp, String client);

    /** Sends another one-time code for a complaint that is not recorded yet. */
    Filed sendAgain(String code, String client);

    /**
     * An officer files for a citizen who is present (assisted channel): recorded at once, no one-time code.
     *
     * @throws vn.minhxac.common.BadInput as {@link #file}; 403 for who is no health officer
     */
    Recorded fileAssisted(Request request);

    /**
     * A complaint as it was sent; everything may be null or nonsense.
     *
     * @param sex          {@code M} or {@code F}
     * @param dateOfBirth  ISO date
     * @param idType       {@code CCCD}, {@code CMND} or {@code PASSPORT}
     * @param type         a {@link ComplaintType}
     * @param nameAsWritten the citizen confirms that a name without marks or of one word is written as on the papers (R11)
     * @param attachments  ids of uploads, see {@link ComplaintAttachments}
     */
    record Request(String fullName, String sex, String dateOfBirth, String idType, String idNumber, String phone, String email,
                   String type, String description, Place place, List<DeclaredDose> doses, List<String> attachments,
                   Boolean nameAsWritten) {

        @Override
        public String toString() {
            return "Request[…]";
        }
    }

    /** Place of vaccination as far as it is known: codes of units, each may be null. */
    record Place(String facilityCode, String communeCode, String districtCode, String provinceCode, Boolean abroad) {
    }

    /** A dose as the citizen says it was given; {@code date} is an ISO date. */
    record DeclaredDose(Integer doseNumber, String date, String vaccine, String lotNumber, String facilityCode) {

        @Override
        public String toString() {
            return "DeclaredDose[…]";
        }
    }

    /**
     * @param code      tracking code
     * @param confirmBy until when the one-time code holds
     */
    record Filed(String code, Instant confirmBy) {
    }

    /**
     * @param dueAt {@code recordedAt} plus 48 hours
     */
    record Recorded(UUID id, String code, Instant recordedAt, Instant dueAt) {
    }

    /** The vaccines a citizen may choose from today. */
    List<Vaccines.Vaccine> vaccines();
}
