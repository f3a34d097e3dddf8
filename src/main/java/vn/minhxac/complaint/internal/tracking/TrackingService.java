package vn.minhxac.complaint.internal.tracking;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import vn.minhxac.common.BadInput;
import vn.minhxac.common.Conflicts;
import vn.minhxac.common.BadInput.FieldError;
import vn.minhxac.common.Uuid7;
import vn.minhxac.complaint.ComplaintAttachments;
import vn.minhxac.complaint.ComplaintFiling;
import vn.minhxac.complaint.ComplaintTracking;
import vn.minhxac.complaint.internal.filing.Callers;
import vn.minhxac.complaint.internal.filing.ComplaintCheck;
import vn.minhxac.complaint.internal.filing.PlainText;
import vn.minhxac.complaint.internal.store.Complaint;
import vn.minhxac.complaint.internal.store.ComplaintTable;
import vn.minhxac.complaint.internal.store.NewComplaint;
import vn.minhxac.complaint.internal.store.Recording;
import vn.minhxac.engine.Processes;
import vn.minhxac.notification.OneTimeCodes;

@Service
class TrackingService implements ComplaintTracking {

    private static final String PURPOSE = "complaint-change";
    private static final int LONGEST_TEXT = 2_000;
    private static final int MOST_SUPPLEMENTS = 10;
    /** How long an answer may be contested. */
    static final Duration REOPENABLE = Duration.ofDays(30);

    private final Callers callers;
    private final ComplaintTable complaints;
    private final ComplaintAttachments attachments;
    private final StatusView views;
    private final ComplaintFiling filing;
    private final Recording recording;
    private final Processes processes;
    private final OneTimeCodes codes;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate transaction;

