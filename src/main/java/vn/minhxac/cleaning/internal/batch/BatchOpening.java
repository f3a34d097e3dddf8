package vn.minhxac.cleaning.internal.batch;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.audit.Audit;
import vn.minhxac.cleaning.CleaningCases;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.Uuid7;
import vn.minhxac.engine.Processes;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;

/** „Lập danh sách sai sót“ (2262, step 1): a batch comes into being, asked for by the station, at night, or of what another left over. */
@Service
public class BatchOpening {

    private static final Duration REVIEW_TIME = Duration.ofDays(7);
    private static final Duration POLICE_TIME = Duration.ofDays(3);

    private final BatchRepository batches;
    private final RowRepository rows;
    private final Listing listing;
    private final CleaningCases cases;
    private final Officers officers;
    private final Units units;
    private final Processes processes;
    private final Audit audit;
    private final Clock clock;

    BatchOpening(BatchRepository batches, RowRepository rows, Listing listing, CleaningCases cases, Officers officers, Units units,
                 Processes processes, Audit audit, Clock clock) {
        this.batches = batches;
        this.rows = rows;
        this.listing = listing;
        this.cases = cases;
        this.officers = officers;
        this.units = units;
        this.processes = processes;
        this.audit = audit;
        this.clock = clock;
    }

    /** What the process of a batch needs to know of it. */
    public record Opened(UUID id, String unitName, int rows, String stationGroup, String policeGroup, String healthGroup, String provinceGroup,
                         Date reviewDue) {
    }

    /** A batch for the commune of the officer who asks in Tasklist, or for the one that a province names. */
    @Transactional
    public Opened requested(String communeCode) {
        Officer officer = officers.require(Role.COMMUNE_HEALTH_STATION, Role.PROVINCIAL_HEALTH);
        UUID id = open(officer.provinceCode(), commune(officer, communeCode), officer.userId());
        return opened(id, list(id));
    }

    /** A batch that the system has listed already. */
    @Transactional
    public Opened listed(UUID id) {
        return opened(id, rows.count(id, RowState.OPEN));
    }

    private Opened opened(UUID id, int listed) {
        Batch batch = batches.find(id).orElseThrow(BadInput::notFound);
        if (listed == 0) {
            batches.finish(id, clock.instant());
        }
        UnitKind kind = batch.unitKind();
        String commune = batch.communeCode();
        String province = batch.provinceCode();
        String district = units.above(kind, commune).stream().filter(unit -> unit.kind() == UnitKind.DISTRICT).map(unit -> unit.code())
                .findFirst().orElse("");
        return new Opened(id, units.name(kind, commune), listed,
                officers.groupFor(Role.COMMUNE_HEALTH_STATION, kind, commune, province),
                officers.groupFor(Role.COMMUNE_POLICE, kind, commune, province),
                officers.groupFor(Role.DISTRICT_HEALTH, UnitKind.DISTRICT, district, province), Role.PROVINCIAL_HEALTH.group(province),
                reviewDue());
    }

    /** When the station is to have reviewed a list that it gets now. */
    Date reviewDue() {
        return Date.from(clock.instant().plus(REVIEW_TIME));
    }

    /** When the police are late, counted from the hand-over of now. */
    Date policeDue() {
        return Date.from(clock.instant().plus(POLICE_TIME));
    }

    /**
     * The commune an officer may list: the own one; a province any of its communes, or itself for people of no known commune.
     *
     * @throws BadInput 403; 422 {@code cleaning.whichCommune}
     */
    String commune(Officer officer, String asked) {
        String commune = asked == null || asked.isBlank() ? officer.unitCode() : asked.strip();
        if (officer.role() == Role.COMMUNE_HEALTH_STATION) {
            if (!commune.equals(officer.unitCode())) {
                throw new BadInput(403, "forbidden");
            }
            return commune;
        }
        boolean known = commune != null && (commune.equals(officer.provinceCode()) || units.find(UnitKind.COMMUNE, commune)
                .filter(unit -> unit.provinceCode().equals(officer.provinceCode())).isPresent());
        if (!known) {
            throw new BadInput(422, "cleaning.whichCommune");
        }
        return commune;
    }

    /** @throws BadInput 409 {@code cleaning.alreadyOpen} while the commune has a batch in review */
    UUID open(String province, String commune, String officer) {
        if (batches.inReview(province, commune).isPresent()) {
            throw new BadInput(409, "cleaning.alreadyOpen");
        }
        try {
            UUID id = Uuid7.next();
            batches.add(id, province, commune, 1, null, officer, clock.instant());
            return id;
        } catch (DuplicateKeyException e) {
            throw new BadInput(409, "cleaning.alreadyOpen");
        }
    }

    /** Lists the records that wait; those that have come since join a batch in review. */
    int list(UUID id) {
        Batch batch = batches.find(id).orElseThrow();
        cases.refresh(batch.provinceCode(), batch.ofProvince() ? null : batch.communeCode());
        int added = listing.add(id, batch.provinceCode(), batch.communeCode(), LocalDate.now(clock.withZone(FieldRules.VIET_NAM)));
        if (added > 0) {
            audit.record("cleaning.listed", "cleaning_batch", id.toString(), Map.of("commune", batch.communeCode(), "rows", added));
        }
        return added;
    }

    /** At night: lists what waits in a commune, in the batch it reviews or in a new one. */
    @Transactional
    public void nightly(String province, String commune) {
        UUID present = batches.inReview(province, commune).orElse(null);
        if (present != null) {
            if (batches.lock(present).stage() == Stage.REVIEW) {
                list(present);
            }
            return;
        }
        UUID id = open(province, commune, "system");
        if (list(id) == 0) {
            batches.finish(id, clock.instant());
        } else {
            processes.start("dataCleaning", id.toString(), province, Map.of("batchId", id.toString()));
        }
    }

    /** Rows of a batch go on in one of their own, so that the others need not wait for them. */
    void split(Batch batch, List<Long> citizens, int round) {
        UUID id = Uuid7.next();
        rows.move(batch.id(), citizens, RowState.RELEASED, null);
        batches.add(id, batch.provinceCode(), batch.communeCode(), round, batch.id(), batch.createdBy(), clock.instant());
        listing.carryOver(batch.id(), id, citizens);
        listing.refresh(id);
        processes.start("dataCleaning", id.toString(), batch.provinceCode(), Map.of("batchId", id.toString()));
        audit.record("cleaning.split", "cleaning_batch", batch.id().toString(), Map.of("into", id.toString(), "rows", citizens.size()));
    }
}
