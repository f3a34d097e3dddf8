package vn.minhxac.citizen.internal.imports;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * From the staging table into {@code citizen} and {@code dose}, set by set, in the caller's transaction. Work tables live
 * until its end. A row that meets what is there already changes nothing, not even a version.
 */
@Repository
class ImportMerge {

    private static final String CONFIRMED = "('MATCHED', 'EXEMPT_FOREIGNER')";
    private static final String GOOD = "r.code is null and not exists (select from import_bad b where b.line = r.line)";
    private static final String KEPT = GOOD + " and not exists (select from import_twice t where t.line = r.line)";

    private static final String IDENTITY_DIFFERS = """
        c.id is not null and (c.name_key, c.sex, c.date_of_birth, c.dob_precision, c.id_number, c.nationality)
            is distinct from (r.name_key, r.sex, r.date_of_birth, r.dob_precision, r.id_number, r.nationality)""";
    private static final String REST_DIFFERS = """
        c.id is not null and (r.phone <> c.phone or r.phone is not null and c.phone is null
            or r.permanent_commune is not null and r.permanent_commune is distinct from c.permanent_commune
            or r.hamlet is not null and r.hamlet is distinct from c.hamlet
            or c.identity_status not in %s
               and (c.full_name, c.id_type) is distinct from (r.full_name, r.id_type))""".formatted(CONFIRMED);

    private static final String DOSES = """
        insert into dose (citizen_id, dose_number, vaccination_date, vaccine_code, lot_number, facility_code, entering_unit, entered_by,
            entered_at, source, status, status_since)
        select p.citizen_id, r.dose_number, r.vaccination_date, r.vaccine_code, r.lot_number, r.facility_code, r.facility_code, :by,
            :at, 'IMPORT', 'DRAFT', :at
        from %s r join import_person p using (person) where %s and %s""";
    private static final String CHANGED_DOSES = """
        d.status in ('DRAFT', 'READY_TO_SIGN') and not exists (select from import_bad b where b.line = x.line)""";

    private final JdbcClient jdbc;

