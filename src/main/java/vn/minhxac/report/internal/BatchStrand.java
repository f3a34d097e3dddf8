package vn.minhxac.report.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.minhxac.report.internal.HistoryView.Item;

/** The cleaning lists the record was on, and what officers decided there. */
@Repository
class BatchStrand implements HistoryStrand {

    private final JdbcClient jdbc;
    private final HistoryTexts texts;

    BatchStrand(JdbcClient jdbc, HistoryTexts texts) {
        this.jdbc = jdbc;
        this.texts = texts;
    }

    @Override
    public List<Event> of(long citizenId) {
        List<Event> events = new ArrayList<>();
        RowCallbackHandler lists = row -> addList(row, events);
        jdbc.sql("""
                select b.*, r.confirmed_at, coalesce(c.display_name, b.created_by) as creator, coalesce(s.display_name, b.signed_by) as signer,
                       coalesce(e.display_name, b.received_by) as receiver
                from cleaning_row r join cleaning_batch b on b.id = r.batch_id
                left join officer c on c.user_id = b.created_by left join officer s on s.user_id = b.signed_by
                left join officer e on e.user_id = b.received_by
                where r.citizen_id = :id order by b.created_at""").param("id", citizenId).query(lists);
        RowCallbackHandler decisions = row -> addDecision(row, events);
        jdbc.sql("""
                select d.*, coalesce(o.display_name, d.officer) as who from cleaning_decision d left join officer o on o.user_id = d.officer
                where d.citizen_id = :id order by d.id""").param("id", citizenId).query(decisions);
        return events;
    }

    private void addList(ResultSet row, List<Event> events) throws SQLException {
        String batch = row.getString("id");
        events.add(event(Step.LISTED, 0, HistoryStrand.instant(row, "created_at"), row.getString("creator"), texts.get("listed"), batch));
        // Whoever was not confirmed was not on the list that was signed.
        boolean signed = row.getTimestamp("confirmed_at") != null && row.getTimestamp("signed_at") != null
                && !row.getTimestamp("confirmed_at").after(row.getTimestamp("signed_at"));
        if (signed) {
            events.add(event(Step.HANDED_OVER, 0, HistoryStrand.instant(row, "signed_at"), row.getString("signer"),
                    texts.get("handedOver", String.valueOf(row.getString("document_number"))), batch));
            if (row.getTimestamp("received_at") != null) {
                events.add(event(Step.HANDED_OVER, 1, HistoryStrand.instant(row, "received_at"), row.getString("receiver"),
                        texts.get("received"), batch));
            }
        }
    }

    private static Event event(Step step, long place, Instant at, String who, String what, String batch) {
        return new Event(step, place, Item.of(at, who, what, null, "CLEANING", batch));
    }

    private void addDecision(ResultSet row, List<Event> events) throws SQLException {
        String batch = row.getString("batch_id");
        String what = texts.get("decided", texts.stage(row.getString("stage")), texts.decision(row.getString("decision")));
        events.add(new Event(Step.DECIDED, row.getLong("id"), Item.of(HistoryStrand.instant(row, "at"), row.getString("who"), what,
                texts.reason(row.getString("reason")), "CLEANING", batch)));
        Instant undone = HistoryStrand.instant(row, "undone_at");
        if (undone != null) {
            events.add(new Event(Step.DECIDED, row.getLong("id"), Item.of(undone, row.getString("who"), texts.get("undone", what), null, "CLEANING",
                    batch)));
        }
    }
}
