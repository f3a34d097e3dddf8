package vn.minhxac.complaint.internal.routing;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.complaint.ComplaintStatus;
import vn.minhxac.complaint.internal.store.Complaint;
import vn.minhxac.complaint.internal.store.Complaint.Place;
import vn.minhxac.complaint.internal.store.ComplaintTable;
import vn.minhxac.unit.Delegations;
import vn.minhxac.unit.Delegations.RoutingProfile;
import vn.minhxac.unit.Delegations.Standing;
import vn.minhxac.unit.Duty;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.Unit;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;

/** „Xác định nơi tiêm“: turns what is known of the place of vaccination into the inputs of the decision table {@code complaint-routing.dmn}. */
@Service
public class PlaceFinding {

    /** So many units may say that a complaint is not theirs; then the province answers. */
    private static final int MOST_HOPS = 2;
    private static final String NONE = "NONE";

    private final ComplaintTable complaints;
    private final Units units;
    private final Delegations delegations;
    private final Duty duty;

    PlaceFinding(ComplaintTable complaints, Units units, Delegations delegations, Duty duty) {
        this.complaints = complaints;
        this.units = units;
        this.delegations = delegations;
        this.duty = duty;
    }

    @Transactional
    public Whereabouts run(UUID id) {
        Complaint complaint = complaints.get(id);
        resumed(complaint);
        Place place = complaint.place();
        if (place.abroad()) {
            return new Whereabouts(RoutingProfile.THREE_TIER_2021.name(), false, true, "UNKNOWN", false, NONE, NONE, NONE);
        }
        Set<String> returned = complaint.hops() == 0 ? Set.of() : complaints.returnedBy(id);
        boolean toProvince = complaint.hops() >= MOST_HOPS || complaint.reopens() != null || complaint.escalatedAt() != null;
        boolean doseInfoFull = !complaints.doses(id).isEmpty();
        Standing standing = delegations.standing(place.provinceCode(), notReturned(UnitKind.DISTRICT, place.districtCode(), returned),
                notReturned(UnitKind.COMMUNE, place.communeCode(), returned));
        RoutingProfile profile = place.provinceCode() == null ? RoutingProfile.TWO_TIER_2025 : standing.profile();
        return new Whereabouts(profile.name(), toProvince, false, site(place.facilityCode(), returned), doseInfoFull, level(place),
                standing.station().name(), standing.district().name());
    }

    /** What the diagram has led back here from. */
    private void resumed(Complaint complaint) {
        if (complaint.status() == ComplaintStatus.WAITING_POLICE) {
            complaints.step(complaint.id(), "POLICE_REFUSED", null);
        } else if (complaint.status() == ComplaintStatus.DEFERRED) {
            complaints.step(complaint.id(), "RESUMED", null);
        }
        if (complaint.outcome() != null && !complaint.outcome().equals("WRONG_UNIT")) {
            Map<String, Object> cleared = new HashMap<>();
            cleared.put("outcome", null);
            cleared.put("reason_code", null);
            complaints.set(complaint.id(), cleared);
        }
    }

    private String site(String facility, Set<String> returned) {
        if (facility == null || returned.contains(key(UnitKind.FACILITY, facility))) {
            return "UNKNOWN";
        }
        if (units.validToday(UnitKind.FACILITY, facility).isPresent()) {
            if (duty.served(Role.FACILITY_OFFICER, UnitKind.FACILITY, facility)) {
                return "ACTIVE";
            }
            return units.sector(facility).filter(this::servedFacility).isPresent() ? "SECTOR" : "CLOSED";
        }
        Optional<Unit> successor = units.successor(UnitKind.FACILITY, facility);
        return successor.filter(unit -> servedFacility(unit.code()) && !returned.contains(key(UnitKind.FACILITY, unit.code()))).isPresent()
                ? "SUCCEEDED" : "CLOSED";
    }

    private boolean servedFacility(String code) {
        return duty.served(Role.FACILITY_OFFICER, UnitKind.FACILITY, code);
    }

    private static String level(Place place) {
        return place.communeCode() != null ? "COMMUNE" : place.districtCode() != null ? "DISTRICT" : place.provinceCode() != null ? "PROVINCE" : NONE;
    }

    private static String notReturned(UnitKind kind, String code, Set<String> returned) {
        return code == null || returned.contains(key(kind, code)) ? null : code;
    }

    private static String key(UnitKind kind, String code) {
        return kind + ":" + code;
    }
}
