package vn.minhxac.complaint.internal.handling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.audit.Audit;
import vn.minhxac.citizen.Identities;
import vn.minhxac.complaint.ComplaintStatus;
import vn.minhxac.complaint.internal.store.Complaint;
import vn.minhxac.complaint.internal.store.ComplaintTable;
import vn.minhxac.complaint.internal.store.Decision;
import vn.minhxac.complaint.internal.store.DecisionTable;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;

/** „Ghi nhận kết quả xem xét“: keeps what the officer decided, and tells the diagram where to go on. */
@Service
public class ReviewRecording {

    /**
     * What the diagram needs to know.
     *
     * @param policeGroup     candidate group of the police who confirm identity facts, or null
     * @param deferUntil      when a deferred complaint is taken up again, or null
     * @param supplementUntil until when the citizen's supplement is waited for, or null
     */
    public record Recorded(boolean identityChanged, String policeGroup, Instant deferUntil, Instant supplementUntil) {
    }

    private static final ZoneId VIET_NAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final LocalTime WORK_BEGINS = LocalTime.of(7, 0);
    private static final Duration SUPPLEMENT_WITHIN = Duration.ofDays(7);

    private final ComplaintTable complaints;
    private final DecisionTable decisions;
    private final Identities identities;
    private final Officers officers;
    private final Audit audit;
    private final Clock clock;

    ReviewRecording(ComplaintTable complaints, DecisionTable decisions, Identities identities, Officers officers, Audit audit, Clock clock) {
        this.complaints = complaints;
        this.decisions = decisions;
        this.identities = identities;
        this.officers = officers;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param outcome       {@code APPROVED}, {@code DEFERRED}, {@code REJECTED}, {@code NEEDS_SUPPLEMENT} or {@code WRONG_UNIT}
     * @param reasonCode    why, or null
     * @param deferredUntil for {@code DEFERRED}
     */
    @Transactional
    public Recorded run(UUID id, String outcome, String reasonCode, LocalDate deferredUntil) {
        Complaint complaint = complaints.lock(id);
        Optional<Decision> decision = decisions.find(id);
        String officer = officers.current().map(Officer::userId).or(() -> decision.map(Decision::decidedBy)).orElse(null);
        Map<String, Object> reviewed = new HashMap<>();
        reviewed.put("outcome", outcome);
        reviewed.put("reason_code", reasonCode);
        reviewed.put("answer", decision.filter(d -> d.decidedBy().equals(officer)).map(Decision::answer).orElse(null));
        reviewed.put("reviewed_by", officer);
        Recorded recorded = switch (outcome) {
            case "APPROVED" -> approved(complaint, decision.orElse(null), reviewed);
            case "DEFERRED" -> {
                Instant until = deferredUntil.atTime(WORK_BEGINS).atZone(VIET_NAM).toInstant();
                reviewed.put("status", ComplaintStatus.DEFERRED);
                reviewed.put("deferred_until", deferredUntil);
                yield new Recorded(false, null, until, null);
            }
            case "NEEDS_SUPPLEMENT" -> {
                Instant until = clock.instant().plus(SUPPLEMENT_WITHIN);
                reviewed.put("status", ComplaintStatus.WAITING_CITIZEN);
                reviewed.put("supplement_until", until);
                yield new Recorded(false, null, null, until);
            }
            case "WRONG_UNIT" -> {
                complaints.returned(complaint, officer);
                complaints.step(id, "RETURNED", complaint.handlerKind() + ":" + complaint.handlerCode());
                reviewed.put("hops", complaint.hops() + 1);
                // The next unit begins anew.
                reviewed.put("reviewed_by", null);
                yield new Recorded(false, null, null, null);
            }
            default -> new Recorded(false, null, null, null);
        };
        complaints.set(id, reviewed);
        Map<String, Object> detail = new HashMap<>(Map.of("outcome", outcome));
        if (reasonCode != null) {
            detail.put("reason", reasonCode);
        }
        audit.record("complaint.reviewed", "complaint", id.toString(), detail);
        return recorded;
    }

    private Recorded approved(Complaint complaint, Decision decision, Map<String, Object> reviewed) {
        if (decision == null || !decision.changesIdentity()) {
            return new Recorded(false, null, null, null);
        }
        reviewed.put("status", ComplaintStatus.WAITING_POLICE);
        complaints.step(complaint.id(), "WAITING_POLICE", null);
        return new Recorded(true, policeGroup(complaint), null, null);
    }

    /** Police of the commune of permanent residence, who keep its people's papers; where it is unknown, of the commune of vaccination. */
    private String policeGroup(Complaint complaint) {
        Optional<Identities.Identity> person = complaint.citizenId() == null ? Optional.empty()
                : identities.find(List.of(complaint.citizenId())).stream().findFirst();
        String commune = person.map(Identities.Identity::permanentCommune).orElse(complaint.place().communeCode());
        String province = person.map(Identities.Identity::provinceCode).orElse(complaint.place().provinceCode());
        return commune == null ? Role.PROVINCIAL_HEALTH.group(province) : officers.groupFor(Role.COMMUNE_POLICE, UnitKind.COMMUNE, commune, province);
    }
}
