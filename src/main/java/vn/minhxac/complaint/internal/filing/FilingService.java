package vn.minhxac.complaint.internal.filing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import vn.minhxac.audit.Audit;
import vn.minhxac.citizen.Vaccines;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.Conflicts;
import vn.minhxac.common.RateLimiter;
import vn.minhxac.common.Uuid7;
import vn.minhxac.complaint.ComplaintAttachments;
import vn.minhxac.complaint.ComplaintFiling;
import vn.minhxac.complaint.internal.store.Complaint;
import vn.minhxac.complaint.internal.store.ComplaintTable;
import vn.minhxac.complaint.internal.store.NewComplaint;
import vn.minhxac.complaint.internal.store.Recording;
import vn.minhxac.complaint.internal.store.TrackingCode;
import vn.minhxac.notification.OneTimeCodes;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;

@Service
class FilingService implements ComplaintFiling {

    static final String PURPOSE = "complaint-confirm";
    /** Life of a one-time code. */
    private static final Duration CODE = Duration.ofMinutes(5);

    private final ComplaintCheck check;
    private final Callers callers;
    private final ComplaintTable complaints;
    private final ComplaintAttachments attachments;
    private final Recording recording;
    private final OneTimeCodes codes;
    private final Officers officers;
    private final Vaccines vaccines;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    FilingService(ComplaintCheck check, Callers callers, ComplaintTable complaints, ComplaintAttachments attachments, Recording recording,
                  OneTimeCodes codes, Officers officers, Vaccines vaccines, Audit audit, Clock clock, PlatformTransactionManager transactions) {
        this.check = check;
        this.callers = callers;
        this.complaints = complaints;
        this.attachments = attachments;
        this.recording = recording;
        this.codes = codes;
        this.officers = officers;
        this.vaccines = vaccines;
        this.audit = audit;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public Filed file(Request request, String channel, String client) {
        callers.files(client);
        Draft draft = check.check(request);
        UUID id = Uuid7.next();
        // Counted first: a phone that has had too many codes gets no complaint stored either.
        codes.count(PURPOSE, id.toString(), draft.person().phone());
        Instant confirmBy = clock.instant().plus(CODE);
        String code = TrackingCode.make();
        // A complaint that cannot be stored, for an upload that is none, sends nothing to anybody's phone.
        transaction.executeWithoutResult(tx -> store(id, code, channel, null, draft, confirmBy,
                codes.issue(PURPOSE, id.toString(), draft.person().phone())));
        return new Filed(code, confirmBy);
    }

    @Override
    public void check(Request request) {
        check.check(request);
    }

    @Override
    public Recorded confirm(String code, String otp, String client) {
        Complaint filed = callers.find(code, client);
        if (filed.recordedAt() != null) {
            throw new BadInput(409, "complaint.recorded");
        }
        codes.check(PURPOSE, filed.otpId(), otp);
        return Conflicts.again(() -> transaction.execute(tx -> {
            // Of two at the same time one records.
            Complaint locked = complaints.lock(filed.id());
            if (locked.recordedAt() != null) {
                throw new BadInput(409, "complaint.recorded");
            }
            if (!filed.otpId().equals(locked.otpId())) {
                throw new BadInput("otp.wrong");
            }
            codes.redeem(PURPOSE, filed.otpId());
            return recorded(recording.record(locked.id(), null));
        }));
    }

    @Override
    public Filed sendAgain(String code, String client) {
        Complaint filed = callers.find(code, client);
        if (filed.recordedAt() != null) {
            throw new BadInput(409, "complaint.recorded");
        }
        UUID otp = codes.send(PURPOSE, filed.id().toString(), filed.person().phone());
        Instant confirmBy = clock.instant().plus(CODE);
        complaints.set(filed.id(), Map.of("otp_id", otp, "confirm_by", confirmBy));
        return new Filed(filed.code(), confirmBy);
    }

    @Override
    @Transactional
    public Recorded fileAssisted(Request request) {
        Officer officer = officers.require(Role.FACILITY_OFFICER, Role.FACILITY_HEAD, Role.COMMUNE_HEALTH_STATION, Role.DISTRICT_HEALTH,
                Role.PROVINCIAL_HEALTH);
        Draft draft = check.check(request);
        UUID id = Uuid7.next();
        store(id, TrackingCode.make(), "ASSISTED", officer.userId(), draft, null, null);
        Complaint recorded = recording.record(id, officer.provinceCode());
        audit.record("complaint.assisted", "complaint", id.toString(), Map.of("type", draft.type().name()));
        return recorded(recorded);
    }

    @Override
    public List<Vaccines.Vaccine> vaccines() {
        return vaccines.on(LocalDate.now(clock.withZone(ComplaintCheck.VIET_NAM)));
    }

    private void store(UUID id, String code, String channel, String filedBy, Draft draft, Instant confirmBy, UUID otp) {
        complaints.add(new NewComplaint(id, code, channel, filedBy, null, null, null, draft.type(), draft.person(), draft.description(),
                draft.place(), draft.doses(), null, confirmBy, otp));
        if (!draft.attachments().isEmpty()) {
            attachments.attach(id, 0, draft.attachments());
        }
    }

    private static Recorded recorded(Complaint complaint) {
        return new Recorded(complaint.id(), complaint.code(), complaint.recordedAt(), complaint.dueAt());
    }
}
