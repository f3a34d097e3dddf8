package vn.minhxac.report.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/** What one part of the house knows of a record's history. */
interface HistoryStrand {

    /** Order of what happened in one transaction, and so at one instant. */
    enum Step {
        CREATED, LISTED, DECIDED, HANDED_OVER, CHANGED, COMPARED, CASE_CLOSED, CASE_OPENED, PROPOSED, SIGNED, PASSPORT
    }

    /** @param id orders those of one step */
    record Event(Step step, long id, HistoryView.Item item) {
    }

    List<Event> of(long citizenId);

    static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
