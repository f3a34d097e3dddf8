package vn.minhxac.training.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Brings the sample province on its way as its officers would: most lists are reviewed and approved, some wait for the
 * approval, some for the review; at the training accounts' own facility one list waits for each.
 */
@Component
@Profile("training")
@ConditionalOnProperty(name = "minhxac.training.sample", havingValue = "true", matchIfMissing = true)
class SampleProgress {

    private static final Logger LOG = LoggerFactory.getLogger(SampleProgress.class);
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    /** The facility of facility1 and facilityhead1. */
    private static final String OWN_FACILITY = "19H164";
    /** Every so manyth list of a station is left to review, another to approve. */
    private static final int LEFT_TO_REVIEW = 9;
    private static final int LEFT_TO_APPROVE = 11;
    private static final Set<String> CENTRES_LEFT_TO_APPROVE = Set.of("19H171", "19BV05");

    private final JdbcClient jdbc;

    SampleProgress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until everybody is compared and each list that gathered doses is frozen, or somebody has to look into an outage. */
    void untilListsWait() {
        await("people compared", () -> zero("select count(*) from citizen where identity_status in ('DRAFT', 'SENT')")
                && zero("select count(*) from verification_list where status = 'COMPARING'"));
        await("lists gathered", () -> zero("select count(*) from signing_list where status = 'COLLECTING'"));
    }

    /** The facility's own first list goes to its head, whom the trainee plays. */
    void reviewOwnList(OfficerAtDesk reviewer) {
        for (OfficerAtDesk.Task task : reviewer.tasks("reviewList")) {
            if (OWN_FACILITY.equals(unit(task)) && !reviewer.decide(task, "reviewDecision", "SUBMIT")) {
                LOG.warn("The sample's first list could not be submitted");
            }
        }
    }

    /** The lists of facilities without officers of their own, by two officers of the province. */
    void reviewAndApprove(OfficerAtDesk reviewer, OfficerAtDesk approver) {
        for (OfficerAtDesk.Task task : reviewer.tasks("reviewList")) {
            String unit = unit(task);
            if (!OWN_FACILITY.equals(unit) && number(unit) % LEFT_TO_REVIEW != 0) {
                reviewer.decide(task, "reviewDecision", "SUBMIT");
            }
        }
        List<OfficerAtDesk.Task> toApprove = approver.tasks("approveList");
        for (OfficerAtDesk.Task task : toApprove) {
            String unit = unit(task);
            if (!OWN_FACILITY.equals(unit) && !CENTRES_LEFT_TO_APPROVE.contains(unit) && number(unit) % LEFT_TO_APPROVE != 0) {
                approver.decide(task, "approvalDecision", "APPROVE");
            }
        }
    }

    /** Until what was approved is signed and its passports are out. */
    void untilPassportsAreIssued() {
        await("passports issued", () -> zero("select count(*) from passport_batch where status = 'ISSUING'")
                && !zero("select count(*) from passport"));
    }

    private String unit(OfficerAtDesk.Task task) {
        return jdbc.sql("select unit_code from signing_list where id = cast(:id as uuid)").param("id", task.listId())
                .query(String.class).optional().orElse("");
    }

    /** Stations by the number of their commune; hospitals and centres are none of the every-so-manyth. */
    private static int number(String unit) {
        return unit.startsWith("19T") ? Integer.parseInt(unit.substring(3)) / 3 : 1;
    }

    private boolean zero(String count) {
        return jdbc.sql(count).query(Long.class).single() == 0;
    }

    private static void await(String what, BooleanSupplier done) {
        Instant until = Instant.now().plus(PATIENCE);
        while (!done.getAsBoolean()) {
            if (Instant.now().isAfter(until)) {
                throw new IllegalStateException("waited too long: " + what);
            }
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("stopped while waiting: " + what, e);
            }
        }
    }
}
