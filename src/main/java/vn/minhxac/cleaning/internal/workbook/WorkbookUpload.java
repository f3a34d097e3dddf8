package vn.minhxac.cleaning.internal.workbook;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import vn.minhxac.audit.Audit;
import vn.minhxac.cleaning.internal.batch.Batch;
import vn.minhxac.cleaning.internal.batch.DecisionResult;
import vn.minhxac.cleaning.internal.batch.Decisions;
import vn.minhxac.cleaning.internal.workbook.LineJudge.Asked;
import vn.minhxac.cleaning.internal.workbook.WorkbookCheck.Judged;
import vn.minhxac.cleaning.internal.workbook.WorkbookReport.LineError;
import vn.minhxac.common.Conflicts;
import vn.minhxac.common.Texts;
import vn.minhxac.common.Uuid7;

/** A filled-in workbook as decisions about rows. */
@Service
class WorkbookUpload {

    private final WorkbookAccess access;
    private final WorkbookCheck check;
    private final Decisions decisions;
    private final Texts texts;
    private final Audit audit;
    private final TransactionTemplate transaction;

    WorkbookUpload(WorkbookAccess access, WorkbookCheck check, Decisions decisions, Texts texts, Audit audit,
                   PlatformTransactionManager transactions) {
        this.access = access;
        this.check = check;
        this.decisions = decisions;
        this.texts = texts;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Decides what the good rows ask for, as one action that is undone together. A dry run does the same and takes it back.
     *
     * @throws vn.minhxac.common.BadInput 404; 409 when it is not the turn of the officer's group, or nothing is reviewed; 4xx
     *                                    {@code cleaning.workbook.…} for a file that is not read at all
     */
    WorkbookReport take(UUID id, Path file, boolean dryRun) throws IOException {
        // Whoever may not upload learns nothing of what a file would say.
        transaction.executeWithoutResult(status -> access.inReview(id));
        FilledTable table = FilledTable.read(file);
        UUID action = Uuid7.next();
        return Conflicts.again(() -> transaction.execute(status -> {
            if (dryRun) {
                status.setRollbackOnly();
            }
            return take(access.inReview(id), table, action, dryRun);
        }));
    }

    private WorkbookReport take(Batch batch, FilledTable table, UUID action, boolean dryRun) {
        Judged judged = check.judge(batch, table);
        List<LineError> errors = new ArrayList<>();
        judged.wrong().forEach(wrong -> errors.add(new LineError(wrong.line().row(), wrong.row() == null ? null : wrong.row().recordId(),
                wrong.fault().fault().name(), texts.get(wrong.fault().fault().key(), wrong.fault().argument()))));
        int done = decide(batch, judged.good(), action, errors);
        errors.sort(Comparator.comparingInt(LineError::row));
        if (!dryRun) {
            audit.record("cleaning.workbookTaken", "cleaning_batch", batch.id().toString(), Map.of("rows", table.lines().size(), "applied", done,
                    "errors", errors.size(), "action", action.toString()));
        }
        return new WorkbookReport(table.lines().size(), done, judged.unchanged(), errors, dryRun ? 0 : done);
    }

    /** The rules of the grid hold for a file too: what they refuse is an error of its line. */
    private int decide(Batch batch, List<Asked> good, UUID action, List<LineError> errors) {
        if (good.isEmpty()) {
            return 0;
        }
        int done = 0;
        List<DecisionResult> results = decisions.decide(batch.id(), good.stream().map(one -> one.value().input(one.row())).toList(), action);
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).result() == DecisionResult.Result.DONE) {
                done++;
            } else {
                errors.add(new LineError(good.get(i).line().row(), good.get(i).row().recordId(), results.get(i).code(), results.get(i).message()));
            }
        }
        return done;
    }
}
