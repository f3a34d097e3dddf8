package vn.minhxac.unit.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.minhxac.unit.Unit;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;

@Repository
class JdbcUnits implements Units {

    /** More tiers, or mergers in a row, than there are. */
    private static final int MOST_STEPS = 6;
    // A unit that is closed is still found by its code: records of its time go on naming it.
    private static final String LATEST = """
            select distinct on (kind, code) * from unit where valid_from <= :today""";

    private final JdbcClient jdbc;
    private final Today today;

    JdbcUnits(JdbcClient jdbc, Today today) {
        this.jdbc = jdbc;
        this.today = today;
    }

    @Override
    public Optional<Unit> find(UnitKind kind, String code) {
        return jdbc.sql(LATEST + " and kind = :kind and code = :code order by kind, code, valid_from desc")
                .param("today", today.get()).param("kind", kind.name()).param("code", code).query(JdbcUnits::unit).optional();
    }

    @Override
    public Optional<Unit> validToday(UnitKind kind, String code) {
        return find(kind, code).filter(u -> u.validTo() == null || !u.validTo().isBefore(today.get()));
    }

    @Override
    public Optional<Unit> ever(UnitKind kind, String code) {
        return jdbc.sql("select * from unit where kind = :kind and code = :code order by valid_from desc limit 1")
                .param("kind", kind.name()).param("code", code).query(JdbcUnits::unit).optional();
    }

    @Override
    public List<Unit> above(UnitKind kind, String code) {
        return jdbc.sql("""
                with recursive above as (
                    select parent_kind, parent_code, 0 as n from (
                        select * from unit where kind = :kind and code = :code and valid_from <= :today
                        order by valid_from desc limit 1) self
                    union all
                    select u.parent_kind, u.parent_code, n + 1 from above a cross join lateral (
                        select * from unit where kind = a.parent_kind and code = a.parent_code and valid_from <= :today
                        order by valid_from desc limit 1) u
                    where n < :most)
                select u.* from above a cross join lateral (
                    select * from unit where kind = a.parent_kind and code = a.parent_code and valid_from <= :today
                    order by valid_from desc limit 1) u
                order by a.n""")
                .param("kind", kind.name()).param("code", code).param("today", today.get()).param("most", MOST_STEPS)
                .query(JdbcUnits::unit).list();
    }

    @Override
    public Optional<Unit> successor(UnitKind kind, String code) {
        Unit last = null;
        Set<String> seen = new HashSet<>(Set.of(code));
        String next = successorCode(kind, code);
        while (next != null && seen.add(next) && seen.size() <= MOST_STEPS + 1) {
            Optional<Unit> unit = find(kind, next);
            if (unit.isEmpty()) {
                break;
            }
            last = unit.get();
            if (last.validTo() == null || !last.validTo().isBefore(today.get())) {
                break;
            }
            next = successorCode(kind, next);
        }
        return Optional.ofNullable(last);
    }

    private String successorCode(UnitKind kind, String code) {
        return jdbc.sql("select successor_code from unit where kind = :kind and code = :code order by valid_from desc limit 1")
                .param("kind", kind.name()).param("code", code).query(String.class).optional().orElse(null);
    }

    @Override
    public Optional<String> sector(String facilityCode) {
        return Optional.ofNullable(jdbc.sql("""
                select sector_unit from unit where kind = 'FACILITY' and code = :code and valid_from <= :today
                order by valid_from desc limit 1""")
                .param("code", facilityCode).param("today", today.get()).query(String.class).optional().orElse(null));
    }

    @Override
    public String name(UnitKind kind, String code) {
        return find(kind, code).map(Unit::name).orElse(code);
    }

    @Override
    public List<Unit> list(UnitKind kind, String provinceCode) {
        return jdbc.sql("select * from (" + LATEST + """
                 and kind = :kind and province_code = :province order by kind, code, valid_from desc) u
                where valid_to is null or valid_to >= :today order by name, code""")
                .param("today", today.get()).param("kind", kind.name()).param("province", provinceCode)
                .query(JdbcUnits::unit).list();
    }

    @Override
    public List<Unit> provinces() {
        return jdbc.sql("select * from (" + LATEST + """
                 and kind = 'PROVINCE' order by kind, code, valid_from desc) u
                where valid_to is null or valid_to >= :today order by code""")
                .param("today", today.get()).query(JdbcUnits::unit).list();
    }

    static Unit unit(ResultSet row, int n) throws SQLException {
        String parentKind = row.getString("parent_kind");
        return new Unit(UnitKind.valueOf(row.getString("kind")), row.getString("code"), row.getString("name"),
                parentKind == null ? null : UnitKind.valueOf(parentKind), row.getString("parent_code"),
                row.getString("province_code"), row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class), row.getString("email"));
    }
}
