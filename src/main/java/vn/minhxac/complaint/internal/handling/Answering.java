package vn.minhxac.complaint.internal.handling;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.audit.Audit;
import vn.minhxac.complaint.ComplaintStatus;
import vn.minhxac.complaint.internal.message.CitizenMessages;
import vn.minhxac.complaint.internal.message.CitizenMessages.Event;
import vn.minhxac.complaint.internal.store.Complaint;
import vn.minhxac.complaint.internal.store.ComplaintTable;
import vn.minhxac.engine.Processes;

/** What the citizen is told: the answer, a date, what is missing, or that the complaint is withdrawn. And who else is answered by it. */
@Service
public class Answering {

    private final ComplaintTable complaints;
    private final CitizenMessages citizen;
    private final Processes processes;
    private final Audit audit;
    private final Clock clock;

    Answering(ComplaintTable complaints, CitizenMessages citizen, Processes processes, Audit audit, Clock clock) {
        this.complaints = complaints;
        this.citizen = citizen;
        this.processes = processes;
        this.audit = audit;
        this.clock = clock;
    }

    /** „Trả lời người dân“: closes the complaint. */
    @Transactional
    public void answer(UUID id) {
        Complaint complaint = complaints.lock(id);
        Answer answer = answerOf(complaint);
        Map<String, Object> closed = new HashMap<>();
        closed.put("outcome", answer.status().name());
        closed.put("status", answer.status());
        closed.put("reason_code", answer.reasonCode());
        closed.put("answer", answer.text());
        Complaint answered = close(complaint, closed);
        complaints.step(id, answer.status().name(), null);
        tell(answered, answer.status() == ComplaintStatus.APPROVED ? Event.APPROVED : Event.REJECTED, 0);
        tellLinked(complaint, true);
        audit.record("complaint.answered", "complaint", id.toString(), Map.of("outcome", answer.status().name()));
    }

    /** „Hẹn ngày xử lý“: the first answer, with a date. */
    @Transactional
    public void defer(UUID id) {
        firstAnswer(id);
        complaints.step(id, "DEFERRED", null);
        tell(complaints.get(id), Event.DEFERRED, round(id, "DEFERRED"));
    }

    /** „Đề nghị bổ sung“. */
    @Transactional
    public void askSupplement(UUID id) {
        complaints.step(id, "NEEDS_SUPPLEMENT", null);
        tell(complaints.get(id), Event.NEEDS_SUPPLEMENT, round(id, "NEEDS_SUPPLEMENT"));
    }

    /** „Đóng phản ánh“: the citizen took it back. */
    @Transactional
    public void withdraw(UUID id) {
        Complaint complaint = complaints.lock(id);
        if (complaint.closed()) {
            return;
        }
        Complaint withdrawn = close(complaint, new HashMap<>(Map.of("outcome", ComplaintStatus.WITHDRAWN.name(), "status", ComplaintStatus.WITHDRAWN)));
        complaints.step(id, "WITHDRAWN", null);
        if (complaint.parentId() == null) {
            tell(withdrawn, Event.WITHDRAWN, 0);
        }
        tellLinked(complaint, false);
        audit.record("complaint.withdrawn", "complaint", id.toString(), Map.of());
    }

    /** @param text the officer's words, or null */
    private record Answer(ComplaintStatus status, String reasonCode, String text) {
    }

    private Answer answerOf(Complaint complaint) {
        if (complaint.duplicateOf() != null && complaint.status() == ComplaintStatus.WAITING_LINKED) {
            Complaint original = complaints.get(complaint.duplicateOf());
            return new Answer(original.status(), original.reasonCode(), original.answer());
        }
        if (complaint.status() == ComplaintStatus.WAITING_LINKED) {
            return ofParts(complaints.partsOf(complaint.id()));
        }
        if ("OUT_OF_SCOPE".equals(complaint.handler())) {
            return new Answer(ComplaintStatus.REJECTED, "ABROAD", null);
        }
        return switch (complaint.outcome()) {
            case "APPROVED" -> new Answer(ComplaintStatus.APPROVED, null, complaint.answer());
            case "NEEDS_SUPPLEMENT" -> new Answer(ComplaintStatus.REJECTED, "NOT_SUPPLEMENTED", complaint.answer());
            default -> new Answer(ComplaintStatus.REJECTED, complaint.reasonCode(), complaint.answer());
        };
    }

    /** Approved if one of the parts is; the words and reason of the first that is not are passed on too. */
    private static Answer ofParts(List<Complaint> parts) {
        List<Complaint> rejected = parts.stream().filter(part -> part.status() == ComplaintStatus.REJECTED).toList();
        boolean approved = parts.stream().anyMatch(part -> part.status() == ComplaintStatus.APPROVED);
        String text = parts.stream().map(Complaint::answer).filter(words -> words != null && !words.isBlank()).distinct()
                .reduce((a, b) -> a + "\n" + b).orElse(null);
        return new Answer(approved ? ComplaintStatus.APPROVED : ComplaintStatus.REJECTED,
                rejected.isEmpty() ? null : rejected.get(0).reasonCode(), text);
    }

    private Complaint close(Complaint complaint, Map<String, Object> columns) {
        columns.put("closed_at", clock.instant());
        if (complaint.firstAnswerAt() == null) {
            columns.put("first_answer_at", clock.instant());
        }
        return complaints.change(complaint.id(), columns);
    }

    private void firstAnswer(UUID id) {
        if (complaints.lock(id).firstAnswerAt() == null) {
            complaints.set(id, Map.of("first_answer_at", clock.instant()));
        }
    }

    /** How many times this has happened to the complaint, so that each is told once. */
    private int round(UUID id, String what) {
        return (int) complaints.steps(id).stream().filter(step -> step.what().equals(what)).count();
    }

    /** A part's news bear the code of the whole; its answer is told with the whole's. */
    private void tell(Complaint complaint, Event event, int round) {
        if (complaint.parentId() == null) {
            citizen.tell(complaint, event, round);
        } else if (event == Event.NEEDS_SUPPLEMENT || event == Event.DEFERRED) {
            citizen.tell(complaint.withCode(complaints.get(complaint.parentId()).code()), event, round);
        }
    }

    private void tellLinked(Complaint complaint, boolean answered) {
        complaints.duplicatesOf(complaint.id()).forEach(duplicate -> processes.tell("linkedAnswered", duplicate.toString(),
                Map.of("answeredThere", answered)));
        if (complaint.parentId() != null) {
            // Locked before its parts are looked at: of two that close at the same time, the second sees the first.
            Complaint whole = complaints.lock(complaint.parentId());
            if (!whole.closed() && complaints.partsOf(whole.id()).stream().allMatch(Complaint::closed)) {
                processes.tell("linkedAnswered", whole.id().toString(), Map.of("answeredThere", true));
            }
        }
    }
}
