package vn.minhxac.cleaning.internal.batch;

import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which records a batch lists (2262, step 1): permanent residents of the commune with an open cleaning case that no other batch has. Whose
 * commune is closed belongs to its successor; whose commune nobody knows, to the commune of the facility that entered the latest dose, else
 * to the province.
 */
@Repository
class Listing {

    /** The most rows of a batch; the others come with the next. */
    static final int MOST = 10_000;

    private static final String HOME = """
            coalesce(
                (select case when u.valid_to < :today then coalesce(u.successor_code, u.code) else u.code end from unit u
                 where u.kind = 'COMMUNE' and u.code = c.permanent_commune and u.province_code = c.province_code
                 order by u.valid_from desc limit 1),
                (select f.parent_code from dose d join unit f on f.kind = 'FACILITY' and f.code = d.entering_unit and f.parent_kind = 'COMMUNE'
                 where d.citizen_id = c.id and d.status <> 'VOID' order by d.dose_number desc limit 1),
                c.province_code)
            """;
    private static final String WAITING = """
            exists (select from cleaning_case k where k.citizen_id = c.id and k.status = 'OPEN')
            and c.merged_into is null
            and not exists (select from cleaning_row r where r.citizen_id = c.id and r.state not in ('DONE', 'RELEASED'))
            """;

    private final JdbcClient jdbc;

    Listing(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A commune and its province. */
    record Place(String provinceCode, String communeCode) {
    }

    /** Communes where records wait, in a fixed order. */
    List<Place> places(java.time.LocalDate today) {
        return jdbc.sql("""
                select distinct c.province_code, %s as commune_code
                from (select distinct citizen_id from cleaning_case where status = 'OPEN') k join citizen c on c.id = k.citizen_id
                where %s order by 1, 2""".formatted(HOME, WAITING)).param("today", today).query(Place.class).list();
    }

    /**
     * Adds the records that wait, after the rows the batch has: by class, hamlet and name, so that those who do the same work follow each other.
     *
     * @return how many were added
     */
    int add(UUID batch, String province, String commune, java.time.LocalDate today) {
        return jdbc.sql("""
                insert into cleaning_row (batch_id, citizen_id, line, classes, main_class, hamlet, name_plain, content_hash, state)
                select :batch, w.id, w.before + row_number() over (order by w.class_order, w.hamlet nulls last, w.name_key, w.id), w.classes,
                       w.main_class, w.hamlet, w.name_plain, w.content_hash, 'OPEN'
                from (
                    select c.id, c.hamlet, c.name_key, cleaning_plain(c.name_key) as name_plain, cleaning_content_hash(c) as content_hash,
                           k.classes, k.main_class, array_position(:order::text[], k.main_class) as class_order,
                           (select coalesce(max(line), 0) from cleaning_row where batch_id = :batch) as before
                    from citizen c cross join lateral (
                        select array_agg(mismatch_class order by array_position(:order::text[], mismatch_class)) as classes,
                               (array_agg(mismatch_class order by array_position(:order::text[], mismatch_class)))[1] as main_class
                        from cleaning_case where citizen_id = c.id and status = 'OPEN') k
                    where c.province_code = :province and %s and %s = :commune
                    order by class_order, c.hamlet nulls last, c.name_key, c.id
                    limit greatest(0, :most - (select count(*) from cleaning_row where batch_id = :batch))) w
                on conflict do nothing""".formatted(WAITING, HOME))
                .param("batch", batch).param("province", province).param("commune", commune).param("today", today).param("most", MOST)
                .param("order", ORDER).update();
    }

    /** Puts rows that were left over from one batch into another, in their order. */
    int carryOver(UUID from, UUID to, List<Long> citizens) {
        return jdbc.sql("""
                insert into cleaning_row (batch_id, citizen_id, line, classes, main_class, hamlet, name_plain, content_hash, state, reason)
                select :to, r.citizen_id, row_number() over (order by r.line), r.classes, r.main_class, r.hamlet, r.name_plain, r.content_hash,
                       'OPEN', r.reason
                from cleaning_row r where r.batch_id = :from and r.citizen_id = any(:citizens)""")
                .param("from", from).param("to", to).param("citizens", citizens.toArray(Long[]::new)).update();
    }

    /** Looks again at what the rows to be reviewed are about: other classes, another record content. */
    void refresh(UUID batch) {
        jdbc.sql("""
                update cleaning_row r set content_hash = cleaning_content_hash(c), name_plain = cleaning_plain(c.name_key), hamlet = c.hamlet,
                    classes = coalesce(k.classes, r.classes), main_class = coalesce(k.main_class, r.main_class)
                from citizen c cross join lateral (
                    select array_agg(mismatch_class order by array_position(:order::text[], mismatch_class)) as classes,
                           (array_agg(mismatch_class order by array_position(:order::text[], mismatch_class)))[1] as main_class
                    from cleaning_case where citizen_id = c.id and status = 'OPEN') k
                where r.batch_id = :batch and r.state = 'OPEN' and c.id = r.citizen_id""")
                .param("batch", batch).param("order", ORDER).update();
    }

    /** Which class a record is worked through under, where it has several: first what says whose record it is. */
    private static final String[] ORDER = {"M6", "M5", "M8", "M7", "M2", "M1", "M3", "M4", "M13", "M9", "M12", "M11", "M10"};
}
