package vn.minhxac.cleaning.internal.batch;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a decision makes of a row. The names are the columns of {@code cleaning_row}: many changes go to the database as one JSON value.
 *
 * @param logged the decision as it is kept in the history: CONFIRM and RETURN leave the row's own decision as it is
 */
record RowChange(@JsonProperty("citizen_id") long citizenId, RowState state, Decision decision, @JsonProperty("proposal_id") Long proposalId,
                 @JsonProperty("to_full_name") String toFullName, @JsonProperty("to_sex") String toSex,
                 @JsonProperty("to_date_of_birth") String toDateOfBirth, @JsonProperty("to_id_number") String toIdNumber,
                 @JsonProperty("to_nationality") String toNationality, @JsonProperty("to_phone") String toPhone,
                 @JsonProperty("to_commune") String toCommune, @JsonProperty("other_citizen_id") Long otherCitizenId, DoseChange dose, String reason,
                 @JsonProperty("decided_by") String decidedBy, @JsonProperty("decided_at") String decidedAt,
                 @JsonProperty("npd_result") String npdResult, @JsonProperty("confirmed_by") String confirmedBy,
                 @JsonProperty("confirmed_at") String confirmedAt, @JsonProperty("content_hash") String contentHash, Decision logged) {

    /** A decision about the record by whoever works through the list. */
    static RowChange decided(Row row, Decision decision, Long proposalId, Map<String, String> to, String commune, Long other, DoseChange dose,
                             String reason, String officer, String at, byte[] contentHash) {
        return new RowChange(row.citizenId(), RowState.REVIEWED, decision, proposalId, to.get("fullName"), to.get("sex"), to.get("dateOfBirth"),
                to.get("idNumber"), to.get("nationality"), to.get("phone"), commune, other, dose, reason, officer, at, null, null, null,
                hex(contentHash), decision);
    }

    /** What somebody else says of a decision: it stands, or goes back. */
    static RowChange judged(Row row, RowState state, Decision logged, String reason, String npdResult, String officer, String at) {
        Map<String, String> to = row.to();
        return new RowChange(row.citizenId(), state, row.decision(), row.proposalId(), to.get("fullName"), to.get("sex"), to.get("dateOfBirth"),
                to.get("idNumber"), to.get("nationality"), to.get("phone"), row.toCommune(), row.otherCitizenId(), row.dose(), reason,
                row.decidedBy(), row.decidedAt() == null ? null : row.decidedAt().toString(), npdResult, officer, at, hex(row.contentHash()), logged);
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "RowChange[" + state + "]";
    }
}
