package vn.minhxac.unit.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import vn.minhxac.common.BadInput;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.OfficerSaved;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;

@Repository
class JdbcOfficers implements Officers {

    private static final Set<Role> NATIONWIDE = Set.of(Role.ADMIN, Role.MINISTRY);
    private static final Set<Role> PROVINCEWIDE = Set.of(Role.PROVINCIAL_HEALTH, Role.SUPERVISOR);

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    JdbcOfficers(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    @Override
    public Optional<Officer> current() {
        var who = SecurityContextHolder.getContext().getAuthentication();
        return who == null || !who.isAuthenticated() ? Optional.empty() : find(who.getName()).filter(Officer::active);
    }

    @Override
    public Officer require() {
        return current().orElseThrow(() -> new BadInput(403, "forbidden"));
    }

    @Override
    public Officer require(Role... roles) {
        return current().filter(o -> o.role() == Role.ADMIN || Set.of(roles).contains(o.role()))
                .orElseThrow(() -> new BadInput(403, "forbidden"));
    }

    @Override
    public Optional<Officer> find(String userId) {
        return jdbc.sql("select * from officer where user_id = :id").param("id", userId).query(JdbcOfficers::officer).optional();
    }

    @Override
    public List<Officer> all() {
        return jdbc.sql("select * from officer order by user_id").query(JdbcOfficers::officer).list();
    }

    @Override
    @Transactional
    public void save(Officer o, String password) {
        store(o);
        events.publishEvent(new OfficerSaved(o, password, false));
    }

    private void store(Officer o) {
        jdbc.sql("""
                insert into officer (user_id, display_name, role, unit_kind, unit_code, province_code, email, phone, active)
                values (:id, :name, :role, :kind, :code, :province, :email, :phone, :active)
                on conflict (user_id) do update set display_name = excluded.display_name, role = excluded.role,
                    unit_kind = excluded.unit_kind, unit_code = excluded.unit_code, province_code = excluded.province_code,
                    email = excluded.email, phone = excluded.phone, active = excluded.active""")
                .param("id", o.userId()).param("name", o.displayName()).param("role", o.role().name())
                .param("kind", o.unitKind() == null ? null : o.unitKind().name()).param("code", o.unitCode())
                .param("province", o.provinceCode()).param("email", o.email()).param("phone", o.phone())
                .param("active", o.active()).update();
    }

    @Override
    @Transactional
    public void saveNew(Officer o, String firstPassword) {
        if (find(o.userId()).isPresent()) {
            throw new BadInput(409, "conflict");
        }
        store(o);
        jdbc.sql("update officer set must_change_password = true where user_id = :id").param("id", o.userId()).update();
        events.publishEvent(new OfficerSaved(o, firstPassword, true));
    }

    @Override
    public boolean mustChangePassword(String userId) {
        return jdbc.sql("select exists (select 1 from officer where user_id = :id and must_change_password)").param("id", userId)
                .query(Boolean.class).single();
    }

    @Override
    @Transactional
    public void passwordChanged(String userId) {
        jdbc.sql("update officer set must_change_password = false where user_id = :id").param("id", userId).update();
    }

    @Override
    @Transactional
    public void bindUnbound(String provinceCode) {
        all().stream().filter(o -> o.unitCode() == null && (PROVINCEWIDE.contains(o.role()) || o.role() == Role.DISTRICT_HEALTH))
                .forEach(o -> save(new Officer(o.userId(), o.displayName(), o.role(), UnitKind.PROVINCE, provinceCode,
                        provinceCode, o.email(), o.phone(), o.active()), null));
    }

    @Override
    public String groupFor(Role role, UnitKind kind, String unitCode, String provinceCode) {
        boolean served = jdbc.sql("""
                select exists (select 1 from officer where active and role = :role and unit_kind = :kind and unit_code = :code)""")
                .param("role", role.name()).param("kind", kind.name()).param("code", unitCode).query(Boolean.class).single();
        return served ? role.group(unitCode) : Role.PROVINCIAL_HEALTH.group(provinceCode);
    }

    @Override
    public boolean maySee(Officer officer, UnitKind kind, String unitCode, String provinceCode) {
        if (NATIONWIDE.contains(officer.role())) {
            return true;
        }
        if (officer.provinceCode() == null || !officer.provinceCode().equals(provinceCode) || officer.unitCode() == null) {
            return false;
        }
        return PROVINCEWIDE.contains(officer.role())
                || officer.unitKind() == kind && officer.unitCode().equals(unitCode)
                || isBelow(kind, unitCode, officer.unitKind(), officer.unitCode());
    }

    private boolean isBelow(UnitKind kind, String code, UnitKind aboveKind, String aboveCode) {
        return jdbc.sql("""
                with recursive above (kind, code) as (
                    select parent_kind, parent_code from unit where kind = :kind and code = :code
                    union
                    select u.parent_kind, u.parent_code from unit u join above a on u.kind = a.kind and u.code = a.code)
                select exists (select 1 from above where kind = :aboveKind and code = :aboveCode)""")
                .param("kind", kind.name()).param("code", code).param("aboveKind", aboveKind.name())
                .param("aboveCode", aboveCode).query(Boolean.class).single();
    }

    static Officer officer(ResultSet row, int n) throws SQLException {
        String kind = row.getString("unit_kind");
        return new Officer(row.getString("user_id"), row.getString("display_name"), Role.valueOf(row.getString("role")),
                kind == null ? null : UnitKind.valueOf(kind), row.getString("unit_code"), row.getString("province_code"),
                row.getString("email"), row.getString("phone"), row.getBoolean("active"));
    }
}
