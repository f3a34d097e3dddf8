package vn.minhxac.cleaning.internal.batch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What is known about records, read for a window of rows at once. */
@Repository
class RecordDetails {

    private static final TypeReference<Map<String, Boolean>> FIELDS = new TypeReference<>() {
    };
    /** Of records that resemble one another this many are shown. */
    private static final int OTHERS = 5;

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    RecordDetails(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Map<Long, RowView.Person> people(Collection<Long> citizens) {
        Map<Long, RowView.Person> people = new HashMap<>();
        jdbc.sql("""
                select c.*, (select name from unit u where u.kind = 'COMMUNE' and u.code = c.permanent_commune order by valid_from desc limit 1)
                       as commune_name from citizen c where c.id = any(:citizens)""")
                .param("citizens", array(citizens)).query(row -> {
                    people.put(row.getLong("id"), new RowView.Person(row.getString("full_name"), row.getString("sex"),
                            row.getObject("date_of_birth", LocalDate.class), row.getString("dob_precision"), row.getString("id_number"),
                            row.getString("id_type"), row.getString("nationality"), row.getString("phone"), row.getString("permanent_commune"),
                            row.getString("commune_name"), row.getString("identity_status")));
                });
        return people;
    }

    /** What is suspicious in each record, from its open cases. */
    Map<Long, List<String>> hints(Collection<Long> citizens) {
        Map<Long, List<String>> hints = new HashMap<>();
        jdbc.sql("""
                select citizen_id, array_agg(distinct h order by h) as hints from cleaning_case k, unnest(k.hints) as h
                where k.citizen_id = any(:citizens) and k.status = 'OPEN' and h <> '' group by 1""").param("citizens", array(citizens)).query(row -> {
                    hints.put(row.getLong(1), Arrays.asList((String[]) row.getArray(2).getArray()));
                });
        return hints;
    }

    /** Which fields the registry found equal when it was last asked, where it said so and the record is still what was asked about. */
    Map<Long, Map<String, Boolean>> fields(Collection<Long> citizens) {
        Map<Long, Map<String, Boolean>> fields = new HashMap<>();
        jdbc.sql("""
                select c.id, l.fields from citizen c join lateral (
                    select * from comparison o where o.citizen_id = c.id order by o.id desc limit 1) l on true
                where c.id = any(:citizens) and l.fields is not null and l.content_hash = cleaning_content_hash(c)""")
                .param("citizens", array(citizens)).query(row -> {
                    fields.put(row.getLong(1), read(row.getString(2)));
                });
        return fields;
    }

    Map<Long, List<RowView.Dose>> doses(Collection<Long> citizens) {
        Map<Long, List<RowView.Dose>> doses = new HashMap<>();
        jdbc.sql("""
                select d.*, (select name from unit u where u.kind = 'FACILITY' and u.code = d.facility_code order by valid_from desc limit 1)
                       as facility_name
                from dose d where d.citizen_id = any(:citizens) and d.status <> 'VOID' order by d.citizen_id, d.dose_number""")
                .param("citizens", array(citizens)).query(row -> {
                    doses.computeIfAbsent(row.getLong("citizen_id"), id -> new ArrayList<>()).add(dose(row));
                });
        return doses;
    }

    /** The other records of the same number or of the same name, date of birth and sex, by record; only for rows where that is the matter. */
    Map<Long, List<RowView.Other>> others(Collection<Row> rows, boolean withDoses) {
        Long[] asked = rows.stream().filter(row -> row.classes().contains("M5") || row.classes().contains("M6")).map(Row::citizenId)
                .toArray(Long[]::new);
        Map<Long, List<RowView.Other>> others = new HashMap<>();
        if (asked.length == 0) {
            return others;
        }
        Map<Long, List<Long>> ids = new HashMap<>();
        jdbc.sql("""
                select c.id, o.id from citizen c cross join lateral (
                    (select id from citizen n where n.person_key = c.person_key and n.id <> c.id and n.province_code = c.province_code
                        and n.merged_into is null order by id limit %1$d)
                    union
                    (select id from citizen n where n.name_key = c.name_key and n.date_of_birth = c.date_of_birth and n.sex = c.sex and n.id <> c.id
                        and n.province_code = c.province_code and n.merged_into is null order by id limit %1$d)) o
                where c.id = any(:citizens) order by 1, 2""".formatted(OTHERS)).param("citizens", asked).query(row -> {
                    ids.computeIfAbsent(row.getLong(1), id -> new ArrayList<>()).add(row.getLong(2));
                });
        Set<Long> all = new java.util.HashSet<>();
        ids.values().forEach(all::addAll);
        Map<Long, RowView.Person> people = people(all);
        Map<Long, RowView.Person> own = people(ids.keySet());
        Map<Long, List<RowView.Dose>> doses = withDoses ? doses(all) : Map.of();
        Map<Long, String> recordIds = recordIds(all);
        ids.forEach((id, list) -> others.put(id, list.stream().map(other -> other(own.get(id), people.get(other), recordIds.get(other),
                doses.getOrDefault(other, List.of()))).toList()));
        return others;
    }

    Map<Long, String> recordIds(Collection<Long> citizens) {
        Map<Long, String> ids = new HashMap<>();
        jdbc.sql("select id, record_id from citizen where id = any(:citizens)").param("citizens", array(citizens)).query(row -> {
            ids.put(row.getLong(1), row.getString(2));
        });
        return ids;
    }

    private static RowView.Other other(RowView.Person own, RowView.Person other, String recordId, List<RowView.Dose> doses) {
        boolean samePerson = vn.minhxac.citizen.VietnameseName.same(own.fullName(), other.fullName())
                && java.util.Objects.equals(own.dateOfBirth(), other.dateOfBirth());
        return new RowView.Other(recordId, other.fullName(), other.sex(), other.dateOfBirth(), other.idNumber(), other.phone(),
                other.permanentCommune(), other.identityStatus(), samePerson ? "M5" : "M6", doses);
    }

    private static RowView.Dose dose(ResultSet row) throws SQLException {
        return new RowView.Dose(row.getInt("dose_number"), row.getObject("vaccination_date", LocalDate.class), row.getString("vaccine_code"),
                row.getString("lot_number"), row.getString("facility_code"), row.getString("facility_name"), row.getString("status"));
    }

    private Map<String, Boolean> read(String value) {
        try {
            return json.readValue(value, FIELDS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("comparison fields are not JSON");
        }
    }

    private static Long[] array(Collection<Long> ids) {
        return ids.toArray(Long[]::new);
    }
}
