package vn.minhxac.cleaning.internal;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a record shows without being compared: M10 to M13, for many people at once. */
@Repository
class FactCheck {

    /** @param gap a dose number is missing; {@code disorder}: two doses on one day, or a later number before an earlier one */
    private record Shown(long citizenId, boolean badPhone, boolean gap, boolean disorder) {
    }

    private final JdbcClient jdbc;

    FactCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void find(Long[] people, Findings findings) {
        for (Shown shown : shown(people)) {
            if (shown.badPhone()) {
                findings.add(shown.citizenId(), MismatchClass.M10);
            }
            if (shown.gap()) {
                findings.add(shown.citizenId(), MismatchClass.M11);
            }
            if (shown.disorder()) {
                findings.add(shown.citizenId(), MismatchClass.M12);
            }
        }
        stale(people).forEach(person -> findings.add(person, MismatchClass.M13));
    }

    private List<Shown> shown(Long[] people) {
        return jdbc.sql("""
                select * from (
                    select c.id as citizen_id, d.gap, d.disorder, c.phone is not null
                        and regexp_replace(c.phone, '[ .()\u00A0-]', '', 'g') !~ '^(0|[+]84)[35789][0-9]{8}$' as bad_phone
                    from unnest(:people) p(id) join citizen c on c.id = p.id and c.merged_into is null
                    cross join lateral (
                        select coalesce(max(dose_number), 0) <> count(*) as gap, coalesce(bool_or(vaccination_date <= before), false) as disorder
                        from (select dose_number, vaccination_date, lag(vaccination_date) over (order by dose_number) as before
                              from dose where citizen_id = c.id and status <> 'VOID') given) d) shown
                where gap or disorder or bad_phone""").param("people", people).query(Shown.class).list();
    }

    /** Those whose result is about another content than the record has, or whose record did match. */
    private List<Long> stale(Long[] people) {
        return jdbc.sql("""
                select c.id from unnest(:people) p(id)
                join citizen c on c.id = p.id and c.identity_status in ('MISMATCHED', 'UNVERIFIABLE') and c.merged_into is null
                join lateral (select result, content_hash from comparison where citizen_id = c.id order by id desc limit 1) last on true
                where last.result = 'MATCH' or last.content_hash <> cleaning_content_hash(c)""")
                .param("people", people).query(Long.class).list();
    }
}
