package vn.minhxac.cleaning.internal.batch;

import java.time.Clock;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.audit.Audit;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.Sha256;

/** The way of a list from the station over the police back to the station (2262, steps 2 and 3). Called when a task is completed. */
@Service
public class HandOver {

    /** 15/BB-CAP, 15/2022/BB-CAX: it goes into the engine with the form, so neither a name nor a number of a person can be one. */
    private static final Pattern DOCUMENT_NUMBER = Pattern.compile("[0-9]{1,6}([/-](19|20)[0-9]{2})?([/.-]\\p{L}{1,12}[0-9]{0,3}){0,5}");

    private final BatchRepository batches;
    private final RowRepository rows;
    private final BatchOpening opening;
    private final SignedList signedList;
    private final Audit audit;
    private final Clock clock;

    HandOver(BatchRepository batches, RowRepository rows, BatchOpening opening, SignedList signedList, Audit audit, Clock clock) {
        this.batches = batches;
        this.rows = rows;
        this.opening = opening;
        this.signedList = signedList;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What the process needs to know for the police's part.
     *
     * @param rows how many rows go to the police or, doses, to health authorities above
     */
    public record Reviewed(Date policeDue, int rows, int doseRows) {
    }

    /**
     * A list that others have put right altogether is complete without a decision.
     *
     * @throws BadInput 422 {@code cleaning.nothingDecided}
     */
    void reviewComplete(UUID id) {
        at(id, Stage.REVIEW);
        rows.settle(id);
        if (rows.count(id, RowState.REVIEWED) == 0 && rows.count(id, RowState.OPEN) > 0) {
            throw new BadInput(422, "cleaning.nothingDecided");
        }
    }

    /** „Tách phần đã rà soát“: what is not decided goes on as a list of its own, and this one to the police. */
    @Transactional
    public Reviewed reviewed(UUID id) {
        Batch batch = at(id, Stage.REVIEW);
        batches.stage(id, Stage.POLICE);
        rows.settle(id);
        List<Long> open = rows.inStates(id, RowState.OPEN).stream().map(Row::citizenId).toList();
        if (!open.isEmpty()) {
            opening.split(batch, open, batch.round());
        }
        int reviewed = rows.count(id, RowState.REVIEWED);
        if (reviewed == 0) {
            batches.finish(id, clock.instant());
        }
        audit.record("cleaning.reviewed", "cleaning_batch", id.toString(), Map.of("rows", reviewed, "left", open.size()));
        return new Reviewed(opening.policeDue(), reviewed, rows.count(id, RowState.REVIEWED, true));
    }

    /** @throws BadInput 422 {@code cleaning.notAllJudged} */
    void compared(UUID id) {
        at(id, Stage.POLICE);
        allJudged(id, false);
        batches.stage(id, Stage.HAND_OVER);
    }

    /** @throws BadInput 409 where somebody has already; 400 {@code cleaning.documentNumber} */
    void signed(UUID id, String documentNumber, String officer) {
        Batch batch = at(id, Stage.HAND_OVER);
        String number = documentNumber == null ? "" : documentNumber.strip();
        if (!DOCUMENT_NUMBER.matcher(number).matches()) {
            throw new BadInput("cleaning.documentNumber");
        }
        byte[] list = signedList.freeze(batch);
        byte[] hash = Sha256.of(list);
        batches.signed(id, list, hash, number, officer, clock.instant());
        batches.stage(id, rows.count(id, RowState.REVIEWED, true) > 0 ? Stage.DOSES : Stage.RECEIPT);
        audit.record("cleaning.handedOver", "cleaning_batch", id.toString(), Map.of("confirmed", rows.count(id, RowState.CONFIRMED),
                "returned", rows.count(id, RowState.RETURNED), "hash", HexFormat.of().formatHex(hash)));
    }

    void dosesConfirmed(UUID id) {
        at(id, Stage.DOSES);
        allJudged(id, true);
        batches.stage(id, Stage.RECEIPT);
    }

    void received(UUID id, String officer) {
        at(id, Stage.RECEIPT);
        batches.received(id, officer, clock.instant());
        batches.stage(id, Stage.UPDATING);
        audit.record("cleaning.received", "cleaning_batch", id.toString(), Map.of());
    }

    /** @throws BadInput 422 {@code cleaning.notAllJudged} */
    void resolved(UUID id) {
        at(id, Stage.TASK_FORCE);
        if (rows.count(id, RowState.ESCALATED) > 0) {
            throw new BadInput(422, "cleaning.notAllJudged");
        }
        batches.stage(id, Stage.UPDATING);
    }

    private void allJudged(UUID id, boolean dose) {
        if (rows.count(id, RowState.REVIEWED, dose) > 0) {
            throw new BadInput(422, "cleaning.notAllJudged");
        }
    }

    private Batch at(UUID id, Stage stage) {
        Batch batch = batches.lock(id);
        if (batch.stage() != stage) {
            throw new BadInput(409, "cleaning.notAtThisStage");
        }
        return batch;
    }
}
