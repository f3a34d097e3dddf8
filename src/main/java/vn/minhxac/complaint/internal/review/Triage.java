package vn.minhxac.complaint.internal.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.minhxac.audit.Audit;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.BadInput.FieldError;
import vn.minhxac.complaint.internal.review.ReviewAccess.Seen;
import vn.minhxac.complaint.internal.store.ComplaintTable;
import vn.minhxac.unit.Unit;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;

/** The place of vaccination of a complaint that named none (C9): an officer of the pool finds it out. */
@Service
class Triage {

    private final ReviewAccess access;
    private final ComplaintTable complaints;
    private final Units units;
    private final Audit audit;

    Triage(ReviewAccess access, ComplaintTable complaints, Units units, Audit audit) {
        this.access = access;
        this.complaints = complaints;
        this.units = units;
        this.audit = audit;
    }

    /** Codes of units, each may be null; what lies above the smallest of them is filled in. */
    record Place(String provinceCode, String districtCode, String communeCode, String facilityCode, Boolean abroad) {
    }

    @Transactional
    void place(UUID id, Place place) {
        Seen seen = access.lock(id);
        if (!seen.at(ReviewAccess.TRIAGE)) {
            throw new BadInput(409, "review.notYours");
        }
        Map<String, Object> columns = Boolean.TRUE.equals(place.abroad()) ? abroad(place) : columns(place);
        complaints.set(id, columns);
        audit.record("complaint.placed", "complaint", id.toString(), Map.of("abroad", columns.get("abroad"),
                "province", String.valueOf(columns.get("province_code"))));
    }

    private static Map<String, Object> abroad(Place place) {
        if (place.provinceCode() != null || place.districtCode() != null || place.communeCode() != null || place.facilityCode() != null) {
            throw new BadInput(400, "review.place", List.of(new FieldError("abroad", "review.place.abroad")));
        }
        Map<String, Object> columns = new HashMap<>();
        List.of("province_code", "district_code", "commune_code", "facility_code").forEach(column -> columns.put(column, null));
        columns.put("abroad", true);
        return columns;
    }

    private Map<String, Object> columns(Place place) {
        Map<UnitKind, String> codes = new HashMap<>();
        List<FieldError> errors = new ArrayList<>();
        take(UnitKind.FACILITY, place.facilityCode(), "facilityCode", codes, errors);
        take(UnitKind.COMMUNE, place.communeCode(), "communeCode", codes, errors);
        take(UnitKind.DISTRICT, place.districtCode(), "districtCode", codes, errors);
        take(UnitKind.PROVINCE, place.provinceCode(), "provinceCode", codes, errors);
        if (errors.isEmpty() && codes.isEmpty()) {
            errors.add(new FieldError("provinceCode", "review.placeMissing"));
        }
        if (!errors.isEmpty()) {
            throw new BadInput(400, "review.place", errors);
        }
        Map<String, Object> columns = new HashMap<>();
        columns.put("province_code", codes.get(UnitKind.PROVINCE));
        columns.put("district_code", codes.get(UnitKind.DISTRICT));
        columns.put("commune_code", codes.get(UnitKind.COMMUNE));
        columns.put("facility_code", codes.get(UnitKind.FACILITY));
        columns.put("abroad", false);
        return columns;
    }

    /** Takes one code and those of the units above it; all must be of one line. */
    private void take(UnitKind kind, String code, String field, Map<UnitKind, String> codes, List<FieldError> errors) {
        if (code == null || code.isBlank()) {
            return;
        }
        Optional<Unit> unit = units.find(kind, code);
        if (unit.isEmpty()) {
            errors.add(new FieldError(field, "review.place.unknown"));
            return;
        }
        Unit at = unit.get();
        for (int tier = 0; at != null && tier < UnitKind.values().length; tier++) {
            if (!codes.merge(at.kind(), at.code(), (before, now) -> before).equals(at.code())) {
                errors.add(new FieldError(field, "review.place.elsewhere"));
                return;
            }
            at = at.parentCode() == null ? null : units.find(at.parentKind(), at.parentCode()).orElse(null);
        }
    }
}
