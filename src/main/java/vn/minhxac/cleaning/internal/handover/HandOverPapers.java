package vn.minhxac.cleaning.internal.handover;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import vn.minhxac.audit.Audit;
import vn.minhxac.cleaning.internal.batch.Batch;
import vn.minhxac.cleaning.internal.batch.BatchAccess;
import vn.minhxac.cleaning.internal.batch.BatchAccess.Seen;
import vn.minhxac.cleaning.internal.batch.SignedList;
import vn.minhxac.cleaning.internal.batch.Stage;
import vn.minhxac.cleaning.internal.handover.HandOverStore.Scan;
import vn.minhxac.cleaning.internal.handover.HandOverStore.Signed;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.Sha256;
import vn.minhxac.common.paper.PaperContent;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.Unit;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;

/** The list that was handed over, for whoever may see the batch: to read, to print, and the signed paper scanned. */
@Service
class HandOverPapers {

    /** Of a scan: a list of 10,000 rows has some 600. */
    private static final int MOST_PAGES = 1_000;
    /** From the signing until the station has received the list. */
    private static final Set<Stage> SCANNED_AT = Set.of(Stage.HAND_OVER, Stage.DOSES, Stage.RECEIPT);

    private final BatchAccess access;
    private final HandOverStore store;
    private final SignedList lists;
    private final ListPaper paper;
    private final Units units;
    private final Officers officers;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    HandOverPapers(BatchAccess access, HandOverStore store, SignedList lists, ListPaper paper, Units units, Officers officers, Audit audit,
                   Clock clock, PlatformTransactionManager transactions) {
        this.access = access;
        this.store = store;
        this.lists = lists;
        this.paper = paper;
        this.units = units;
        this.officers = officers;
        this.audit = audit;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * The canonical bytes that the hash is over.
     *
     * @param round null: the present one
     * @throws BadInput 404; 409 {@code cleaning.handOver.notSigned}
     */
    @Transactional(readOnly = true)
    public byte[] list(UUID id, Integer round) {
        Batch batch = access.see(id).batch();
        return store.signed(id, round(batch, round)).orElseThrow(HandOverPapers::notSigned).list();
    }

    /**
     * The list as a PDF; while the police sign, as it is going to be: the same bytes, the same hash.
     *
     * @throws BadInput as {@link #list}
     */
    @Transactional(readOnly = true)
    public byte[] pdf(UUID id, Integer round) {
        Batch batch = access.see(id).batch();
        int asked = round(batch, round);
        Signed signed = store.signed(id, asked).orElse(null);
        if (signed == null && (asked != batch.round() || batch.stage() != Stage.HAND_OVER)) {
            throw notSigned();
        }
        byte[] list = signed == null ? lists.freeze(batch) : signed.list();
        UnitKind kind = batch.unitKind();
        String above = units.above(kind, batch.communeCode()).stream().findFirst().map(Unit::name).orElse(null);
        Instant at = signed == null ? clock.instant() : signed.signedAt();
        return paper.draw(HandedOver.read(list), new ListPaper.Facts(id.toString(), units.name(kind, batch.communeCode()), above, asked,
                HexFormat.of().formatHex(signed == null ? Sha256.of(list) : signed.hash()), signed == null ? null : signed.documentNumber(),
                signed == null ? null : signed.signedBy(), signed == null ? null : at, signed == null ? null : signed.receivedBy(),
                signed == null ? null : signed.receivedAt(), LocalDate.ofInstant(at, PaperWords.VIET_NAM)));
    }

    /** @throws BadInput 404 where there is none, or no such round */
    @Transactional(readOnly = true)
    public Scan scan(UUID id, Integer round) {
        Batch batch = access.see(id).batch();
        return store.scan(id, round(batch, round)).orElseThrow(BadInput::notFound);
    }

    /**
     * Keeps the scan of the signed paper, instead of an earlier one.
     *
     * @throws BadInput 403 for others than the police of the commune; 404; 409 {@code cleaning.notAtThisStage}; 413, 415, 422
     *                  {@code cleaning.scan.…} for what is no readable scan
     */
    void keep(UUID id, byte[] file) {
        Seen seen = access.see(id);
        Batch batch = seen.batch();
        if (!officers.groupFor(Role.COMMUNE_POLICE, batch.unitKind(), batch.communeCode(), batch.provinceCode()).equals(seen.officer().group())) {
            throw new BadInput(403, "forbidden");
        }
        if (!SCANNED_AT.contains(batch.stage())) {
            throw notNow();
        }
        // Takes seconds for a long one: no transaction is open meanwhile.
        PaperContent.Checked checked = checked(file);
        transaction.executeWithoutResult(status -> {
            if (!store.scan(id, SCANNED_AT, new Scan(checked.bytes(), checked.mediaType()))) {
                throw notNow();
            }
            audit.record("cleaning.scanKept", "cleaning_batch", id.toString(), Map.of("type", checked.mediaType(),
                    "bytes", checked.bytes().length, "sha256", HexFormat.of().formatHex(Sha256.of(checked.bytes()))));
        });
    }

    private static BadInput notNow() {
        return new BadInput(409, "cleaning.notAtThisStage");
    }

    /** Judged as the papers of citizens are, answered in the words for officers. */
    private static PaperContent.Checked checked(byte[] file) {
        try {
            return PaperContent.check(file, MOST_PAGES);
        } catch (BadInput refused) {
            throw new BadInput(refused.status(), refused.code().replace("attachment.", "cleaning.scan."), List.of());
        }
    }

    private static int round(Batch batch, Integer asked) {
        return asked == null ? batch.round() : asked;
    }

    private static BadInput notSigned() {
        return new BadInput(409, "cleaning.handOver.notSigned");
    }
}
