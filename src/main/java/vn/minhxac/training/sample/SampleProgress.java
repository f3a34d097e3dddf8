package vn.minhxac.training.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

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

    /** A user task, and whose list it is about. */
    private record Task(String id, String unit) {
    }

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
        decide(reviewer, "reviewList", "SUBMIT", OWN_FACILITY::equals);
    }

    /** The lists of facilities without officers of their own, by two officers of the province. */
    void reviewAndApprove(OfficerAtDesk reviewer, OfficerAtDesk approver) {
        decide(reviewer, "reviewList", "SUBMIT", unit -> !OWN_FACILITY.equals(unit) && number(unit) % LEFT_TO_REVIEW != 0);
        decide(approver, "approveList", "APPROVE", unit -> !OWN_FACILITY.equals(unit) && !CENTRES_LEFT_TO_APPROVE.contains(unit)
                && number(unit) % LEFT_TO_APPROVE != 0);
    }

    private void decide(OfficerAtDesk officer, String kind, String decision, Predicate<String> units) {
        String field = kind.equals("reviewList") ? "reviewDecision" : "approvalDecision";
        int refused = 0;
        for (Task task : tasks(kind)) {
            if (units.test(task.unit()) && !officer.decide(task.id(), Map.of(field, decision))) {
                refused++;
            }
        }
        if (refused > 0) {
            LOG.warn("{} tasks {} of the sample were refused", refused, kind);
        }
    }

    private List<Task> tasks(String kind) {
        return jdbc.sql("""
                select t.id_, l.unit_code from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_
                  join signing_list l on l.id = cast(e.business_key_ as uuid)
                 where t.task_def_key_ = :kind and t.assignee_ is null order by t.create_time_, t.id_""")
                .param("kind", kind).query((row, n) -> new Task(row.getString(1), row.getString(2))).list();
    }

    /** Until what was approved is signed and its passports are out. */
    void untilPassportsAreIssued() {
        await("passports issued", () -> zero("select count(*) from passport_batch where status = 'ISSUING'")
                && !zero("select count(*) from passport"));
    }

    /** Stations by the number of their commune; hospitals and centres are none of the every-so-manyth. */
    private static int number(String unit) {
        return unit.startsWith("19T") ? Integer.parseInt(unit.substring(3)) / 3 : 1;
    }

    /** Until the registry has been asked about every correction that was derived. */
    void untilProposalsAreAsked() {
        await("proposals asked", () -> zero("select count(*) from cleaning_proposal where asked_at is null") || zero("""
                select count(*) from act_ru_execution e join act_re_procdef p on p.id_ = e.proc_def_id_ where p.key_ = 'proposalCheck'"""));
    }

    /** Until every wrong record is in a list. */
    void untilCommunesAreListed() {
        await("communes listed", () -> zero("""
                select count(*) from act_ru_execution e join act_re_procdef p on p.id_ = e.proc_def_id_ where p.key_ = 'nightlyCleaning'"""));
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
