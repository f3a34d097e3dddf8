package vn.minhxac.complaint.internal.review;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.minhxac.audit.Audit;
import vn.minhxac.unit.Officer;

/** Who looked at which complaint or attachment: audited once for an officer and a day, so that the trail stays readable. */
@Component
class ViewAudit {

    private final JdbcClient jdbc;
    private final Audit audit;
    private final Clock clock;

    ViewAudit(JdbcClient jdbc, Audit audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** Last in the transaction. */
    void note(UUID complaint, UUID subject, Officer officer) {
        boolean first = jdbc.sql("""
                insert into complaint_view (complaint_id, subject, officer, day) values (:complaint, :subject, :officer, :day)
                on conflict do nothing""")
                .param("complaint", complaint).param("subject", subject).param("officer", officer.userId())
                .param("day", LocalDate.now(clock.withZone(ChangeRules.VIET_NAM))).update() == 1;
        if (first) {
            boolean whole = complaint.equals(subject);
            audit.record(whole ? "complaint.viewed" : "complaint.attachmentViewed", whole ? "complaint" : "complaint_attachment",
                    subject.toString(), Map.of("role", officer.role().name()));
        }
    }
}
