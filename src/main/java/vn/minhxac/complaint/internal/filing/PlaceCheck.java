package vn.minhxac.complaint.internal.filing;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.springframework.stereotype.Component;

import vn.minhxac.common.BadInput.FieldError;
import vn.minhxac.complaint.ComplaintFiling;
import vn.minhxac.complaint.internal.store.Complaint.Place;
import vn.minhxac.unit.Unit;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;

/** Place of vaccination: codes of units that exist or existed, the smaller within the larger; what lies above them is filled in (C8). */
@Component
public class PlaceCheck {

    private final Units units;

    PlaceCheck(Units units) {
        this.units = units;
    }

    /** The place, whole; never null. */
    public Place check(ComplaintFiling.Place place, List<FieldError> errors) {
        if (place == null) {
            return new Place(null, null, null, null, false);
        }
        if (Boolean.TRUE.equals(place.abroad())) {
            return new Place(null, null, null, null, true);
        }
        String province = known(UnitKind.PROVINCE, place.provinceCode(), "place.provinceCode", "complaint.place.province", errors);
        String district = known(UnitKind.DISTRICT, place.districtCode(), "place.districtCode", "complaint.place.district", errors);
        String commune = known(UnitKind.COMMUNE, place.communeCode(), "place.communeCode", "complaint.place.commune", errors);
        String facility = known(UnitKind.FACILITY, place.facilityCode(), "place.facilityCode", "complaint.place.facility", errors);
        Place whole = new Place(province, district, commune, facility, false);
        Set<UnitKind> seen = EnumSet.noneOf(UnitKind.class);
        for (UnitKind kind : List.of(UnitKind.FACILITY, UnitKind.COMMUNE, UnitKind.DISTRICT)) {
            whole = within(whole, kind, seen, errors);
        }
        return whole;
    }

    /** Whether a code is none at all or that of a facility. */
    boolean isFacility(String code) {
        return code == null || wellFormed(code) && units.ever(UnitKind.FACILITY, code).isPresent();
    }

    static String code(String raw) {
        return raw == null || raw.isBlank() ? null : raw.strip();
    }

    private static boolean wellFormed(String code) {
        return code.matches("[A-Za-z0-9]{1,20}");
    }

    private String known(UnitKind kind, String raw, String field, String error, List<FieldError> errors) {
        String code = code(raw);
        if (code == null) {
            return null;
        }
        if (!wellFormed(code) || units.ever(kind, code).isEmpty()) {
            errors.add(new FieldError(field, error));
            return null;
        }
        return code;
    }

    /**
     * Fills in what lies above the unit of this kind; what contradicts it is an error.
     *
     * @param seen kinds that were found above a smaller one, and with them all that lies above them
     */
    private Place within(Place place, UnitKind kind, Set<UnitKind> seen, List<FieldError> errors) {
        String code = code(place, kind);
        if (code == null || seen.contains(kind)) {
            return place;
        }
        Place result = place;
        for (Unit above : units.above(kind, code)) {
            String said = code(result, above.kind());
            if (said != null && !said.equals(above.code())) {
                errors.add(new FieldError(field(above.kind()), "complaint.place.contradiction"));
                return place;
            }
            result = with(result, above.kind(), above.code());
            seen.add(above.kind());
        }
        return result;
    }

    private static String field(UnitKind kind) {
        return "place." + kind.name().toLowerCase(java.util.Locale.ROOT) + "Code";
    }

    private static String code(Place place, UnitKind kind) {
        return switch (kind) {
            case PROVINCE -> place.provinceCode();
            case DISTRICT -> place.districtCode();
            case COMMUNE -> place.communeCode();
            case FACILITY -> place.facilityCode();
        };
    }

    private static Place with(Place place, UnitKind kind, String code) {
        return switch (kind) {
            case PROVINCE -> new Place(code, place.districtCode(), place.communeCode(), place.facilityCode(), place.abroad());
            case DISTRICT -> new Place(place.provinceCode(), code, place.communeCode(), place.facilityCode(), place.abroad());
            case COMMUNE -> new Place(place.provinceCode(), place.districtCode(), code, place.facilityCode(), place.abroad());
            case FACILITY -> place;
        };
    }
}
