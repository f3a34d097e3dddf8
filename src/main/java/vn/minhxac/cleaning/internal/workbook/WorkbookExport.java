package vn.minhxac.cleaning.internal.workbook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.audit.Audit;
import vn.minhxac.cleaning.internal.batch.Batch;
import vn.minhxac.cleaning.Proposals;
import vn.minhxac.cleaning.Proposals.Proposal;
import vn.minhxac.cleaning.internal.workbook.WorkbookWriter.Shown;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;

/** Rows to be reviewed as a workbook. */
@Service
class WorkbookExport {

    private final WorkbookAccess access;
    private final WorkbookRows rows;
    private final Proposals proposals;
    private final WorkbookPhrases phrases;
    private final WorkbookWriter writer;
    private final Units units;
    private final Audit audit;

    WorkbookExport(WorkbookAccess access, WorkbookRows rows, Proposals proposals, WorkbookPhrases phrases, WorkbookWriter writer, Units units,
                   Audit audit) {
        this.access = access;
        this.rows = rows;
        this.proposals = proposals;
        this.phrases = phrases;
        this.writer = writer;
        this.units = units;
        this.audit = audit;
    }

    /** @param commune code of the batch's commune */
    record Exported(String commune, byte[] xlsx) {
    }

    /** @throws vn.minhxac.common.BadInput 404; 409 when it is not the turn of the officer's group, or nothing is reviewed */
    @Transactional
    public Exported export(UUID id) {
        Batch batch = access.inReview(id);
        List<WorkbookRow> open = rows.toFill(id);
        Map<Long, List<Proposal>> proposed = proposals.of(open.stream().map(WorkbookRow::citizenId).toList());
        RowKeys keys = rows.keys(id);
        List<Shown> shown = open.stream().map(row -> new Shown(row, phrases.problem(row),
                phrases.proposal(row, proposed.getOrDefault(row.citizenId(), List.of())),
                keys.seal(id, row.citizenId(), row.version(), row.contentHash()))).toList();
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
        try {
            writer.write(out, unit(batch), shown);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        audit.record("cleaning.workbookMade", "cleaning_batch", id.toString(), Map.of("rows", open.size()));
        return new Exported(batch.communeCode(), out.toByteArray());
    }

    private String unit(Batch batch) {
        boolean province = batch.communeCode().equals(batch.provinceCode());
        return units.name(province ? UnitKind.PROVINCE : UnitKind.COMMUNE, batch.communeCode());
    }
}
