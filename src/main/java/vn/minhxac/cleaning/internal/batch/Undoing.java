package vn.minhxac.cleaning.internal.batch;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.audit.Audit;
import vn.minhxac.cleaning.internal.batch.BatchAccess.Seen;
import vn.minhxac.common.BadInput;

/** Takes back what an officer did last at this stage, be it one key press, a whole class or a file. */
@Service
class Undoing {

    private final BatchAccess access;
    private final JdbcClient jdbc;
    private final Audit audit;
    private final Clock clock;

    Undoing(BatchAccess access, JdbcClient jdbc, Audit audit, Clock clock) {
        this.access = access;
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** The rows that are as they were before. */
    record Undone(List<Integer> lines, int count) {
    }

    /** @throws BadInput 409 {@code cleaning.nothingToUndo}, or {@code cleaning.changedSince} where somebody has changed one of the rows */
    @Transactional
    Undone undo(UUID batchId) {
        Seen seen = access.decide(batchId);
        UUID action = last(seen).orElseThrow(() -> new BadInput(409, "cleaning.nothingToUndo"));
        List<Long> citizens = jdbc.sql("select citizen_id from cleaning_decision where action_id = :action").param("action", action)
                .query(Long.class).list();
        jdbc.sql("select citizen_id from cleaning_row where batch_id = :batch and citizen_id = any(:citizens) order by citizen_id for update")
                .param("batch", batchId).param("citizens", citizens.toArray(Long[]::new)).query(Long.class).list();
        List<Integer> lines = jdbc.sql("""
                update cleaning_row r set state = b.state, decision = b.decision, proposal_id = b.proposal_id, to_full_name = b.to_full_name,
                    to_sex = b.to_sex, to_date_of_birth = b.to_date_of_birth, to_id_number = b.to_id_number, to_nationality = b.to_nationality,
                    to_phone = b.to_phone, to_commune = b.to_commune, other_citizen_id = b.other_citizen_id, dose = b.dose, reason = b.reason,
                    decided_by = b.decided_by, decided_at = b.decided_at, npd_result = b.npd_result, confirmed_by = b.confirmed_by,
                    confirmed_at = b.confirmed_at, content_hash = b.content_hash, version = r.version + 1
                from cleaning_decision d cross join lateral jsonb_populate_record(null::cleaning_row, d.before) b
                where d.action_id = :action and r.batch_id = d.batch_id and r.citizen_id = d.citizen_id and r.version = d.row_version
                returning r.line""").param("action", action).query(Integer.class).list();
        if (lines.size() < citizens.size()) {
            throw new BadInput(409, "cleaning.changedSince");
        }
        jdbc.sql("update cleaning_decision set undone_at = :at where action_id = :action").param("at", Timestamp.from(clock.instant()))
                .param("action", action).update();
        audit.record("cleaning.undone", "cleaning_batch", batchId.toString(), Map.of("rows", lines.size(), "stage", seen.batch().stage().name()));
        return new Undone(lines.stream().sorted().toList(), lines.size());
    }

    private Optional<UUID> last(Seen seen) {
        return jdbc.sql("""
                select action_id from cleaning_decision
                where batch_id = :batch and officer = :officer and stage = :stage and undone_at is null order by id desc limit 1""")
                .param("batch", seen.batch().id()).param("officer", seen.officer().userId()).param("stage", seen.batch().stage().name())
                .query(UUID.class).optional();
    }
}
