package vn.minhxac.complaint.internal.handling;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.audit.Audit;
import vn.minhxac.citizen.Corrections;
import vn.minhxac.citizen.Corrections.Cause;
import vn.minhxac.citizen.Corrections.DoseFacts;
import vn.minhxac.citizen.Corrections.Source;
import vn.minhxac.citizen.Identities;
import vn.minhxac.complaint.ComplaintStatus;
import vn.minhxac.complaint.internal.store.Complaint;
import vn.minhxac.complaint.internal.store.ComplaintTable;
import vn.minhxac.complaint.internal.store.Decision;
import vn.minhxac.complaint.internal.store.Decision.Change;
import vn.minhxac.complaint.internal.store.Decision.Subject;
import vn.minhxac.complaint.internal.store.DecisionTable;
import vn.minhxac.signing.SigningIntake;
import vn.minhxac.verification.Recomparison;

/**
 * „Cập nhật hồ sơ“: makes the approved changes. A changed identity is compared again with the population database; a changed dose is ready
 * to sign again.
 */
@Service
public class Correcting {

    private final ComplaintTable complaints;
    private final DecisionTable decisions;
    private final Corrections records;
    private final Identities identities;
    private final Recomparison recomparison;
    private final SigningIntake signing;
    private final Audit audit;
    private final Clock clock;

    Correcting(ComplaintTable complaints, DecisionTable decisions, Corrections records, Identities identities, Recomparison recomparison,
               SigningIntake signing, Audit audit, Clock clock) {
        this.complaints = complaints;
        this.decisions = decisions;
        this.records = records;
        this.identities = identities;
        this.recomparison = recomparison;
        this.signing = signing;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public void run(UUID id) {
        Complaint complaint = complaints.lock(id);
        Decision decision = decisions.find(id).orElse(null);
        if (decision != null && decision.changesIdentity() && decision.policeBy() == null) {
            // However the process came here: what says who somebody is changes only with the police.
            throw new IllegalStateException("identity of complaint " + id + " was not confirmed by the police");
        }
        if (decision == null || !decisions.apply(id)) {
            return;
        }
        if (complaint.status() == ComplaintStatus.WAITING_POLICE) {
            complaints.step(id, "POLICE_CONFIRMED", null);
        }
        if (decision.changes().isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        long citizen = complaint.citizenId() == null ? newRecord(complaint, cause(decision, decision.policeBy(), now)) : complaint.citizenId();
        boolean compare = changeIdentity(citizen, decision, cause(decision, decision.policeBy(), now)) || complaint.citizenId() == null;
        int doses = changeDoses(citizen, decision, cause(decision, null, now));
        if (compare) {
            recomparison.compareAgain(citizen, decision.decidedBy());
        } else if (doses > 0) {
            signing.handOver(identities.find(List.of(citizen)).get(0).provinceCode(), List.of(citizen));
        }
        complaints.step(id, "CORRECTED", null);
        audit.record("complaint.corrected", "citizen", Long.toString(citizen),
                Map.of("complaint", id.toString(), "identity", compare, "doses", doses));
    }

    /** Who complains of a missing dose and is in no record yet gets one. */
    private long newRecord(Complaint complaint, Cause cause) {
        Complaint.Person person = complaint.person();
        boolean foreigner = person.idType().equals("PASSPORT");
        long citizen = identities.findOrAdd(new Identities.NewPerson(complaint.place().provinceCode(), person.fullName(), person.sex(),
                person.dateOfBirth(), "D", person.idNumber(), person.idType(), foreigner ? "XX" : "VN", person.phone(), null), cause);
        complaints.set(complaint.id(), Map.of("citizen_id", citizen));
        return citizen;
    }

    private static Cause cause(Decision decision, String confirmedBy, Instant at) {
        return new Cause(Source.COMPLAINT, decision.complaintId().toString(), decision.decidedBy(), confirmedBy, null, at);
    }

    private boolean changeIdentity(long citizen, Decision decision, Cause cause) {
        Map<String, String> fields = new HashMap<>();
        decision.changes().stream().filter(change -> change.subject() == Subject.IDENTITY).forEach(change -> fields.put(change.field(), change.to()));
        return !fields.isEmpty() && records.identity(citizen, fields, cause);
    }

    private int changeDoses(long citizen, Decision decision, Cause cause) {
        int changed = 0;
        for (Change change : decision.changes()) {
            if (change.subject() == Subject.DOSE) {
                DoseFacts facts = new DoseFacts(change.doseNumber(), change.date(), change.vaccine(), change.lotNumber(), change.facilityCode());
                boolean done = switch (change.action()) {
                    case ADD -> records.addDose(citizen, facts, cause);
                    case SET -> records.setDose(citizen, facts, cause);
                    case VOID -> records.voidDose(citizen, change.doseNumber(), change.reason(), cause);
                };
                changed += done ? 1 : 0;
            }
        }
        return changed;
    }
}
