package vn.minhxac.training.internal;

import java.util.List;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import vn.minhxac.common.StartStep;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.UnitsChanged;

/**
 * An account for every role (contract §4), made when it is not there. With the sample province each belongs to a unit of it;
 * without, the provincial ones are bound to whichever province is imported first.
 */
@Component
@Profile("training")
class Accounts extends StartStep {

    static final String PASSWORD = "minhxac";

    private static final String PROVINCE = "19";
    private static final String DISTRICT = "164";
    private static final String COMMUNE = "05503";
    private static final String FACILITY = "19H164";

    private static final List<Officer> SAMPLE = List.of(
            at("station1", "Nông Thị Thu Hà – Trạm Y tế xã Tân Cương", Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, COMMUNE),
            at("police1", "Dương Văn Mạnh – Công an xã Tân Cương", Role.COMMUNE_POLICE, UnitKind.COMMUNE, COMMUNE),
            at("chair1", "Trần Quang Hưng – Chủ tịch UBND xã Tân Cương", Role.COMMUNE_CHAIR, UnitKind.COMMUNE, COMMUNE),
            at("facility1", "Ma Thị Lan – Trung tâm Y tế TP Thái Nguyên", Role.FACILITY_OFFICER, UnitKind.FACILITY, FACILITY),
            at("facilityhead1", "Lê Đức Thắng – Giám đốc Trung tâm Y tế TP Thái Nguyên", Role.FACILITY_HEAD, UnitKind.FACILITY, FACILITY),
            at("district1", "Phạm Thị Hồng Nhung – Y tế thành phố Thái Nguyên", Role.DISTRICT_HEALTH, UnitKind.DISTRICT, DISTRICT),
            at("supervisor1", "Hoàng Minh Tuấn – Giám sát, Sở Y tế Thái Nguyên", Role.SUPERVISOR, UnitKind.PROVINCE, PROVINCE));
    private static final List<Officer> PROVINCIAL = List.of(
            at("province1", "Vũ Thị Thanh Mai – Sở Y tế", Role.PROVINCIAL_HEALTH, UnitKind.PROVINCE, PROVINCE),
            at("province2", "Đỗ Xuân Trường – Sở Y tế, ký số tập trung", Role.PROVINCIAL_HEALTH, UnitKind.PROVINCE, PROVINCE));
    private static final List<Officer> NATIONAL = List.of(
            at("ministry1", "Nguyễn Hải Yến – Bộ Y tế", Role.MINISTRY, null, null),
            at("ministry2", "Bùi Quốc Khánh – Bộ Y tế", Role.MINISTRY, null, null),
            at("admin", "Quản trị hệ thống", Role.ADMIN, null, null));
    private static final Officer ANALYST = at("analyst1", "Ngô Thị Phương – Phân tích quy trình", Role.ANALYST, null, null);

    private final Officers officers;
    private final boolean sample;

    Accounts(Officers officers, @Value("${minhxac.training.sample:true}") boolean sample) {
        this.officers = officers;
        this.sample = sample;
    }

    @Override
    protected int order() {
        return 2;
    }

    @Override
    protected void run() {
        NATIONAL.forEach(this::create);
        PROVINCIAL.forEach(officer -> create(sample ? officer : unbound(officer)));
        if (sample) {
            SAMPLE.forEach(this::create);
            create(ANALYST);
        }
    }

    /** Without the sample province: whoever waits for a unit gets the province that was imported. */
    @EventListener
    void bind(UnitsChanged units) {
        officers.bindUnbound(units.provinceCode());
    }

    private void create(Officer officer) {
        if (officers.find(officer.userId()).isEmpty()) {
            officers.save(officer, PASSWORD);
        }
    }

    private static Officer at(String userId, String name, Role role, UnitKind kind, String unit) {
        return new Officer(userId, name, role, kind, unit, unit == null ? null : PROVINCE, userId + "@thainguyen.example.vn", null, true);
    }

    private static Officer unbound(Officer o) {
        return new Officer(o.userId(), o.displayName(), o.role(), null, null, null, o.email(), o.phone(), true);
    }
}
