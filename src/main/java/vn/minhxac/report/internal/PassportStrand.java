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

/** The vaccine passports that hang on the record. */
@Repository
class PassportStrand implements HistoryStrand {

    private final JdbcClient jdbc;
    private final HistoryTexts texts;

    PassportStrand(JdbcClient jdbc, HistoryTexts texts) {
        this.jdbc = jdbc;
        this.texts = texts;
    }

    @Override
    public List<Event> of(long citizenId) {
        List<Event> events = new ArrayList<>();
        RowCallbackHandler each = row -> add(row, events);
        jdbc.sql("""
                select p.*, d.dose_number, case when p.status = 'EXPIRED' then p.expires_at else p.revoked_at end as ended_at
                from passport p join dose d on d.id = p.dose_id where p.citizen_id = :id order by p.issued_at, p.id""")
                .param("id", citizenId).query(each);
        return events;
    }

    private void add(ResultSet row, List<Event> events) throws SQLException {
        String id = row.getString("id");
        Integer dose = row.getInt("dose_number");
        String issued = texts.get("passport.ACTIVE", row.getString("uvci"));
        events.add(event(events.size(), HistoryStrand.instant(row, "issued_at"), issued, null, dose, id));
        Instant ended = HistoryStrand.instant(row, "ended_at");
        if (ended != null) {
            events.add(event(events.size(), ended, texts.get("passport." + row.getString("status"), row.getString("uvci")),
                    texts.reason(row.getString("revoke_reason")), dose, id));
        }
    }

    private Event event(int place, Instant at, String what, String why, Integer dose, String id) {
        return new Event(Step.PASSPORT, place, new Item(at, texts.get("ministry"), what, why, null, dose, null, null, null, "PASSPORT", id));
    }
}
