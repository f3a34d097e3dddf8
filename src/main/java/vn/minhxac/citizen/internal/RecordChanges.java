package vn.minhxac.citizen.internal;

import java.sql.Timestamp;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import vn.minhxac.citizen.Corrections.Cause;

/** The table {@code record_change}: what was changed in a person's record, by whom, because of what, from what to what. */
@Repository
class RecordChanges {

    private final JdbcClient jdbc;

    RecordChanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A change of the person; values as they are stored, a date of birth only as far as it is known ({@code 1990-05}). */
    void person(long citizenId, String field, String from, String to, Cause cause) {
        note(citizenId, field, null, from, to, cause);
    }

    /** A change of a dose; values as {@link DoseText} writes them, null where there is none. */
    void dose(long citizenId, int doseNumber, String from, String to, Cause cause) {
        note(citizenId, "dose", doseNumber, from, to, cause);
    }

    private void note(long citizenId, String field, Integer doseNumber, String from, String to, Cause cause) {
        jdbc.sql("""
                insert into record_change (citizen_id, at, changed_by, confirmed_by, source, source_id, reason, field, dose_number,
                                           from_value, to_value)
                values (:citizen, :at, :by, :confirmed, :source, :sourceId, :reason, :field, :dose, :from, :to)""")
                .param("citizen", citizenId).param("at", Timestamp.from(cause.at())).param("by", cause.officer())
                .param("confirmed", cause.confirmedBy()).param("source", cause.source().name()).param("sourceId", cause.sourceId())
                .param("reason", cause.reason()).param("field", field).param("dose", doseNumber).param("from", from).param("to", to).update();
    }
}
