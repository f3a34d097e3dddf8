package vn.minhxac.unit.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import vn.minhxac.audit.Audit;
import vn.minhxac.common.BadInput;
import vn.minhxac.unit.Delegations;
import vn.minhxac.unit.Duty;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.Unit;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;

@Repository
class JdbcDelegations implements Delegations {

    private static final String PROFILE = """
            coalesce((select routing_profile from province_setting where province_code = :province),
                     case when exists (select 1 from unit where kind = 'DISTRICT' and province_code = :province
                                          and valid_from <= :today and (valid_to is null or valid_to >= :today))
                          then 'THREE_TIER_2021' else 'TWO_TIER_2025' end)""";

    private final JdbcClient jdbc;
    private final Units units;
    private final Officers officers;
    private final Duty duty;
    private final UnitAccounts accounts;
    private final Audit audit;
    private final Clock clock;
    private final Today today;

    JdbcDelegations(JdbcClient jdbc, Units units, Officers officers, Duty duty, UnitAccounts accounts, Audit audit, Clock clock, Today today) {
        this.jdbc = jdbc;
        this.units = units;
        this.officers = officers;
        this.duty = duty;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
        this.today = today;
    }

    @Override
    public boolean delegated(UnitKind kind, String unitCode) {
        return jdbc.sql("""
                select exists (select 1 from delegation where unit_kind = :kind and unit_code = :code and revoked_at is null)""")
                .param("kind", kind.name()).param("code", unitCode).query(Boolean.class).single();
    }

    @Override
    public List<Delegation> inForce(String provinceCode) {
        return jdbc.sql("""
                select d.*, coalesce(u.name, d.unit_code) as unit_name
                  from delegation d left join lateral (
                       select name from unit where kind = d.unit_kind and code = d.unit_code and valid_from <= :today
                        order by valid_from desc limit 1) u on true
                 where d.province_code = :province and d.revoked_at is null
                 order by unit_name, d.unit_code""")
                .param("province", provinceCode).param("today", today.get()).query(JdbcDelegations::delegation).list();
    }

    @Override
    @Transactional
    public void grant(UnitKind kind, String unitCode) {
        Officer me = officers.require(Role.PROVINCIAL_HEALTH);
        Unit unit = unit(kind, unitCode, me);
        if (units.validToday(kind, unitCode).isEmpty()) {
            throw new BadInput(422, "delegation.closed");
        }
        Role role = role(kind);
        // First the delegation: whoever grants the same at the same time waits here, and then finds the account made.
        boolean granted = jdbc.sql("""
                insert into delegation (province_code, unit_kind, unit_code, granted_by, granted_at)
                values (:province, :kind, :code, :by, :now)
                on conflict (unit_kind, unit_code) where revoked_at is null do nothing""")
                .param("province", unit.provinceCode()).param("kind", kind.name()).param("code", unitCode).param("by", me.userId())
                .param("now", now()).update() == 1;
        String account = duty.served(role, kind, unitCode) ? "" : accounts.create(unit, role);
        if (granted || !account.isEmpty()) {
            audit.record("delegation.granted", "unit", kind + ":" + unitCode, Map.of("province", unit.provinceCode(), "account", account));
        }
    }

    @Override
    @Transactional
    public void revoke(UnitKind kind, String unitCode) {
        Officer me = officers.require(Role.PROVINCIAL_HEALTH);
        Unit unit = unit(kind, unitCode, me);
        int revoked = jdbc.sql("""
                update delegation set revoked_by = :by, revoked_at = :now
                 where unit_kind = :kind and unit_code = :code and revoked_at is null""")
                .param("by", me.userId()).param("now", now()).param("kind", kind.name()).param("code", unitCode).update();
        if (revoked > 0) {
            audit.record("delegation.revoked", "unit", kind + ":" + unitCode, Map.of("province", unit.provinceCode()));
        }
    }

    @Override
    public Standing standing(String provinceCode, String districtCode, String communeCode) {
        return jdbc.sql("select " + PROFILE + ", " + account(Role.DISTRICT_HEALTH, UnitKind.DISTRICT, ":district") + ", "
                        + account(Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, ":commune"))
                .param("province", provinceCode).param("today", today.get()).param("district", districtCode).param("commune", communeCode)
                .query((row, n) -> new Standing(RoutingProfile.valueOf(row.getString(1)), Account.valueOf(row.getString(2)),
                        Account.valueOf(row.getString(3)))).single();
    }

    private static String account(Role role, UnitKind kind, String code) {
        return """
                case when exists (select 1 from delegation where unit_kind = '%1$s' and unit_code = %3$s and revoked_at is null) then 'DELEGATED'
                     when exists (select 1 from officer where active and role = '%2$s' and unit_kind = '%1$s' and unit_code = %3$s) then 'HAS_ACCOUNT'
                     else 'NONE' end""".formatted(kind, role, code);
    }

    @Override
    public RoutingProfile profile(String provinceCode) {
        return RoutingProfile.valueOf(jdbc.sql("select " + PROFILE)
                .param("province", provinceCode).param("today", today.get()).query(String.class).single());
    }

    @Override
    @Transactional
    public void choose(String provinceCode, RoutingProfile profile) {
        Officer me = officers.require(Role.PROVINCIAL_HEALTH);
        refuseOtherProvinces(me, provinceCode);
        units.ever(UnitKind.PROVINCE, provinceCode).orElseThrow(BadInput::notFound);
        int chosen = jdbc.sql("""
                insert into province_setting as s (province_code, routing_profile) values (:province, :profile)
                on conflict (province_code) do update set routing_profile = excluded.routing_profile
                where s.routing_profile <> excluded.routing_profile""")
                .param("province", provinceCode).param("profile", profile.name()).update();
        if (chosen > 0) {
            audit.record("routingProfile.chosen", "province", provinceCode, Map.of("profile", profile.name()));
        }
    }

    private Unit unit(UnitKind kind, String code, Officer me) {
        if (kind != UnitKind.DISTRICT && kind != UnitKind.COMMUNE || code == null) {
            throw new BadInput(422, "delegation.kind");
        }
        Unit unit = units.ever(kind, code).orElseThrow(BadInput::notFound);
        refuseOtherProvinces(me, unit.provinceCode());
        return unit;
    }

    private static void refuseOtherProvinces(Officer me, String provinceCode) {
        if (me.role() != Role.ADMIN && !provinceCode.equals(me.provinceCode())) {
            throw new BadInput(403, "forbidden");
        }
    }

    private static Role role(UnitKind kind) {
        return kind == UnitKind.COMMUNE ? Role.COMMUNE_HEALTH_STATION : Role.DISTRICT_HEALTH;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Delegation delegation(ResultSet row, int n) throws SQLException {
        OffsetDateTime revoked = row.getObject("revoked_at", OffsetDateTime.class);
        return new Delegation(row.getLong("id"), row.getString("province_code"), UnitKind.valueOf(row.getString("unit_kind")),
                row.getString("unit_code"), row.getString("unit_name"), row.getString("granted_by"), instant(row, "granted_at"),
                revoked == null ? null : revoked.toInstant());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
