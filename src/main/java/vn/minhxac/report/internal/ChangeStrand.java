package vn.minhxac.report.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.minhxac.report.internal.HistoryView.Item;

/** Where the record came from, and every change of what it says. */
@Repository
class ChangeStrand implements HistoryStrand {

    private final JdbcClient jdbc;
    private final HistoryTexts texts;

    ChangeStrand(JdbcClient jdbc, HistoryTexts texts) {
        this.jdbc = jdbc;
        this.texts = texts;
    }

    @Override
    public List<Event> of(long citizenId) {
        List<Event> events = new ArrayList<>(jdbc.sql("""
                select h.*, coalesce(o.display_name, h.changed_by) as who, coalesce(k.display_name, h.confirmed_by) as confirmed, i.file_name
                from record_change h left join officer o on o.user_id = h.changed_by left join officer k on k.user_id = h.confirmed_by
                left join import i on i.id = case when h.source = 'IMPORT' then h.source_id::uuid end
                where h.citizen_id = :id order by h.id""").param("id", citizenId).query((row, n) -> change(row)).list());
        if (events.stream().noneMatch(event -> event.step() == Step.CREATED)) {
            events.add(0, imported(citizenId));
        }
        return events;
    }

    /** A record that nobody entered came with a file: the one of its first list. */
    private Event imported(long citizenId) {
        return jdbc.sql("""
                select c.created_at, i.id, i.file_name, coalesce(o.display_name, i.created_by) as who
                from citizen c left join lateral (
                    select i.* from verification_member m join verification_list l on l.id = m.list_id join import i on i.id = l.import_id
                    where m.citizen_id = c.id order by l.created_at, l.id limit 1) i on true
                left join officer o on o.user_id = i.created_by where c.id = :id""").param("id", citizenId).query((row, n) -> {
                    String file = row.getString("file_name");
                    return new Event(Step.CREATED, 0, Item.of(HistoryStrand.instant(row, "created_at"), row.getString("who"),
                            file == null ? texts.get("created") : texts.get("created.IMPORT", file), null, "IMPORT", row.getString("id")));
                }).single();
    }

    private Event change(ResultSet row) throws SQLException {
        String field = row.getString("field");
        boolean created = field.equals("created");
        Integer dose = row.getObject("dose_number", Integer.class);
        Item item = new Item(HistoryStrand.instant(row, "at"), row.getString("who"), what(row, field, dose), created ? null : why(row),
                created ? null : field, dose, row.getString("from_value"), row.getString("to_value"), row.getString("confirmed"),
                row.getString("source"), row.getString("source_id"));
        return new Event(created ? Step.CREATED : Step.CHANGED, row.getLong("id"), item);
    }

    private String what(ResultSet row, String field, Integer dose) throws SQLException {
        return switch (field) {
            case "created" -> texts.get("created." + row.getString("source"), "");
            case "mergedInto", "merged" -> texts.get(field, row.getString("to_value"));
            case "dose" -> texts.get(row.getString("from_value") == null ? "doseAdded"
                    : row.getString("to_value") == null ? "doseVoided" : "doseChanged", dose.toString());
            default -> texts.get("changed", texts.get("field." + field));
        };
    }

    private String why(ResultSet row) throws SQLException {
        String reason = row.getString("reason");
        return reason != null ? texts.reason(reason) : texts.get("source." + row.getString("source"), String.valueOf(row.getString("file_name")));
    }
}
