package vn.minhxac.complaint.internal.clock;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.audit.Audit;
import vn.minhxac.complaint.internal.clock.ClockTable.Event;
import vn.minhxac.complaint.internal.message.CitizenMessages;
import vn.minhxac.complaint.internal.message.OfficerMessages;
import vn.minhxac.complaint.internal.routing.Handler;
import vn.minhxac.complaint.internal.routing.Handlers;
import vn.minhxac.complaint.internal.store.Complaint;
import vn.minhxac.complaint.internal.store.ComplaintTable;
import vn.minhxac.engine.Tasks;
import vn.minhxac.engine.Tasks.OpenTask;
import vn.minhxac.unit.Duty;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.Unit;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;

/**
 * What happens 24, 36 and 48 hours after a complaint was recorded, while it is open: the officer is reminded, the head is warned, the
 * province takes over. Each once, whoever notices it first, the engine's timer or the sweeper; and whoever has the complaint, or nobody.
 */
@Service
public class Alarms {

    /** Tasks that the province can take over; the police alone confirm identities. */
    private static final Set<String> REVIEWS = Set.of("reviewByFacility", "reviewByStation", "reviewByDistrict", "reviewByProvince", "triageComplaint");

    private final ComplaintTable complaints;
    private final ClockTable clocks;
    private final Handlers handlers;
    private final Officers officers;
    private final Duty duty;
    private final Units units;
    private final Tasks tasks;
    private final OfficerMessages messages;
    private final CitizenMessages citizen;
    private final Audit audit;
    private final Clock clock;

    Alarms(ComplaintTable complaints, ClockTable clocks, Handlers handlers, Officers officers, Duty duty, Units units, Tasks tasks,
           OfficerMessages messages, CitizenMessages citizen, Audit audit, Clock clock) {
        this.complaints = complaints;
        this.clocks = clocks;
        this.handlers = handlers;
        this.officers = officers;
        this.duty = duty;
        this.units = units;
        this.tasks = tasks;
        this.messages = messages;
        this.citizen = citizen;
        this.audit = audit;
        this.clock = clock;
    }

    /** Lets an alarm go off that is due; does nothing the second time. */
    @Transactional
    public void goOff(UUID id, Event event) {
        Complaint complaint = complaints.lock(id);
        // After a long outage the engine may let the last alarm go off first: then nobody need be reminded any more.
        if (!clocks.note(id, event) || complaint.closed() || complaint.firstAnswerAt() != null || complaint.escalatedAt() != null) {
            return;
        }
        switch (event) {
            case REMINDER -> remind(complaint);
            case WARNING -> warn(complaint);
            case BREACH -> escalate(complaint);
        }
        audit.record("complaint." + event.name().toLowerCase(java.util.Locale.ROOT), "complaint", id.toString(), Map.of());
    }

    private void remind(Complaint complaint) {
        complaints.step(complaint.id(), "REMINDED", null);
        messages.reminder(complaint, workers(complaint));
    }

    private void warn(Complaint complaint) {
        complaints.step(complaint.id(), "WARNED", null);
        messages.warning(complaint, heads(complaint), mailOf(complaint.handlerKind(), complaint.handlerCode()));
    }

    private void escalate(Complaint complaint) {
        Handler province = handlers.province(complaint.place().provinceCode());
        String group = province.kind() == null ? province.role().group(null)
                : officers.groupFor(province.role(), province.kind(), province.code(), province.province());
        for (OpenTask task : tasks.open(complaint.id().toString())) {
            if (REVIEWS.contains(task.definition())) {
                takeOver(task, province, group);
            }
        }
        Map<String, Object> escalated = new HashMap<>(Map.of("escalated_at", clock.instant()));
        if (complaint.handler() != null && province.kind() != null) {
            escalated.put("handler_kind", province.kind());
            escalated.put("handler_code", province.code());
        }
        complaints.set(complaint.id(), escalated);
        complaints.step(complaint.id(), "ESCALATED", province.kind() == null ? null : province.kind() + ":" + province.code());
        messages.breach(complaint, provincials(province), mailOf(province.kind(), province.code()));
        if (complaint.parentId() == null) {
            citizen.tell(complaint, CitizenMessages.Event.OVERDUE, 0);
        }
    }

    /** The province sees the task and one of its officers has it, unless one had it before; the unit still sees it. */
    private void takeOver(OpenTask task, Handler province, String group) {
        if (!task.groups().contains(group)) {
            tasks.addGroup(task.id(), group);
        }
        boolean theirs = task.assignee() != null && officers.find(task.assignee()).filter(Officer::active)
                .filter(officer -> officer.group().equals(group)).isPresent();
        if (!theirs) {
            Optional<String> next = province.kind() == null ? Optional.empty()
                    : duty.next(province.role(), province.kind(), province.code(), null, tasks::load);
            tasks.assign(task.id(), next.orElse(null));
        }
    }

    /** Who has the tasks; where nobody has, the officers of the unit; where it has none, the province's. */
    private List<Officer> workers(Complaint complaint) {
        List<Officer> assigned = tasks.open(complaint.id().toString()).stream().map(OpenTask::assignee).filter(Objects::nonNull).distinct()
                .map(officers::find).flatMap(Optional::stream).filter(Officer::active).toList();
        if (!assigned.isEmpty()) {
            return assigned;
        }
        List<Officer> unit = complaint.handlerKind() == null ? List.of()
                : duty.of(workingRole(complaint.handlerKind()), complaint.handlerKind(), complaint.handlerCode());
        return unit.isEmpty() ? provincials(handlers.province(complaint.place().provinceCode())) : unit;
    }

    private static Role workingRole(UnitKind kind) {
        return switch (kind) {
            case FACILITY -> Role.FACILITY_OFFICER;
            case COMMUNE -> Role.COMMUNE_HEALTH_STATION;
            case DISTRICT -> Role.DISTRICT_HEALTH;
            case PROVINCE -> Role.PROVINCIAL_HEALTH;
        };
    }

    /** The head of the unit: of a facility its head, of a health station the commune's chair; a district centre or department as a whole. */
    private List<Officer> heads(Complaint complaint) {
        if (complaint.handlerKind() == null) {
            return provincials(handlers.province(complaint.place().provinceCode()));
        }
        Role head = switch (complaint.handlerKind()) {
            case FACILITY -> Role.FACILITY_HEAD;
            case COMMUNE -> Role.COMMUNE_CHAIR;
            case DISTRICT -> Role.DISTRICT_HEALTH;
            case PROVINCE -> Role.PROVINCIAL_HEALTH;
        };
        List<Officer> heads = duty.of(head, complaint.handlerKind(), complaint.handlerCode());
        return heads.isEmpty() ? workers(complaint) : heads;
    }

    private List<Officer> provincials(Handler province) {
        return province.kind() == null ? officers.all().stream().filter(officer -> officer.active() && officer.role() == Role.MINISTRY).toList()
                : Stream.of(Role.PROVINCIAL_HEALTH, Role.SUPERVISOR).flatMap(role -> duty.of(role, province.kind(), province.code()).stream()).toList();
    }

    private String mailOf(UnitKind kind, String code) {
        return kind == null ? null : units.find(kind, code).map(Unit::email).orElse(null);
    }
}
