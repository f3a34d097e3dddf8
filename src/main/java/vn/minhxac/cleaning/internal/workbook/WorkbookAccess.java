package vn.minhxac.cleaning.internal.workbook;

import java.util.UUID;

import org.springframework.stereotype.Component;

import vn.minhxac.cleaning.internal.batch.Batch;
import vn.minhxac.cleaning.internal.batch.BatchAccess;
import vn.minhxac.cleaning.internal.batch.Stage;
import vn.minhxac.common.BadInput;

/** The same rights as in the grid, at its first stage. */
@Component
class WorkbookAccess {

    private final BatchAccess access;

    WorkbookAccess(BatchAccess access) {
        this.access = access;
    }

    /**
     * The batch, which stays in review until the transaction ends.
     *
     * @throws BadInput 404; 409 when it is not the turn of the officer's group, or nothing is reviewed
     */
    Batch inReview(UUID id) {
        Batch batch = access.decide(id).batch();
        if (batch.stage() != Stage.REVIEW) {
            throw new BadInput(409, "cleaning.notAtThisStage");
        }
        return batch;
    }
}
