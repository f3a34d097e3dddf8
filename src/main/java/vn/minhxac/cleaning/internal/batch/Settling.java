package vn.minhxac.cleaning.internal.batch;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.audit.Audit;
import vn.minhxac.citizen.Identities;
import vn.minhxac.citizen.Identities.Identity;
import vn.minhxac.cleaning.CleaningCases;
import vn.minhxac.cleaning.RecomparisonLists;

/** After the changes: who is compared again, and what becomes of those who still do not match (2262; A4: always compare again). */
@Service
public class Settling {

    /** Where a batch goes from here. */
    public enum Next {
        NONE, REVIEW, TASK_FORCE
    }

    private static final Set<Decision> TOUCHES_ANOTHER = Set.of(Decision.MERGE, Decision.OWNER, Decision.NOT_OWNER);

    private final BatchRepository batches;
    private final RowRepository rows;
    private final Listing listing;
    private final BatchOpening opening;
    private final Identities identities;
    private final RecomparisonLists comparisons;
    private final CleaningCases cases;
    private final Audit audit;
    private final Clock clock;

    Settling(BatchRepository batches, RowRepository rows, Listing listing, BatchOpening opening, Identities identities,
             RecomparisonLists comparisons, CleaningCases cases, Audit audit, Clock clock) {
        this.batches = batches;
        this.rows = rows;
        this.listing = listing;
        this.opening = opening;
        this.identities = identities;
        this.comparisons = comparisons;
        this.cases = cases;
        this.audit = audit;
        this.clock = clock;
    }

    /** „Lập danh sách đối chiếu lại“: of everybody whose record was changed, or whose other record was; null where there is nobody. */
    @Transactional
    public UUID compareAgain(UUID batchId) {
        Batch batch = updating(batchId);
        Set<Long> people = new LinkedHashSet<>();
        for (Row row : rows.inStates(batchId, RowState.APPLIED, RowState.DONE)) {
            if (row.state() == RowState.APPLIED) {
                people.add(row.citizenId());
            }
            if (row.otherCitizenId() != null && TOUCHES_ANOTHER.contains(row.decision())) {
                people.add(row.otherCitizenId());
            }
        }
        people.addAll(rows.changed(batchId));
        if (people.isEmpty()) {
            return null;
        }
        UUID list = comparisons.open(batch.provinceCode(), batch.communeCode(), people, batch.receivedBy());
        batches.compared(batchId, list);
        return list;
    }

    /** „Ghi nhận kết quả“: who matches is done; the others get a second round, after that the provincial task force has them. */
    @Transactional
    public Next settle(UUID batchId) {
        Batch batch = updating(batchId);
        List<Row> applied = rows.inStates(batchId, RowState.APPLIED);
        Map<Long, Identity> people = identities.find(applied.stream().map(Row::citizenId).toList()).stream()
                .collect(Collectors.toMap(Identity::id, Function.identity()));
        Map<Boolean, List<Long>> bySuccess = applied.stream().collect(Collectors.partitioningBy(row -> succeeded(row, people.get(row.citizenId())),
                Collectors.mapping(Row::citizenId, Collectors.toList())));
        rows.move(batchId, bySuccess.get(true), RowState.DONE, "MATCHED");
        List<Long> failed = new ArrayList<>(bySuccess.get(false));
        rows.inStates(batchId, RowState.RETURNED).forEach(row -> failed.add(row.citizenId()));
        boolean second = batch.round() > 1;
        if (second) {
            rows.move(batchId, failed, RowState.ESCALATED, "FAILED_TWICE");
        }
        int escalated = rows.count(batchId, RowState.ESCALATED);
        Map<String, Object> counts = new HashMap<>(Map.of("done", bySuccess.get(true).size(), "failed", failed.size(), "escalated", escalated));
        counts.put("round", batch.round());
        audit.record("cleaning.settled", "cleaning_batch", batchId.toString(), counts);
        if (escalated > 0) {
            if (!second && !failed.isEmpty()) {
                opening.split(batch, failed, 2);
            }
            batches.stage(batchId, Stage.TASK_FORCE);
            return Next.TASK_FORCE;
        }
        return goOn(batchId, failed);
    }

    /** What only put a dose or a phone right has done that; the identity, if it is wrong, is a row of a later list. */
    private static boolean succeeded(Row row, Identity person) {
        return Surroundings.proven(person) || row.changesDose() || row.to().keySet().equals(Set.of("phone"));
    }

    /** „Ghi nhận ý kiến tổ công tác“: rows go back to the station with a word, or are closed with a reason. */
    @Transactional
    public Next resolved(UUID batchId) {
        updating(batchId);
        List<Row> closed = rows.inStates(batchId, RowState.REVIEWED);
        closed.forEach(row -> cases.close(row.citizenId(), row.reason()));
        rows.move(batchId, closed.stream().map(Row::citizenId).toList(), RowState.DONE, "CLOSED");
        return goOn(batchId, rows.inStates(batchId, RowState.RETURNED).stream().map(Row::citizenId).toList());
    }

    private Batch updating(UUID batchId) {
        return batches.lock(batchId).at(Stage.UPDATING);
    }

    private Next goOn(UUID batchId, List<Long> again) {
        if (again.isEmpty()) {
            batches.finish(batchId, clock.instant());
            return Next.NONE;
        }
        rows.reopen(batchId, again);
        rows.settle(batchId);
        if (rows.count(batchId, RowState.OPEN) == 0) {
            batches.finish(batchId, clock.instant());
            return Next.NONE;
        }
        batches.nextRound(batchId);
        listing.refresh(batchId);
        return Next.REVIEW;
    }

    /** When a round that begins now is to be reviewed. */
    public Date reviewDue() {
        return opening.reviewDue();
    }
}
