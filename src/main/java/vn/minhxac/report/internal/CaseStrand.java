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

/** What was found wrong with the record, and when it was settled. */
@Repository
class CaseStrand implements HistoryStrand {

    private final JdbcClient jdbc;
    private final HistoryTexts texts;

    CaseStrand(JdbcClient jdbc, HistoryTexts texts) {
        this.jdbc = jdbc;
        this.texts = texts;
    }

    @Override
    public List<Event> of(long citizenId) {
        List<Event> events = new ArrayList<>();
        RowCallbackHandler each = row -> add(row, events);
        jdbc.sql("""
                select k.*, coalesce(o.display_name, k.reported_by) as who from cleaning_case k left join officer o on o.user_id = k.reported_by
                where k.citizen_id = :id order by k.id""").param("id", citizenId).query(each);
        return events;
    }

    private void add(ResultSet row, List<Event> events) throws SQLException {
        long id = row.getLong("id");
        String text = texts.mismatch(row.getString("mismatch_class"));
        String reporter = row.getString("who");
        String list = row.getString("list_id");
        String[] hints = (String[]) row.getArray("hints").getArray();
        events.add(new Event(Step.CASE_OPENED, id, Item.of(HistoryStrand.instant(row, "opened_at"), reporter == null ? texts.system() : reporter,
                texts.get(reporter == null ? "caseOpened" : "caseReported", row.getString("mismatch_class"), text), texts.hints(hints),
                list == null ? "CLEANING" : "VERIFICATION", list)));
        Instant closed = HistoryStrand.instant(row, "closed_at");
        if (closed != null) {
            events.add(new Event(Step.CASE_CLOSED, id, Item.of(closed, texts.system(), texts.get("caseClosed", row.getString("mismatch_class"), text),
                    texts.reason(row.getString("close_reason")), "CLEANING", null)));
        }
    }
}
