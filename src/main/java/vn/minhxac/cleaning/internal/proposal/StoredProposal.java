package vn.minhxac.cleaning.internal.proposal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * A row of {@code cleaning_proposal}.
 *
 * @param changed     names of the fields that differ from the record's
 * @param contentHash of the record it was derived from
 * @param result      MATCH, NO_MATCH, UNVERIFIABLE, or null where it was not asked about
 */
record StoredProposal(long id, long citizenId, int rank, String rule, String fullName, String sex, LocalDate dateOfBirth, String idNumber,
                      List<String> changed, Long otherCitizenId, byte[] contentHash, String result) {

    static StoredProposal of(ResultSet row, int number) throws SQLException {
        return new StoredProposal(row.getLong("id"), row.getLong("citizen_id"), row.getInt("rank"), row.getString("rule"), row.getString("full_name"),
                row.getString("sex"), row.getObject("date_of_birth", LocalDate.class), row.getString("id_number"),
                List.of((String[]) row.getArray("changed").getArray()), row.getObject("other_citizen_id", Long.class),
                row.getBytes("content_hash"), row.getString("result"));
    }

    boolean isMatch() {
        return "MATCH".equals(result);
    }

    boolean isRefuted() {
        return "NO_MATCH".equals(result);
    }

    boolean changesNumberOnly() {
        return changed.equals(List.of("idNumber"));
    }

    /** Whether it follows from the digits and signs of the record alone, not from what names are common. */
    boolean isFromNumber() {
        return Arrays.stream(rule.split("\\+")).map(Rule::valueOf)
                .allMatch(one -> one.isOfNumber() || one == Rule.SEX_FROM_ID || one == Rule.YEAR_FROM_ID);
    }

    /** The likeliest is asked about alone, then two more, then the rest: few questions, and few calls. */
    int wave() {
        return rank == 1 ? 1 : rank <= 3 ? 2 : 3;
    }
}
