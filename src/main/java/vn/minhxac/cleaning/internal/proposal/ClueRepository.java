package vn.minhxac.cleaning.internal.proposal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is known about records besides themselves: the last comparison of what they say now, and records that resemble them. */
@Repository
class ClueRepository {

    /** More than this many alike say nothing about who a person is; that a number is borne by others still counts. */
    private static final int OTHERS = 20;
    private static final TypeReference<Map<String, Boolean>> FIELDS = new TypeReference<>() {
    };

    private record Compared(Map<String, Boolean> fields, String currentIdNumber) {
    }

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    ClueRepository(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Clues by person; those without any are left out.
     *
     * @param contentHashes of the records as they are now, in the order of {@code people}
     */
    Map<Long, Clues> find(Long[] people, byte[][] contentHashes) {
        Map<Long, Compared> compared = compared(people, contentHashes);
        Map<Long, List<OtherRecord>> others = others(people);
        Map<Long, Clues> clues = new HashMap<>();
        for (Long person : people) {
            Compared last = compared.get(person);
            List<OtherRecord> alike = others.getOrDefault(person, List.of());
            if (last != null || !alike.isEmpty()) {
                clues.put(person, new Clues(last == null ? Map.of() : last.fields, last == null ? null : last.currentIdNumber,
                        alike.size() > OTHERS ? alike.stream().filter(OtherRecord::sameNumber).toList() : alike));
            }
        }
        return clues;
    }

    private Map<Long, Compared> compared(Long[] people, byte[][] contentHashes) {
        Map<Long, Compared> compared = new HashMap<>();
        jdbc.sql("""
                select p.id, last.fields, last.current_id_number from unnest(:people, :hashes) as p (id, hash)
                join lateral (select * from comparison where citizen_id = p.id order by id desc limit 1) last on last.content_hash = p.hash""")
                .param("people", people).param("hashes", contentHashes).query(row -> {
                    compared.put(row.getLong("id"), new Compared(fields(row.getString("fields")), row.getString("current_id_number")));
                });
        return compared;
    }

    private Map<Long, List<OtherRecord>> others(Long[] people) {
        Map<Long, List<OtherRecord>> others = new HashMap<>();
        jdbc.sql("""
                select c.id as citizen_id, o.*, o.person_key is not distinct from c.person_key as same_number,
                       o.name_key = c.name_key and o.sex = c.sex and o.date_of_birth = c.date_of_birth as same_person,
                       o.phone = c.phone as same_phone, o.permanent_commune = c.permanent_commune as same_commune
                from citizen c cross join lateral (
                    (select * from citizen where person_key = c.person_key and id <> c.id and province_code = c.province_code
                     and merged_into is null limit %1$d)
                    union
                    (select * from citizen where name_key = c.name_key and date_of_birth = c.date_of_birth and sex = c.sex and id <> c.id
                     and province_code = c.province_code and merged_into is null
                     and (phone = c.phone or permanent_commune = c.permanent_commune) limit %1$d)) o
                where c.id = any(:people) order by c.id, o.id""".formatted(OTHERS + 1)).param("people", people).query(row -> {
                    String number = row.getString("id_number");
                    others.computeIfAbsent(row.getLong("citizen_id"), id -> new ArrayList<>()).add(new OtherRecord(row.getLong("id"), number,
                            row.getBoolean("same_number"), row.getBoolean("same_person"), row.getBoolean("same_phone"),
                            row.getBoolean("same_commune"),
                            Candidates.fits(number, row.getString("sex"), row.getObject("date_of_birth", LocalDate.class))));
                });
        return others;
    }

    private Map<String, Boolean> fields(String value) {
        try {
            return value == null ? Map.of() : json.readValue(value, FIELDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
