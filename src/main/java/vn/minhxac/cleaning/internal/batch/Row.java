package vn.minhxac.cleaning.internal.batch;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One person in a batch, and what was decided about the record.
 *
 * @param contentHash over the four fields of the record when it was listed or last decided
 * @param to          decided values by field; only those that change
 * @param dose        what is wrong with a dose, or null
 * @param version     grows with every change of the row
 */
public record Row(long citizenId, String recordId, int line, List<String> classes, String mainClass, String hamlet, byte[] contentHash,
                  RowState state, Decision decision, Long proposalId, Map<String, String> to, String toCommune, Long otherCitizenId,
                  DoseChange dose, String reason, String decidedBy, Instant decidedAt, String npdResult, String confirmedBy, Instant confirmedAt,
                  String outcome, int version) {

    /** Fields that a row can change, as the API names them. */
    static final List<String> FIELDS = List.of("fullName", "sex", "dateOfBirth", "idNumber", "nationality", "phone");

    static Map<String, String> to(String fullName, String sex, LocalDate dateOfBirth, String idNumber, String nationality, String phone) {
        Map<String, String> to = new LinkedHashMap<>();
        put(to, "fullName", fullName);
        put(to, "sex", sex);
        put(to, "dateOfBirth", dateOfBirth == null ? null : dateOfBirth.toString());
        put(to, "idNumber", idNumber);
        put(to, "nationality", nationality);
        put(to, "phone", phone);
        return to;
    }

    private static void put(Map<String, String> to, String field, String value) {
        if (value != null) {
            to.put(field, value);
        }
    }

    boolean changesDose() {
        return decision == Decision.DOSE;
    }

    @Override
    public String toString() {
        return "Row[" + line + "]";
    }
}
