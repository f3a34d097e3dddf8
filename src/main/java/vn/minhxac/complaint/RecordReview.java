package vn.minhxac.complaint;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.UUID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.complaint.internal.handling.ReviewRecording.Recorded;
import vn.minhxac.complaint.internal.handling.ReviewRecording;

/** „Ghi nhận kết quả xem xét“: what the officer submitted, and what follows from it. */
@Component("recordReview")
class RecordReview implements JavaDelegate {

    private final ReviewRecording reviews;

    RecordReview(ReviewRecording reviews) {
        this.reviews = reviews;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String deferredUntil = (String) execution.getVariable("deferredUntil");
        Recorded recorded = reviews.run(UUID.fromString((String) execution.getVariable("complaintId")), (String) execution.getVariable("outcome"),
                (String) execution.getVariable("reasonCode"), deferredUntil == null ? null : LocalDate.parse(deferredUntil));
        execution.setVariable("identityChanged", recorded.identityChanged());
        // Each for the way that leads to where it is read; the others stay as they are.
        set(execution, "policeGroup", recorded.policeGroup());
        set(execution, "deferUntil", date(recorded.deferUntil()));
        set(execution, "supplementUntil", date(recorded.supplementUntil()));
        // What this round submitted must not answer for the next one.
        execution.removeVariables(List.of("reasonCode", "deferredUntil"));
    }

    private static void set(DelegateExecution execution, String variable, Object value) {
        if (value != null) {
            execution.setVariable(variable, value);
        }
    }

    private static Date date(Instant instant) {
        return instant == null ? null : Date.from(instant);
    }
}
