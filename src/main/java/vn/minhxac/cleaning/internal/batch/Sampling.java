package vn.minhxac.cleaning.internal.batch;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import vn.minhxac.cleaning.Proposals;
import vn.minhxac.cleaning.internal.batch.BatchAccess.Seen;
import vn.minhxac.cleaning.internal.batch.GridQuery.Acceptable;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.Uuid7;

/** A whole class at once, after a look at some of it by chance. What changed since the sample was drawn is left alone. */
@Service
class Sampling {

    private static final int LOOKED_AT = 20;

    private final BatchAccess access;
    private final GridQuery query;
    private final GridPage page;
    private final RowRepository rows;
    private final Decisions decisions;
    private final Proposals proposals;
    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    Sampling(BatchAccess access, GridQuery query, GridPage page, RowRepository rows, Decisions decisions, Proposals proposals,
             JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.access = access;
        this.query = query;
        this.page = page;
        this.rows = rows;
        this.decisions = decisions;
        this.proposals = proposals;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** @param total how many rows would be accepted; {@code rows}: those to look at, in the order of the list */
    record Sample(UUID id, int total, List<RowView> rows) {
    }

    record Accepted(int done, int conflicts) {
    }

    /** @throws BadInput 422 {@code cleaning.nothingToAccept} */
    @Transactional
    Sample draw(UUID batchId, RowFilter filter) {
        Seen seen = access.decide(batchId);
        Stage stage = seen.batch().stage();
        if (stage != Stage.REVIEW && stage != Stage.POLICE) {
            throw new BadInput(409, "cleaning.notAtThisStage");
        }
        List<Acceptable> all = certain(stage, query.acceptable(batchId, filter, stage, seen.officer().userId()));
        if (all.isEmpty()) {
            throw new BadInput(422, "cleaning.nothingToAccept");
        }
        List<Acceptable> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, ThreadLocalRandom.current());
        List<Integer> lines = shuffled.stream().limit(LOOKED_AT).map(Acceptable::line).sorted().toList();
        UUID id = Uuid7.next();
        jdbc.sql("""
                insert into cleaning_sample (id, batch_id, officer, stage, filter, citizens, rows, versions, created_at)
                values (:id, :batch, :officer, :stage, :filter::jsonb, :citizens, :rows, :versions, :at)""")
                .param("id", id).param("batch", batchId).param("officer", seen.officer().userId()).param("stage", stage.name())
                .param("filter", write(filter)).param("citizens", shuffled.stream().limit(LOOKED_AT).map(Acceptable::citizenId).toArray(Long[]::new))
                .param("rows", all.stream().map(Acceptable::citizenId).toArray(Long[]::new))
                .param("versions", all.stream().map(Acceptable::version).toArray(Integer[]::new))
                .param("at", Timestamp.from(clock.instant())).update();
        return new Sample(id, all.size(), page.views(seen, rows.byLine(batchId, lines)));
    }

    /** Of rows to be accepted those whose proposal stands when everything is looked at. */
    private List<Acceptable> certain(Stage stage, List<Acceptable> rows) {
        if (stage != Stage.REVIEW) {
            return rows;
        }
        var proposed = proposals.of(rows.stream().map(Acceptable::citizenId).toList());
        return rows.stream().filter(row -> proposed.getOrDefault(row.citizenId(), List.of()).stream()
                .anyMatch(one -> one.confirmedByRegistry() && one.id() == row.proposalId())).toList();
    }

    /** @throws BadInput 409 {@code cleaning.sampleUsed} for a sample of another officer, stage or batch, or one used before */
    @Transactional
    Accepted accept(UUID batchId, UUID sampleId) {
        Seen seen = access.decide(batchId);
        Stage stage = seen.batch().stage();
        Drawn drawn = use(seen, sampleId).orElseThrow(() -> new BadInput(409, "cleaning.sampleUsed"));
        List<Acceptable> there = query.acceptable(batchId, RowFilter.none(), stage, seen.officer().userId()).stream()
                .filter(row -> drawn.versions().containsKey(row.citizenId())).toList();
        Set<Long> unseen = stage == Stage.REVIEW ? proposedSince(drawn.at(), there) : Set.of();
        List<DecisionInput> inputs = there.stream().filter(row -> unseen.isEmpty() || !unseen.contains(row.proposalId()))
                .map(row -> input(seen, row, drawn.versions().get(row.citizenId()))).toList();
        long done = decisions.decide(batchId, inputs, Uuid7.next()).stream().filter(one -> one.result() == DecisionResult.Result.DONE).count();
        return new Accepted((int) done, drawn.versions().size() - (int) done);
    }

    /** The rows of a sample with their versions when it was drawn. */
    private record Drawn(Map<Long, Integer> versions, Instant at) {
    }

    private Optional<Drawn> use(Seen seen, UUID sampleId) {
        return jdbc.sql("""
                update cleaning_sample set used_at = :at
                where id = :id and batch_id = :batch and officer = :officer and stage = :stage and used_at is null
                returning rows, versions, created_at""")
                .param("at", Timestamp.from(clock.instant())).param("id", sampleId).param("batch", seen.batch().id())
                .param("officer", seen.officer().userId()).param("stage", seen.batch().stage().name()).query((row, n) -> {
                    Long[] ids = (Long[]) row.getArray(1).getArray();
                    Integer[] numbers = (Integer[]) row.getArray(2).getArray();
                    Map<Long, Integer> versions = new HashMap<>();
                    for (int i = 0; i < ids.length; i++) {
                        versions.put(ids[i], numbers[i]);
                    }
                    return new Drawn(versions, row.getTimestamp(3).toInstant());
                }).optional();
    }

    /** Proposals that nobody can have looked at in the sample. */
    private Set<Long> proposedSince(Instant drawn, List<Acceptable> rows) {
        return Set.copyOf(jdbc.sql("select id from cleaning_proposal where id = any(:ids) and asked_at > :drawn").param("drawn", Timestamp.from(drawn))
                .param("ids", rows.stream().map(Acceptable::proposalId).filter(Objects::nonNull).toArray(Long[]::new)).query(Long.class).list());
    }

    private static DecisionInput input(Seen seen, Acceptable row, int version) {
        return seen.batch().stage() == Stage.REVIEW ? DecisionInput.accept(row.recordId(), version, row.proposalId())
                : DecisionInput.of(row.recordId(), version, Decision.CONFIRM);
    }

    /** Without the words that were searched for: they may be a name. */
    private String write(RowFilter filter) {
        try {
            return json.writeValueAsString(new RowFilter(filter.mismatchClass(), filter.rule(), filter.hamlet(), filter.state(), null, filter.kind()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a filter is not JSON");
        }
    }
}
