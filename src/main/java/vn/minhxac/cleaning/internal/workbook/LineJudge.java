package vn.minhxac.cleaning.internal.workbook;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import vn.minhxac.cleaning.internal.batch.RowState;
import vn.minhxac.cleaning.internal.workbook.FilledTable.FilledLine;
import vn.minhxac.cleaning.internal.workbook.RowKeys.RowKey;
import vn.minhxac.cleaning.internal.workbook.WorkbookRows.Decided;

/** Judges one row of a file by itself: whose it is, whether that is still so, what it was filled in with. */
final class LineJudge {

    private final UUID batch;
    private final Map<Long, WorkbookRow> known;
    private final Map<Long, List<Decided>> decided;

    /**
     * @param known   rows of the batch by citizen
     * @param decided all decisions ever made about these rows
     */
    LineJudge(UUID batch, Map<Long, WorkbookRow> known, Map<Long, List<Decided>> decided) {
        this.batch = batch;
        this.known = known;
        this.decided = decided;
    }

    /**
     * What a row asks for.
     *
     * @param already whether that is decided already, or so
     */
    record Asked(FilledLine line, WorkbookRow row, FilledValue value, boolean already) {
    }

    /** The row of the batch that a line is for. */
    WorkbookRow row(FilledLine line, Optional<RowKey> key) throws Faulty {
        for (var cell : line.cells().entrySet()) {
            if (cell.getValue().kind() == SheetCell.Kind.FORMULA) {
                throw new Faulty(LineFault.FORMULA, cell.getKey().header());
            }
        }
        if (line.cell(WorkbookColumn.KEY).isBlank()) {
            throw new Faulty(LineFault.NO_KEY);
        }
        if (key.isEmpty()) {
            throw new Faulty(LineFault.KEY_BROKEN);
        }
        if (!key.get().batch().equals(batch)) {
            throw new Faulty(LineFault.OTHER_BATCH);
        }
        if (!key.get().genuine()) {
            throw new Faulty(LineFault.KEY_BROKEN);
        }
        WorkbookRow row = known.get(key.get().citizenId());
        if (row == null || row.state() == RowState.RELEASED) {
            throw new Faulty(LineFault.UNKNOWN_ROW);
        }
        return row;
    }

    /** Empty where nothing was filled in. */
    Optional<Asked> asked(FilledLine line, WorkbookRow row, RowKey key) throws Faulty {
        if (!FilledValue.isFilled(line)) {
            return Optional.empty();
        }
        VisibleCells.check(line, row);
        FilledValue value = FilledValue.of(line, row.vietnamese());
        if (row.proven()) {
            throw new Faulty(LineFault.MATCHED);
        }
        if (row.state() != RowState.OPEN && row.state() != RowState.REVIEWED) {
            throw new Faulty(LineFault.ROW_CLOSED);
        }
        if (value.isAlready(row)) {
            return Optional.of(new Asked(line, row, value, true));
        }
        if (!key.hasContent(row.contentHash())) {
            throw new Faulty(LineFault.RECORD_CHANGED);
        }
        if (row.version() != key.version() && !cameToNothing(row, key.version())) {
            throw new Faulty(LineFault.ROW_CHANGED);
        }
        return Optional.of(new Asked(line, row, value, false));
    }

    /** Whether all that happened to the row since was decided and taken back: each of both is one version. */
    private boolean cameToNothing(WorkbookRow row, int version) {
        List<Decided> since = decided.getOrDefault(row.citizenId(), List.of()).stream().filter(one -> one.rowVersion() > version).toList();
        return since.stream().allMatch(Decided::undone) && row.version() - version == 2 * since.size();
    }
}
