package vn.minhxac.cleaning.internal.batch;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.audit.Audit;
import vn.minhxac.cleaning.internal.batch.BatchAccess.Seen;
import vn.minhxac.cleaning.internal.batch.DecisionResult.Result;
import vn.minhxac.common.Texts;

/** What officers decide about rows: one by one from the keyboard, a class at once, or from a file. The same rules hold for all of them. */
@Service("cleaningDecisions")
public class Decisions {

    private final BatchAccess access;
    private final RowRepository rows;
    private final Surroundings.Reader surroundings;
    private final List<Judge> judges;
    private final Texts texts;
    private final Audit audit;
    private final Clock clock;

    Decisions(BatchAccess access, RowRepository rows, Surroundings.Reader surroundings, List<Judge> judges, Texts texts, Audit audit, Clock clock) {
        this.access = access;
        this.rows = rows;
        this.surroundings = surroundings;
        this.judges = judges;
        this.texts = texts;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Decides rows. What one line may not do is answered in its result and changes nothing; the others are done.
     *
     * @param action what is undone together; null: each of them alone, the last first
     * @return a result for each input, in their order
     * @throws vn.minhxac.common.BadInput 404 for a batch that is not the officer's; 409 when it is not the turn of the officer's group
     */
    @Transactional
    public List<DecisionResult> decide(UUID batchId, List<DecisionInput> inputs, UUID action) {
        Seen seen = access.decide(batchId);
        Map<String, Row> found = rows.lockByRecord(batchId, inputs.stream().map(DecisionInput::recordId).filter(id -> id != null).distinct().toList())
                .stream().collect(Collectors.toMap(Row::recordId, Function.identity()));
        Surroundings around = surroundings.read(seen.batch().provinceCode(), found.values(), inputs);
        Instant now = clock.instant();
        Map<Long, RowChange> changes = new LinkedHashMap<>();
        List<DecisionResult> results = new ArrayList<>(inputs.size());
        for (DecisionInput input : inputs) {
            results.add(decide(seen, input, found.get(input.recordId()), around, now, changes));
        }
        if (!changes.isEmpty()) {
            rows.apply(batchId, action, seen.batch().stage(), seen.officer().userId(), now, List.copyOf(changes.values()));
            Map<String, Object> counts = new TreeMap<>();
            changes.values().forEach(change -> counts.merge(change.logged().name(), 1, (a, b) -> (Integer) a + (Integer) b));
            counts.put("stage", seen.batch().stage().name());
            audit.record("cleaning.decided", "cleaning_batch", batchId.toString(), counts);
        }
        return results;
    }

    private DecisionResult decide(Seen seen, DecisionInput sent, Row row, Surroundings around, Instant now, Map<Long, RowChange> changes) {
        if (row == null || changes.containsKey(row.citizenId())) {
            return refused(sent, row, Result.REFUSED, row == null ? "cleaning.notInBatch" : "cleaning.twice", "recordId");
        }
        DecisionInput input = asHere(seen, sent);
        if (input.decision() == null || !input.decision().allowedAt(seen.batch().stage())) {
            return refused(input, row, Result.REFUSED, "cleaning.notAtThisStage", "decision");
        }
        if (input.decision() == Decision.SKIP) {
            return new DecisionResult(row.recordId(), row.line(), Result.SKIPPED, null, null, null, row.version(), row.state());
        }
        if (input.version() != null ? input.version() != row.version() : decidedByAnother(seen, row)) {
            return refused(input, row, Result.CONFLICT, "cleaning.changedByOther", null);
        }
        try {
            Judge judge = judges.stream().filter(one -> one.sitsAt(seen.batch().stage())).findFirst().orElseThrow();
            RowChange change = judge.judge(new Judge.Case(seen, row, input, around, now.toString()));
            changes.put(row.citizenId(), change);
            return new DecisionResult(row.recordId(), row.line(), Result.DONE, null, null, null, row.version() + 1, change.state());
        } catch (Refusal refusal) {
            return refused(input, row, Result.REFUSED, refusal.code(), refusal.field());
        }
    }

    /** Who confirms may say ACCEPT for it. */
    private static DecisionInput asHere(Seen seen, DecisionInput input) {
        boolean confirms = input.decision() == Decision.ACCEPT && (seen.batch().stage() == Stage.POLICE || seen.batch().stage() == Stage.DOSES);
        return confirms ? new DecisionInput(input.recordId(), input.version(), Decision.CONFIRM, null, null, null, null, null, null,
                input.npdResult()) : input;
    }

    /** What a colleague decided at this stage is not overwritten unseen. */
    private static boolean decidedByAnother(Seen seen, Row row) {
        boolean here = switch (seen.batch().stage()) {
            case REVIEW -> row.state() == RowState.REVIEWED;
            case POLICE, DOSES -> row.state() == RowState.CONFIRMED || row.state() == RowState.RETURNED;
            default -> row.state() != RowState.ESCALATED;
        };
        String by = seen.batch().stage() == Stage.REVIEW || row.confirmedBy() == null ? row.decidedBy() : row.confirmedBy();
        return here && !seen.officer().userId().equals(by);
    }

    private DecisionResult refused(DecisionInput input, Row row, Result result, String code, String field) {
        return new DecisionResult(input.recordId(), row == null ? null : row.line(), result, code, texts.get("error." + code), field,
                row == null ? null : row.version(), row == null ? null : row.state());
    }
}
