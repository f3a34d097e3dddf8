package vn.minhxac.complaint.internal.routing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.citizen.Corrections;
import vn.minhxac.complaint.ComplaintStatus;
import vn.minhxac.complaint.ComplaintType;
import vn.minhxac.complaint.internal.store.Complaint;
import vn.minhxac.complaint.internal.store.Complaint.DeclaredDose;
import vn.minhxac.complaint.internal.store.ComplaintTable;
import vn.minhxac.engine.Tasks;
import vn.minhxac.unit.Duty;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;

/**
 * „Giao cán bộ xử lý“: gives a routed complaint to its unit and there to an officer at once, so that the daily assignment of 9458 cannot eat
 * up half of the 48 hours.
 */
@Service
public class Assigning {

    /** @param assignee user id, or null where the unit has nobody today */
    public record Assigned(String group, String unitName, String assignee) {
    }

    private final ComplaintTable complaints;
    private final Handlers handlers;
    private final Corrections records;
    private final Officers officers;
    private final Duty duty;
    private final Units units;
    private final Tasks tasks;

    Assigning(ComplaintTable complaints, Handlers handlers, Corrections records, Officers officers, Duty duty, Units units, Tasks tasks) {
        this.complaints = complaints;
        this.handlers = handlers;
        this.records = records;
        this.officers = officers;
        this.duty = duty;
        this.units = units;
        this.tasks = tasks;
    }

    /**
     * @param handler     as the decision table says
     * @param site        as {@link Whereabouts#site}
     * @param routingRule the rule that said so
     */
    @Transactional
    public Assigned run(UUID id, String handler, String site, String routingRule) {
        Complaint complaint = complaints.get(id);
        Map<String, Object> routed = new HashMap<>();
        routed.put("handler", handler);
        routed.put("routing_rule", routingRule);
        if (handler.equals("OUT_OF_SCOPE")) {
            complaints.set(id, routed);
            return new Assigned(null, null, null);
        }
        Handler unit = handlers.of(handler, site, complaint);
        boolean pool = handler.equals("POOL");
        Optional<String> own = pool ? Optional.empty() : officerFor(complaint, unit);
        // Where somebody is there, there are officers.
        Handler served = own.isPresent() ? unit : served(unit);
        Optional<String> officer = pool || own.isPresent() || served == unit ? own : officerFor(complaint, served);
        routed.put("handler_kind", unit.kind());
        routed.put("handler_code", unit.code());
        routed.put("status", officer.isPresent() ? ComplaintStatus.IN_REVIEW : ComplaintStatus.ROUTED);
        complaints.set(id, routed);
        complaints.step(id, pool ? "POOLED" : "ROUTED", unit.kind() == null ? null : unit.kind() + ":" + unit.code());
        return new Assigned(served.role().group(served.code()), unit.kind() == null ? null : units.name(unit.kind(), unit.code()), officer.orElse(null));
    }

    /** The unit itself or, where it has no officers, the province. */
    private Handler served(Handler unit) {
        return unit.kind() == null || duty.served(unit.role(), unit.kind(), unit.code()) ? unit : handlers.province(unit.province());
    }

    /** Who reviewed it before goes on with it; else whose turn it is there. */
    private Optional<String> officerFor(Complaint complaint, Handler served) {
        if (served.kind() == null) {
            return Optional.empty();
        }
        Optional<String> before = Optional.ofNullable(complaint.reviewedBy()).flatMap(officers::find).filter(Officer::active)
                .filter(officer -> officer.role() == served.role() && officer.unitKind() == served.kind() && served.code().equals(officer.unitCode()))
                .map(Officer::userId).filter(user -> duty.absentToday(user).isEmpty());
        return before.isPresent() ? before : duty.next(served.role(), served.kind(), served.code(), disputed(complaint), tasks::load);
    }

    /** The officer who entered the dose that the citizen says was never given: never the one who decides. */
    private String disputed(Complaint complaint) {
        if (complaint.type() != ComplaintType.DOSE_NOT_MINE || complaint.citizenId() == null) {
            return null;
        }
        Set<Integer> numbers = complaints.doses(complaint.id()).stream().map(DeclaredDose::doseNumber).collect(Collectors.toSet());
        List<String> entered = records.doses(complaint.citizenId()).stream()
                .filter(dose -> numbers.isEmpty() || numbers.contains(dose.doseNumber()))
                .map(Corrections.RecordedDose::enteredBy).distinct().toList();
        return entered.size() == 1 ? entered.get(0) : null;
    }

    /** Gives a task that nobody has, or somebody absent, to whoever's turn it is; false where nobody is there. */
    @Transactional
    public boolean assignPending(UUID id, String taskId) {
        Complaint complaint = complaints.lock(id);
        if (complaint.closed() || complaint.handler() == null) {
            return false;
        }
        Handler unit = handlerOf(complaint);
        Optional<String> officer = officerFor(complaint, served(unit));
        officer.ifPresent(user -> {
            tasks.assign(taskId, user);
            complaints.status(id, complaint.status() == ComplaintStatus.ROUTED ? ComplaintStatus.IN_REVIEW : complaint.status());
            complaints.step(id, "ASSIGNED", null);
        });
        return officer.isPresent();
    }

    private Handler handlerOf(Complaint complaint) {
        if (complaint.handlerKind() == null) {
            return handlers.province(null);
        }
        return switch (complaint.handlerKind()) {
            case FACILITY -> new Handler(Role.FACILITY_OFFICER, UnitKind.FACILITY, complaint.handlerCode(), complaint.place().provinceCode());
            case COMMUNE -> new Handler(Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, complaint.handlerCode(),
                    complaint.place().provinceCode());
            case DISTRICT -> new Handler(Role.DISTRICT_HEALTH, UnitKind.DISTRICT, complaint.handlerCode(), complaint.place().provinceCode());
            case PROVINCE -> handlers.province(complaint.handlerCode());
        };
    }
}
