package vn.minhxac.citizen.internal.imports;

import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.minhxac.citizen.internal.VaccineAlias;

/**
 * What rows refer to, as it is when an import begins: the vaccine catalogue's names and all facilities.
 *
 * @param vaccines   code by alias key
 * @param facilities facility codes (each mapped to itself, so that rows share one string)
 */
record Dictionary(Map<String, String> vaccines, Map<String, String> facilities) {

    static Dictionary load(JdbcClient jdbc) {
        Map<String, String> vaccines = new HashMap<>();
        jdbc.sql("select alias_key, code from vaccine_alias").query(row -> {
            vaccines.put(row.getString(1), row.getString(2));
        });
        jdbc.sql("select code, name from vaccine").query(row -> {
            vaccines.putIfAbsent(VaccineAlias.key(row.getString(1)), row.getString(1));
            vaccines.putIfAbsent(VaccineAlias.key(row.getString(2)), row.getString(1));
        });
        Map<String, String> facilities = new HashMap<>();
        jdbc.sql("select distinct code from unit where kind = 'FACILITY'").query(row -> {
            facilities.put(row.getString(1), row.getString(1));
        });
        return new Dictionary(vaccines, facilities);
    }

    /** Code of a vaccine by any of its names, or null. */
    String vaccine(String name) {
        return vaccines.computeIfAbsent(name, n -> vaccines.get(VaccineAlias.key(n)));
    }
}
