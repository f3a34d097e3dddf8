package vn.minhxac.complaint.internal.tracking;

import java.time.Clock;
import java.util.List;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import vn.minhxac.common.Texts;
import vn.minhxac.complaint.ComplaintStatus;
import vn.minhxac.complaint.ComplaintTracking.Step;
import vn.minhxac.complaint.ComplaintTracking.View;
import vn.minhxac.complaint.internal.store.Complaint;
import vn.minhxac.complaint.internal.store.ComplaintTable;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;

/** What of a complaint whoever has its tracking code may see: where it is and what was answered, nothing about a person. */
@Component
class StatusView {

    /** Steps that are the officers' own business. */
    private static final Set<String> INTERNAL = Set.of("REMINDED", "WARNED", "REASSIGNED");
    private static final Set<ComplaintStatus> ANSWERED = Set.of(ComplaintStatus.APPROVED, ComplaintStatus.REJECTED);

    private final ComplaintTable complaints;
    private final Units units;
    private final Texts texts;
    private final JdbcClient jdbc;
    private final Clock clock;

    StatusView(ComplaintTable complaints, Units units, Texts texts, JdbcClient jdbc, Clock clock) {
        this.complaints = complaints;
        this.units = units;
        this.texts = texts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    View of(Complaint complaint) {
        boolean open = complaint.recordedAt() != null && !complaint.closed();
        boolean answered = complaint.outcome() != null && !complaint.outcome().equals("WRONG_UNIT");
        String reason = answered ? complaint.reasonCode() : null;
        return new View(complaint.code(), complaint.status(), complaint.recordedAt(), complaint.dueAt(), handler(complaint), steps(complaint),
                answered && !complaint.outcome().equals("NEEDS_SUPPLEMENT") ? complaint.outcome() : null,
                reason == null ? null : texts.find("complaint.reason." + reason), reason == null ? null : texts.find("complaint.fix." + reason),
                answered ? complaint.answer() : null,
                complaint.status() == ComplaintStatus.DEFERRED && complaint.deferredUntil() != null ? complaint.deferredUntil().toString() : null,
                complaint.status() == ComplaintStatus.WAITING_CITIZEN ? complaint.supplementUntil() : null,
                open, open, reopenable(complaint), reopened(complaint));
    }

    /** Whether the citizen may ask for another look: answered within 30 days, not itself another look, and not asked before. */
    boolean reopenable(Complaint complaint) {
        return complaint.closed() && ANSWERED.contains(complaint.status()) && complaint.reopens() == null && complaint.parentId() == null
                && complaint.closedAt().plus(TrackingService.REOPENABLE).isAfter(clock.instant()) && reopened(complaint) == null;
    }

    private String reopened(Complaint complaint) {
        return jdbc.sql("select code from complaint where reopens = :id").param("id", complaint.id()).query(String.class).optional().orElse(null);
    }

    private String handler(Complaint complaint) {
        return complaint.handlerKind() == null ? null : units.name(complaint.handlerKind(), complaint.handlerCode());
    }

    private List<Step> steps(Complaint complaint) {
        return complaints.steps(complaint.id()).stream().filter(step -> !INTERNAL.contains(step.what()))
                .map(step -> new Step(step.at(), texts.get("complaint.step." + step.what(), detail(step.detail())))).toList();
    }

    /** {@code KIND:code} as the name of the unit. */
    private String detail(String detail) {
        int colon = detail == null ? -1 : detail.indexOf(':');
        return colon < 0 ? detail : units.name(UnitKind.valueOf(detail.substring(0, colon)), detail.substring(colon + 1));
    }
}