    ImportMerge(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One rejected row. */
    record Rejected(int line, RowError error) {
    }

    /** @param people and doses of the accepted rows, changed or not */
    record Checked(List<Rejected> rejected, long people, long doses) {
    }

    /** Finds what only shows when all rows, and what is stored already, are seen together. Changes nothing. */
    Checked check(String staging, String province) {
        run("set local work_mem = '128MB'", staging);
        // The planner needs sizes, not a picture of each column.
        run("set local default_statistics_target = 10", staging);
        run("analyze %s (line, person, code, dose_number, record_id)", staging);
        people(staging, province);
        if (repeatedRecords() > 0) {
            contradictoryPeople(staging);
        }
        confirmedPeople(staging);
        doses(staging);
        signedDoses(staging);
        if (run("delete from import_person where %2$s", staging, """
            exists (select from import_bad) and main not in
            (select q.main from %s r join import_person q using (person) where %s)""".formatted(staging, GOOD)) > 0) {
            run("analyze import_person", staging);
        }
        List<Rejected> rejected = new ArrayList<>();
        jdbc.sql("select line, code from %s where code is not null union all select line, code from import_bad order by line".formatted(staging))
            .query(row -> {
                rejected.add(new Rejected(row.getInt(1), RowError.valueOf(row.getString(2))));
            });
        long people = jdbc.sql("select count(*) from import_person where person = main").query(Long.class).single();
        long doses = jdbc.sql("select count(*) from %s r where %s".formatted(staging, KEPT)).query(Long.class).single();
        return new Checked(rejected, people, doses);
    }

    /** Who is in the file, and who of them is known. */
    private void people(String staging, String province) {
        jdbc.sql("""
            create temp table import_person on commit drop as
            select r.person, r.person as main, r.record_id, coalesce(c.id, nextval('citizen_id_seq')) as citizen_id, c.id is null as is_new,
                c.identity_status in %2$s as confirmed, c.merged_into is not null as merged, %4$s as identity_differs, %5$s as rest_differs
            from %1$s r left join citizen c on c.province_code = '%3$s' and c.record_id = r.record_id
            where r.line = r.person""".formatted(staging, CONFIRMED, province.replace("'", "''"),
                IDENTITY_DIFFERS, REST_DIFFERS)).update();
        run("analyze import_person", staging);
        run("create temp table import_bad (line int primary key, code text not null) on commit drop", staging);
        run("create temp table import_twice (line int primary key) on commit drop", staging);
        run("""
            create temp table import_repeat on commit drop as
            select record_id, min(main) as main, min(citizen_id) as citizen_id from import_person group by record_id having count(*) > 1""",
            staging);
    }

    /** Rows of one record that do not stand together are one person's all the same. */
    private int repeatedRecords() {
        return jdbc.sql("""
            update import_person p set main = f.main, citizen_id = f.citizen_id from import_repeat f where f.record_id = p.record_id""").update();
    }

    private void contradictoryPeople(String staging) {
        run("""
            insert into import_bad
            select r.line, 'CONTRADICTORY_PERSON' from %1$s r join import_person p using (person)
            where p.main in (
                select p.main from import_repeat f join import_person p using (record_id)
                join %1$s a on a.line = f.main join %1$s b on b.line = p.person
                where (a.name_key, a.sex, a.date_of_birth, a.dob_precision, a.id_number, a.nationality)
                    is distinct from (b.name_key, b.sex, b.date_of_birth, b.dob_precision, b.id_number, b.nationality))""", staging);
    }

    private void confirmedPeople(String staging) {
        // Locked, so that nobody is compared and matched, or corrected, between this look and the merge.
        int changing = jdbc.sql("""
            select c.id from citizen c join import_person p on p.citizen_id = c.id
            where p.identity_differs or p.rest_differs order by c.id for update of c""").query(Long.class).list().size();
        if (changing > 0) {
            run("""
                update import_person p set confirmed = c.identity_status in %2$s, merged = c.merged_into is not null,
                    identity_differs = %3$s, rest_differs = %4$s
                from citizen c, %1$s r
                where (p.identity_differs or p.rest_differs) and c.id = p.citizen_id and r.line = p.person""", staging, CONFIRMED,
                IDENTITY_DIFFERS, REST_DIFFERS);
        }
        run("""
            insert into import_bad
            select r.line, 'MERGED_RECORD' from %1$s r join import_person p using (person) where p.merged and r.code is null
            on conflict do nothing""", staging);
        run("""
            insert into import_bad
            select r.line, 'MATCHED_RECORD' from %1$s r join import_person p using (person) where p.confirmed and p.identity_differs
            on conflict do nothing""", staging);
    }

    /** Doses given twice and doses out of order; looked for only where the rows or the stored doses give cause. */
    private void doses(String staging) {
        run("""
            create temp table import_look on commit drop as
            select p.main from %1$s r join import_person p using (person) where not r.in_order
            union select main from import_repeat
            union select p.main from import_person p join dose d on d.citizen_id = p.citizen_id and d.status <> 'VOID'
            where not p.is_new and not exists (
                select from %1$s r join import_person q using (person) where q.citizen_id = d.citizen_id and r.dose_number = d.dose_number)""",
            staging);
        if (jdbc.sql("select not exists (select from import_look)").query(Boolean.class).single()) {
            return;
        }
        String looked = "%1$s r join import_person p using (person) join import_look k on k.main = p.main where " + GOOD;
        run("""
            create temp table import_same on commit drop as
            select p.main, r.dose_number, min(r.line) as line,
                count(distinct (r.vaccination_date, r.vaccine_code, coalesce(r.lot_number, ''), r.facility_code)) > 1 as contradictory
            from %2$s group by p.main, r.dose_number having count(*) > 1""", staging, looked.formatted(staging));
        run("""
            insert into import_bad
            select r.line, 'CONTRADICTORY_DOSE' from %1$s r join import_person p using (person)
            join import_same s on s.main = p.main and s.dose_number = r.dose_number and s.contradictory where r.code is null
            on conflict do nothing""", staging);
        run("""
            insert into import_twice
            select r.line from %1$s r join import_person p using (person)
            join import_same s on s.main = p.main and s.dose_number = r.dose_number and not s.contradictory and s.line <> r.line
            where r.code is null on conflict do nothing""", staging);
        run("""
            insert into import_bad
            select line, 'DOSE_ORDER' from (
                select line, vaccination_date < lag(vaccination_date) over w or vaccination_date > lead(vaccination_date) over w as wrong
                from (
                    select r.line, p.main, r.dose_number, r.vaccination_date from %2$s
                        and not exists (select from import_twice t where t.line = r.line)
                    union all
                    select null, p.main, d.dose_number, d.vaccination_date from import_look k join import_person p on p.person = k.main
                    join dose d on d.citizen_id = p.citizen_id and d.status <> 'VOID'
                    where not p.is_new and not exists (
                        select from %1$s r join import_person q using (person) where q.main = p.main and r.dose_number = d.dose_number)
                ) timeline window w as (partition by main order by dose_number)) looked
            where wrong and line is not null on conflict do nothing""", staging, looked.formatted(staging));
    }

    private void signedDoses(String staging) {
        run("""
            create temp table import_change on commit drop as
            select r.line, d.id from %1$s r join import_person p using (person)
            join dose d on d.citizen_id = p.citizen_id and d.dose_number = r.dose_number and d.status <> 'VOID'
            where not p.is_new and %2$s and (d.vaccination_date, d.vaccine_code, d.lot_number, d.facility_code)
                is distinct from (r.vaccination_date, r.vaccine_code, coalesce(r.lot_number, d.lot_number), r.facility_code)""",
            staging, KEPT);
        jdbc.sql("select d.id from dose d join import_change x using (id) order by d.id for update of d").query(Long.class).list();
        run("""
            insert into import_bad
            select x.line, 'SIGNED_DOSE' from import_change x join dose d using (id) where d.status in ('SIGNED', 'CONFIRMED_BY_MINUTES')
            on conflict do nothing""", staging);
    }

    /**
     * Stores the accepted rows; to be called after {@link #check} in the same transaction. What they change in records that were there
     * before is written to the history first.
     *
     * @return whether there is anybody new, or changed in who they are
     */
    boolean merge(String staging, String province, UUID importId, String officer, Instant at) {
        Map<String, Object> facts = Map.of("province", province, "import", importId.toString(), "by", officer, "at", Timestamp.from(at));
        int people = run("""
            insert into citizen (id, province_code, record_id, full_name, name_key, sex, date_of_birth, dob_precision, id_number, id_type,
                nationality, phone, permanent_commune, hamlet, identity_status, status_since, created_at, updated_at) overriding system value
            select p.citizen_id, :province, r.record_id, r.full_name, r.name_key, r.sex, r.date_of_birth, r.dob_precision, r.id_number,
                r.id_type, r.nationality, r.phone, r.permanent_commune, r.hamlet, 'DRAFT', :at, :at, :at
            from import_person p join %1$s r on r.line = p.person where p.is_new and p.person = p.main""", facts, staging);
        run(ImportHistory.PEOPLE, facts, staging);
        people += run("""
            update citizen c set full_name = r.full_name, name_key = r.name_key, sex = r.sex, date_of_birth = r.date_of_birth,
                dob_precision = r.dob_precision, id_number = r.id_number, id_type = r.id_type, nationality = r.nationality,
                phone = coalesce(r.phone, c.phone), permanent_commune = coalesce(r.permanent_commune, c.permanent_commune), hamlet = %2$s,
                identity_status = 'DRAFT', status_since = :at, version = c.version + 1, updated_at = :at
            from import_person p join %1$s r on r.line = p.person
            where c.id = p.citizen_id and p.person = p.main and p.identity_differs and not p.confirmed""", facts, staging, ImportHistory.HAMLET);
        run("""
            update citizen c set full_name = case when p.confirmed then c.full_name else r.full_name end,
                id_type = case when p.confirmed then c.id_type else r.id_type end,
                phone = coalesce(r.phone, c.phone), permanent_commune = coalesce(r.permanent_commune, c.permanent_commune), hamlet = %2$s,
                version = c.version + 1, updated_at = :at
            from import_person p join %1$s r on r.line = p.person
            where c.id = p.citizen_id and p.person = p.main and p.rest_differs and not p.identity_differs""", facts, staging, ImportHistory.HAMLET);
        run(DOSES.formatted("%1$s", "p.is_new", KEPT), facts, staging);
        run(ImportHistory.NEW_DOSES.formatted(DOSES.formatted("%1$s", """
            not p.is_new and not exists (
                select from dose d where d.citizen_id = p.citizen_id and d.dose_number = r.dose_number and d.status <> 'VOID')""", KEPT)
            + " on conflict (citizen_id, dose_number) where status <> 'VOID' do nothing"), facts, staging);
        run(ImportHistory.DOSES + " " + CHANGED_DOSES, facts, staging);
        run("""
            update dose d set vaccination_date = r.vaccination_date, vaccine_code = r.vaccine_code,
                lot_number = coalesce(r.lot_number, d.lot_number), facility_code = r.facility_code, entering_unit = r.facility_code,
                entered_by = :by, entered_at = :at, source = 'IMPORT', status = 'DRAFT', status_since = :at, version = d.version + 1
            from import_change x join %1$s r on r.line = x.line where d.id = x.id and""" + " " + CHANGED_DOSES, facts, staging);
        return people > 0;
    }

    /** The people that were there before and were changed by an import. */
    List<Long> changedBefore(UUID importId) {
        return jdbc.sql("select distinct citizen_id from record_change where source = 'IMPORT' and source_id = :import order by 1")
            .param("import", importId.toString()).query(Long.class).list();
    }

    private int run(String sql, Map<String, Object> params, String... parts) {
        return jdbc.sql(sql.formatted((Object[]) parts)).params(params).update();
    }

    private int run(String sql, String staging, String... parts) {
        Object[] args = new Object[parts.length + 1];
        args[0] = staging;
        System.arraycopy(parts, 0, args, 1, parts.length);
        return jdbc.sql(sql.formatted(args)).update();
    }
}
