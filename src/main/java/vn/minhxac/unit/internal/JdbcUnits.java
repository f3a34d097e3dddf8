package vn.minhxac.unit.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.minhxac.unit.Unit;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;

@Repository
class JdbcUnits implements Units {

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    // A unit that is closed is still found by its code: records of its time go on naming it.
    private static final String LATEST = """
            select distinct on (kind, code) * from unit where valid_from <= :today""";

    private final JdbcClient jdbc;
    private final Clock clock;

    JdbcUnits(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Optional<Unit> find(UnitKind kind, String code) {
        return jdbc.sql(LATEST + " and kind = :kind and code = :code order by kind, code, valid_from desc")
                .param("today", today()).param("kind", kind.name()).param("code", code).query(JdbcUnits::unit).optional();
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
                .param("today", today()).param("kind", kind.name()).param("province", provinceCode)
                .query(JdbcUnits::unit).list();
    }

    @Override
    public List<Unit> provinces() {
        return jdbc.sql("select * from (" + LATEST + """
                 and kind = 'PROVINCE' order by kind, code, valid_from desc) u
                where valid_to is null or valid_to >= :today order by code""")
                .param("today", today()).query(JdbcUnits::unit).list();
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(ZONE));
    }

    static Unit unit(ResultSet row, int n) throws SQLException {
        String parentKind = row.getString("parent_kind");
        return new Unit(UnitKind.valueOf(row.getString("kind")), row.getString("code"), row.getString("name"),
                parentKind == null ? null : UnitKind.valueOf(parentKind), row.getString("parent_code"),
                row.getString("province_code"), row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class), row.getString("email"));
    }
}
