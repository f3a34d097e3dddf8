package vn.minhxac.cleaning.internal;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Cleaning cases, and the records that resemble each other. */
@Repository
class CaseRepository {

    /** What was found in one record. */
    record Finding(long citizenId, MismatchClass mismatchClass, Set<String> hints) {
    }

    /** Another record of the same number or of the same name, date of birth, sex and commune. */
    record Twin(long citizenId, long otherId, boolean sameNumber, boolean samePerson, String status, String otherStatus) {
    }

    private static final int TWINS = 5;

    private final JdbcClient jdbc;

    CaseRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Twins of these people within their province: at most {@value #TWINS} of each kind for each of them. One is enough to know
     * that there is something to clean up, and thousands of records typed alike must not be paired with each other.
     */
    List<Twin> twins(Long[] people) {
        return jdbc.sql("""
                select c.id as citizen_id, o.id as other_id, true as same_number,
                       c.name_key = o.name_key and c.date_of_birth is not distinct from o.date_of_birth as same_person,
                       c.identity_status as status, o.identity_status as other_status
                from citizen c cross join lateral (
                    select * from citizen o where o.person_key = c.person_key and o.id <> c.id and o.province_code = c.province_code
                    limit %1$d) o
                where c.id = any(:people)
                union all
                select c.id, o.id, false, true, c.identity_status, o.identity_status
                from citizen c cross join lateral (
                    select * from citizen o where o.name_key = c.name_key and o.date_of_birth = c.date_of_birth and o.id <> c.id
                      and o.sex = c.sex and o.permanent_commune = c.permanent_commune and o.province_code = c.province_code
                      and o.person_key is distinct from c.person_key limit %1$d) o
                where c.id = any(:people)""".formatted(TWINS)).param("people", people).query(Twin.class).list();
    }

    /** Those of these people for whom the registry named a newer number when it was last asked. */
    Set<Long> superseded(Long[] people) {
        return Set.copyOf(jdbc.sql("""
                select p.id from unnest(:people) as p (id)
                join lateral (select current_id_number from comparison where citizen_id = p.id order by id desc limit 1) last on true
                where last.current_id_number is not null""").param("people", people).query(Long.class).list());
    }

    /** Opens what is not open yet; an open case gets the hints of now. */
    void open(UUID listId, List<Finding> findings, Instant at) {
        jdbc.sql("""
                insert into cleaning_case as k (citizen_id, mismatch_class, hints, status, list_id, comparison_id, opened_at)
                select f.citizen, f.class, string_to_array(f.hints, ','), 'OPEN', :list,
                       (select id from comparison where citizen_id = f.citizen and list_id = :list order by id desc limit 1), :at
                from unnest(:citizens, :classes, :hints) as f (citizen, class, hints) order by f.citizen, f.class
                on conflict (citizen_id, mismatch_class) where status = 'OPEN'
                do update set hints = excluded.hints, comparison_id = coalesce(excluded.comparison_id, k.comparison_id)
                where k.hints <> excluded.hints or excluded.comparison_id is not null""")
                .param("list", listId).param("at", Timestamp.from(at))
                .param("citizens", findings.stream().map(Finding::citizenId).toArray(Long[]::new))
                .param("classes", findings.stream().map(finding -> finding.mismatchClass().name()).toArray(String[]::new))
                .param("hints", findings.stream().map(finding -> String.join(",", finding.hints())).toArray(String[]::new))
                .update();
    }

    void close(long citizenId, String reason, Instant at) {
        jdbc.sql("update cleaning_case set status = 'CLOSED', closed_at = :at, close_reason = :reason where citizen_id = :id and status = 'OPEN'")
                .param("id", citizenId).param("reason", reason).param("at", Timestamp.from(at)).update();
    }

    /** Closes those of these people's detected cases that are not among the findings. */
    void closeOthers(Collection<Long> people, List<Finding> findings, Instant at) {
        jdbc.sql("""
                update cleaning_case k set status = 'CLOSED', closed_at = :at, close_reason = 'SETTLED'
                where k.status = 'OPEN' and k.citizen_id = any(:people) and k.mismatch_class = any(:detected)
                  and not exists (select from unnest(:citizens, :classes) as f (citizen, class)
                                  where f.citizen = k.citizen_id and f.class = k.mismatch_class)""")
                .param("at", Timestamp.from(at)).param("people", people.toArray(Long[]::new))
                .param("detected", MismatchClass.detected())
                .param("citizens", findings.stream().map(Finding::citizenId).toArray(Long[]::new))
                .param("classes", findings.stream().map(finding -> finding.mismatchClass().name()).toArray(String[]::new))
                .update();
    }
}
