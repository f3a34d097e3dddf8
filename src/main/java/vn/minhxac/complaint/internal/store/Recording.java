package vn.minhxac.complaint.internal.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.complaint.ComplaintStatus;
import vn.minhxac.complaint.internal.message.CitizenMessages;
import vn.minhxac.engine.Processes;

/**
 * The instant a complaint is recorded, from which its 48 hours count (9458: "kể từ khi hệ thống ghi nhận"). Calendar hours;
 * {@code due_at} is written here and nowhere else, and the process gets the same instants for its timers.
 */
@Service
public class Recording {

    public static final String PROCESS = "complaintHandling";
    public static final Duration REMIND_AFTER = Duration.ofHours(24);
    public static final Duration WARN_AFTER = Duration.ofHours(36);
    public static final Duration ANSWER_WITHIN = Duration.ofHours(48);

    private final ComplaintTable complaints;
    private final CitizenMessages citizen;
    private final Processes processes;
    private final Clock clock;

    Recording(ComplaintTable complaints, CitizenMessages citizen, Processes processes, Clock clock) {
        this.complaints = complaints;
        this.citizen = citizen;
        this.processes = processes;
        this.clock = clock;
    }

    /**
     * Records a complaint that was confirmed, or that an officer files: its clock and its process start, and the citizen is told.
     *
     * @param province whose complaint it is where its place is not known yet, or null
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Complaint record(UUID id, String province) {
        Complaint recorded = recordAt(id, clock.instant().truncatedTo(ChronoUnit.MILLIS), province);
        citizen.tell(recorded, CitizenMessages.Event.RECORDED, 0);
        return recorded;
    }

    /** Records one dose of a complaint about several sites: it shares the clock of the whole. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void recordPart(UUID id, Complaint whole) {
        recordAt(id, whole.recordedAt(), whole.place().provinceCode());
    }

    private Complaint recordAt(UUID id, Instant recordedAt, String province) {
        Complaint complaint = complaints.change(id,
                Map.of("status", ComplaintStatus.RECORDED, "recorded_at", recordedAt, "due_at", recordedAt.plus(ANSWER_WITHIN)));
        complaints.step(id, "RECORDED", null);
        Map<String, Object> variables = new HashMap<>();
        variables.put("complaintId", id.toString());
        variables.put("complaintType", complaint.type().name());
        variables.put("remindAt", Date.from(recordedAt.plus(REMIND_AFTER)));
        variables.put("warnAt", Date.from(recordedAt.plus(WARN_AFTER)));
        variables.put("dueAt", Date.from(complaint.dueAt()));
        processes.start(PROCESS, id.toString(), complaint.place().provinceCode() == null ? province : complaint.place().provinceCode(), variables);
        return complaint;
    }
}
