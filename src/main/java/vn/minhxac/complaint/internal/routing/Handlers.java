package vn.minhxac.complaint.internal.routing;

import java.util.List;

import org.springframework.stereotype.Component;

import vn.minhxac.complaint.internal.store.Complaint;
import vn.minhxac.complaint.internal.store.Complaint.Place;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.Unit;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;

/** Which unit is meant by what the decision table answers. */
@Component
public class Handlers {

    private final Units units;

    Handlers(Units units) {
        this.units = units;
    }

    /** @param handler {@code FACILITY}, {@code SECTOR}, {@code STATION}, {@code DISTRICT}, {@code PROVINCE} or {@code POOL} */
    Handler of(String handler, String site, Complaint complaint) {
        Place place = complaint.place();
        return switch (handler) {
            case "FACILITY" -> new Handler(Role.FACILITY_OFFICER, UnitKind.FACILITY, site.equals("SUCCEEDED")
                    ? units.successor(UnitKind.FACILITY, place.facilityCode()).orElseThrow().code() : place.facilityCode(), place.provinceCode());
            case "SECTOR" -> new Handler(Role.FACILITY_OFFICER, UnitKind.FACILITY, units.sector(place.facilityCode()).orElseThrow(),
                    place.provinceCode());
            case "STATION" -> new Handler(Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, place.communeCode(), place.provinceCode());
            case "DISTRICT" -> new Handler(Role.DISTRICT_HEALTH, UnitKind.DISTRICT, place.districtCode(), place.provinceCode());
            default -> province(place.provinceCode());
        };
    }

    /**
     * Health department of a province; where the province is not known, of the only one there is, else the Ministry's (C9: the pool is
     * the nation's).
     */
    public Handler province(String code) {
        if (code != null) {
            return new Handler(Role.PROVINCIAL_HEALTH, UnitKind.PROVINCE, code, code);
        }
        List<Unit> provinces = units.provinces();
        return provinces.size() == 1 ? province(provinces.get(0).code()) : new Handler(Role.MINISTRY, null, null, null);
    }
}
