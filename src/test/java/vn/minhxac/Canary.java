package vn.minhxac;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Searches every column of the engine's tables for planted personal data. */
public final class Canary {

    private final JdbcClient jdbc;

    public Canary(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** {@code table.column: needle} for each place where one of these texts was found, whatever the column's type. */
    public List<String> found(List<String> needles) {
        var places = new ArrayList<String>();
        var columns = jdbc.sql("""
                select table_name, column_name, data_type from information_schema.columns
                where table_schema = 'public' and table_name like 'act\\_%'
                  and data_type in ('character varying', 'text', 'bytea', 'json', 'jsonb')""")
                .query((row, n) -> new String[] {row.getString(1), row.getString(2), row.getString(3)}).list();
        for (String[] column : columns) {
            String where = column[2].equals("bytea") ? "position(convert_to(:needle, 'UTF8') in %s) > 0"
                    : "position(lower(:needle) in lower(%s::text)) > 0";
            for (String needle : needles) {
                boolean there = jdbc.sql("select exists (select 1 from " + column[0] + " where " + where.formatted(column[1]) + ")")
                        .param("needle", needle).query(Boolean.class).single();
                if (there) {
                    places.add(column[0] + "." + column[1] + ": " + needle);
                }
            }
        }
        return places;
    }
}
