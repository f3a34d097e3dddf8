package vn.minhxac.cleaning.internal;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Cleaning cases. */
@Repository
class CaseRepository {

    /** What was found in one record. */
    record Finding(long citizenId, MismatchClass mismatchClass, Set<String> hints) {
    }

    private final JdbcClient jdbc;

    CaseRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of these people for whom the registry named a newer number when it was last asked. */
    Set<Long> superseded(Long[] people) {
        return Set.copyOf(jdbc.sql("""
                select p.id from unnest(:people) as p (id)
                join lateral (select current_id_number from comparison where citizen_id = p.id order by id desc limit 1) last on true
                where last.current_id_number is not null""").param("people", people).query(Long.class).list());
    }

    /** Of these people those who are not on their way to a comparison, which will say more of them. */
    Long[] settled(Collection<Long> people) {
        return jdbc.sql("""
                select id from citizen where id = any(:people) and identity_status not in ('DRAFT', 'SENT') and merged_into is null
                order by id""")
                .param("people", people.toArray(Long[]::new)).query(Long.class).list().toArray(Long[]::new);
    }

    /** Permanent residents of a commune, or where it is null those whose commune is not known; after that id, at most so many. */
    List<Long> residents(String province, String commune, long after, int limit) {
        return jdbc.sql("""
                select id from citizen where province_code = :province and permanent_commune is not distinct from :commune and merged_into is null
                  and id > :after order by id limit :limit""")
                .param("province", province).param("commune", commune).param("after", after).param("limit", limit).query(Long.class).list();
    }

    /**
     * Opens what is not open yet; an open case gets the hints of now. What people have closed without changing the record they have
     * looked at: phone and doses (M10 to M12) are not asked of them again until something changes.
     */
    void open(UUID listId, List<Finding> findings, Instant at) {
        open(listId, findings, null, at);
    }

    void report(Finding finding, String officer, Instant at) {
        open(null, List.of(finding), officer, at);
    }

    private void open(UUID listId, List<Finding> findings, String officer, Instant at) {
        if (findings.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into cleaning_case as k (citizen_id, mismatch_class, hints, status, list_id, comparison_id, opened_at, reported_by)
                select f.citizen, f.class, string_to_array(f.hints, ','), 'OPEN', :list,
                       (select id from comparison where citizen_id = f.citizen and list_id = :list order by id desc limit 1), :at, :officer
                from unnest(:citizens, :classes, :hints) as f (citizen, class, hints)
                join citizen c on c.id = f.citizen and c.merged_into is null
                where :officer::text is not null or f.class not in ('M10', 'M11', 'M12') or not exists (
                    select from cleaning_case s where s.citizen_id = f.citizen and s.mismatch_class = f.class and s.status = 'CLOSED'
                      and s.close_reason not in ('SETTLED', 'MERGED')
                      and not exists (select from record_change h where h.citizen_id = f.citizen and h.at > s.closed_at))
                order by f.citizen, f.class
                on conflict (citizen_id, mismatch_class) where status = 'OPEN'
                do update set hints = excluded.hints, comparison_id = coalesce(excluded.comparison_id, k.comparison_id),
                    reported_by = coalesce(k.reported_by, excluded.reported_by)
                where k.hints <> excluded.hints or excluded.comparison_id is not null or excluded.reported_by is not null""")
                .param("list", listId).param("at", Timestamp.from(at)).param("officer", officer)
                .param("citizens", findings.stream().map(Finding::citizenId).toArray(Long[]::new))
                .param("classes", findings.stream().map(finding -> finding.mismatchClass().name()).toArray(String[]::new))
                .param("hints", findings.stream().map(finding -> String.join(",", finding.hints())).toArray(String[]::new))
                .update();
    }

    void close(long citizenId, Collection<String> classes, String reason, Instant at) {
        jdbc.sql("""
                update cleaning_case set status = 'CLOSED', closed_at = :at, close_reason = :reason
                where citizen_id = :id and status = 'OPEN' and mismatch_class = any(:classes)""")
                .param("id", citizenId).param("classes", classes.toArray(String[]::new)).param("reason", reason)
                .param("at", Timestamp.from(at)).update();
    }

    /** Closes those of these people's cases of these classes that are not among the findings; what people reported people close. */
    void closeOthers(Long[] people, Set<MismatchClass> classes, List<Finding> findings, Instant at) {
        jdbc.sql("""
                update cleaning_case k set status = 'CLOSED', closed_at = :at, close_reason = 'SETTLED'
                where k.status = 'OPEN' and k.citizen_id = any(:people) and k.mismatch_class = any(:looked) and k.reported_by is null
                  and not exists (select from unnest(:citizens, :classes) as f (citizen, class)
                                  where f.citizen = k.citizen_id and f.class = k.mismatch_class)""")
                .param("at", Timestamp.from(at)).param("people", people)
                .param("looked", classes.stream().map(Enum::name).toArray(String[]::new))
                .param("citizens", findings.stream().map(Finding::citizenId).toArray(Long[]::new))
                .param("classes", findings.stream().map(finding -> finding.mismatchClass().name()).toArray(String[]::new))
                .update();
    }
}