    TrackingService(Callers callers, ComplaintTable complaints, ComplaintAttachments attachments, StatusView views, ComplaintFiling filing,
                    Recording recording, Processes processes, OneTimeCodes codes, JdbcClient jdbc, Clock clock,
                    PlatformTransactionManager transactions) {
        this.callers = callers;
        this.complaints = complaints;
        this.attachments = attachments;
        this.views = views;
        this.filing = filing;
        this.recording = recording;
        this.processes = processes;
        this.codes = codes;
        this.jdbc = jdbc;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public View view(String code, String client) {
        return views.of(callers.find(code, client));
    }

    @Override
    public void sendCode(String code, String client) {
        Complaint complaint = callers.find(code, client);
        if (complaint.recordedAt() == null) {
            filing.sendAgain(code, client);
        } else {
            send(complaint);
        }
    }

    private void send(Complaint complaint) {
        UUID otp = codes.send(PURPOSE, complaint.id().toString(), complaint.person().phone());
        complaints.set(complaint.id(), Map.of("otp_id", otp));
    }

    @Override
    public void supplement(String code, String text, List<String> attached, String otp, String client) {
        Complaint found = callers.find(code, client);
        List<UUID> ids = checked(text, attached);
        requireOpen(found);
        if (otp == null) {
            send(found);
            return;
        }
        change(found, otp, () -> {
            Complaint complaint = lockedOpen(found);
            Integer n = jdbc.sql("select coalesce(max(n), 0) + 1 from complaint_supplement where complaint_id = :id").param("id", complaint.id())
                    .query(Integer.class).single();
            if (n > MOST_SUPPLEMENTS) {
                throw new BadInput(409, "complaint.supplements.many");
            }
            jdbc.sql("insert into complaint_supplement (complaint_id, n, text, at) values (:id, :n, :text, :at)").param("id", complaint.id())
                    .param("n", n).param("text", PlainText.clean(text)).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
            if (!ids.isEmpty()) {
                attachments.attach(complaint.id(), n, ids);
            }
            withParts(complaint).forEach(part -> {
                complaints.step(part.id(), "SUPPLEMENTED", null);
                processes.tell("complaintSupplemented", part.id().toString(), Map.of());
            });
            return complaint;
        });
    }

    private static List<UUID> checked(String text, List<String> attached) {
        List<FieldError> errors = new ArrayList<>();
        String clean = PlainText.clean(text);
        if (clean == null || clean.isEmpty() || clean.length() > LONGEST_TEXT) {
            errors.add(new FieldError("text", clean == null ? "complaint.characters" : "complaint.supplement.text"));
        }
        List<UUID> ids = new ArrayList<>();
        for (String id : attached == null ? List.<String>of() : attached) {
            UUID uuid = ComplaintCheck.uuid(id);
            if (uuid == null || ids.contains(uuid) || ids.size() >= ComplaintAttachments.MOST) {
                errors.add(new FieldError("attachments", "complaint.attachment"));
                break;
            }
            ids.add(uuid);
        }
        if (!errors.isEmpty()) {
            throw new BadInput(400, "complaint.invalid", errors);
        }
        return ids;
    }

    @Override
    public void withdraw(String code, String otp, String client) {
        Complaint found = callers.find(code, client);
        requireOpen(found);
        change(found, otp, () -> {
            Complaint complaint = lockedOpen(found);
            // The whole first: the last of its parts would answer it.
            withParts(complaint).forEach(part -> processes.tell("complaintWithdrawn", part.id().toString(), Map.of()));
            return complaint;
        });
    }

    /** The complaint itself, then its open parts. */
    private List<Complaint> withParts(Complaint complaint) {
        List<Complaint> all = new ArrayList<>(List.of(complaint));
        complaints.partsOf(complaint.id()).stream().filter(part -> !part.closed()).forEach(all::add);
        return all;
    }

    @Override
    public ComplaintFiling.Recorded reopen(String code, String reason, String otp, String client) {
        Complaint found = callers.find(code, client);
        String why = PlainText.clean(reason);
        if (why == null || why.isEmpty() || why.length() > LONGEST_TEXT) {
            throw new BadInput(400, "complaint.invalid", List.of(new FieldError("reason", "complaint.reopen.reason")));
        }
        requireReopenable(found);
        return change(found, otp, () -> {
            Complaint answered = complaints.lock(found.id());
            requireReopenable(answered);
            redeem(found, answered);
            UUID id = Uuid7.next();
            complaints.add(NewComplaint.again(id, answered, complaints.doses(answered.id()), why));
            complaints.step(answered.id(), "REOPENED", null);
            Complaint again = recording.record(id, null);
            return new ComplaintFiling.Recorded(again.id(), again.code(), again.recordedAt(), again.dueAt());
        });
    }

    /** Does something with a checked one-time code; again, where an officer or a timer was at the same complaint at this very moment. */
    private <T> T change(Complaint found, String otp, Supplier<T> work) {
        if (found.otpId() == null) {
            throw new BadInput("otp.wrong");
        }
        codes.check(PURPOSE, found.otpId(), otp);
        return Conflicts.again(() -> transaction.execute(tx -> work.get()));
    }

    private Complaint lockedOpen(Complaint found) {
        Complaint complaint = complaints.lock(found.id());
        requireOpen(complaint);
        redeem(found, complaint);
        return complaint;
    }

    /** A code that was checked counts unless another one was sent meanwhile. */
    private void redeem(Complaint found, Complaint locked) {
        if (!found.otpId().equals(locked.otpId())) {
            throw new BadInput("otp.wrong");
        }
        codes.redeem(PURPOSE, found.otpId());
    }

    private void requireReopenable(Complaint complaint) {
        if (!views.reopenable(complaint)) {
            throw new BadInput(409, "complaint.notReopenable");
        }
    }

    private static void requireOpen(Complaint complaint) {
        if (complaint.recordedAt() == null) {
            throw new BadInput(409, "complaint.notRecorded");
        }
        if (complaint.closed()) {
            throw new BadInput(409, "complaint.closed");
        }
    }
}
