package vn.minhxac.cleaning.internal;

import java.sql.Date;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import vn.minhxac.citizen.DateText;
import vn.minhxac.citizen.VietnameseName;

/** Records that resemble each other: M5 and M6, for many people at once. */
@Repository
class Twins {

    private static final int MOST = 5;

    /** Another record of the same number or of the same name, date of birth, sex and commune. */
    private record Twin(long citizenId, long otherId, boolean sameNumber, boolean samePerson, String status, String otherStatus) {
    }

    private final JdbcClient jdbc;

    Twins(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds what these people and their twins are cases of. */
    void find(Long[] people, Findings findings) {
        of(people).forEach(twin -> classify(twin, findings));
    }

    /**
     * Twins of these people within their province: at most {@value #MOST} of each kind for each of them. One is enough to know
     * that there is something to clean up, and thousands of records typed alike must not be paired with each other. A proven number is
     * no such number: whoever has it, another proven record with it is always found.
     */
    private List<Twin> of(Long[] people) {
        return jdbc.sql("""
                select c.id as citizen_id, o.id as other_id, true as same_number,
                       c.name_key = o.name_key and c.date_of_birth is not distinct from o.date_of_birth as same_person,
                       c.identity_status as status, o.identity_status as other_status
                from citizen c cross join lateral (
                    (select * from citizen o where o.person_key = c.person_key and o.id <> c.id and o.province_code = c.province_code
                       and o.merged_into is null limit %1$d)
                    union
                    (select * from citizen o where o.person_key = c.person_key and o.id <> c.id and o.province_code = c.province_code
                       and o.merged_into is null and c.identity_status in %2$s and o.identity_status in %2$s limit 1)) o
                where c.id = any(:people) and c.merged_into is null
                union all
                select c.id, o.id, false, true, c.identity_status, o.identity_status
                from citizen c cross join lateral (
                    select * from citizen o where o.name_key = c.name_key and o.date_of_birth = c.date_of_birth and o.id <> c.id
                      and o.sex = c.sex and o.permanent_commune = c.permanent_commune and o.province_code = c.province_code
                      and o.merged_into is null and o.person_key is distinct from c.person_key limit %1$d) o
                where c.id = any(:people) and c.merged_into is null""".formatted(MOST, "('MATCHED', 'EXEMPT_FOREIGNER')"))
                .param("people", people).query(Twin.class).list();
    }

    /** A record that the registry has proven is nobody's case because of an unproven one; of two proven ones of one number both are. */
    private static void classify(Twin twin, Findings findings) {
        boolean proven = isProven(twin.status());
        boolean otherProven = isProven(twin.otherStatus());
        if (proven && otherProven && !twin.sameNumber()) {
            // Namesakes whose different numbers both match are two people.
            return;
        }
        MismatchClass found = twin.samePerson() ? MismatchClass.M5 : MismatchClass.M6;
        if (!proven || otherProven) {
            findings.add(twin.citizenId(), found);
        }
        // Whoever is on the way to a comparison is looked at after it.
        if (otherProven ? proven : !isOnTheWay(twin.otherStatus())) {
            findings.add(twin.otherId(), found);
        }
    }

    private static boolean isProven(String status) {
        return status.equals("MATCHED") || status.equals("EXEMPT_FOREIGNER");
    }

    private static boolean isOnTheWay(String status) {
        return status.equals("DRAFT") || status.equals("SENT");
    }

    /** People with an open case of that kind who resembled these before these were changed or merged. */
    Set<Long> former(Long[] people) {
        Set<Long> others = new HashSet<>(jdbc.sql("""
                select o.id from citizen c join citizen o on o.person_key = c.person_key and o.province_code = c.province_code
                join cleaning_case k on k.citizen_id = o.id and k.status = 'OPEN' and k.mismatch_class in ('M5', 'M6')
                where c.id = any(:people) and c.merged_into is not null
                union
                select o.id from record_change h join citizen c on c.id = h.citizen_id
                join citizen o on o.person_key = any(array['VN:' || h.from_value, c.nationality || ':' || h.from_value])
                    and o.province_code = c.province_code
                join cleaning_case k on k.citizen_id = o.id and k.status = 'OPEN' and k.mismatch_class in ('M5', 'M6')
                where h.citizen_id = any(:people) and h.field = 'idNumber' and h.from_value is not null""")
                .param("people", people).query(Long.class).list());
        others.addAll(formerNamesakes(people));
        return others;
    }

    private List<Long> formerNamesakes(Long[] people) {
        Map<Long, Set<String>> names = new HashMap<>();
        Map<Long, Set<Date>> births = new HashMap<>();
        jdbc.sql("""
                select c.id, h.field, h.from_value, c.name_key, c.date_of_birth
                from citizen c left join record_change h on h.citizen_id = c.id and h.field in ('fullName', 'dateOfBirth', 'sex', 'permanentCommune')
                where c.id = any(:people) and (h.id is not null or c.merged_into is not null)""")
                .param("people", people).query(row -> {
                    Set<String> keys = names.computeIfAbsent(row.getLong(1), id -> new HashSet<>());
                    Set<Date> dates = births.computeIfAbsent(row.getLong(1), id -> new HashSet<>());
                    keys.add(row.getString(4));
                    if (row.getDate(5) != null) {
                        dates.add(row.getDate(5));
                    }
                    DateText date = "dateOfBirth".equals(row.getString(2)) ? DateText.parse(row.getString(3)) : null;
                    if (date != null) {
                        dates.add(Date.valueOf(date.date()));
                    }
                    if ("fullName".equals(row.getString(2))) {
                        keys.add(VietnameseName.key(row.getString(3)));
                    }
                });
        List<Long> ids = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        List<Date> dates = new ArrayList<>();
        names.forEach((id, all) -> all.forEach(key -> births.get(id).forEach(date -> {
            ids.add(id);
            keys.add(key);
            dates.add(date);
        })));
        return ids.isEmpty() ? List.of() : jdbc.sql("""
                select distinct o.id from unnest(:ids, :keys, :dates) as f (id, key, born) join citizen c on c.id = f.id
                join citizen o on o.name_key = f.key and o.date_of_birth = f.born and o.province_code = c.province_code
                join cleaning_case k on k.citizen_id = o.id and k.status = 'OPEN' and k.mismatch_class = 'M5'""")
                .param("ids", ids.toArray(Long[]::new)).param("keys", keys.toArray(String[]::new)).param("dates", dates.toArray(Date[]::new))
                .query(Long.class).list();
    }
}
