package vn.minhxac.cleaning.internal.batch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.common.BadInput;
import vn.minhxac.engine.Processes;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.Units;

/** Batches as officers ask for them. */
@Service
class BatchDesk {

    private final BatchRepository batches;
    private final BatchOpening opening;
    private final Officers officers;
    private final Units units;
    private final Processes processes;

    BatchDesk(BatchRepository batches, BatchOpening opening, Officers officers, Units units, Processes processes) {
        this.batches = batches;
        this.opening = opening;
        this.officers = officers;
        this.units = units;
        this.processes = processes;
    }

    record Line(UUID id, String commune, String communeName, Stage stage, int round, Instant createdAt) {
    }

    @Transactional(readOnly = true)
    List<Line> batches() {
        Officer officer = officers.require(Role.COMMUNE_HEALTH_STATION, Role.COMMUNE_POLICE, Role.DISTRICT_HEALTH, Role.PROVINCIAL_HEALTH);
        return batches.open(officer.provinceCode()).stream()
                .filter(batch -> officers.maySee(officer, batch.unitKind(), batch.communeCode(), batch.provinceCode()))
                .map(batch -> new Line(batch.id(), batch.communeCode(), units.name(batch.unitKind(), batch.communeCode()), batch.stage(), batch.round(),
                        batch.createdAt())).toList();
    }

    /**
     * Lists the wrong records of a commune now.
     *
     * @throws BadInput 409 {@code cleaning.alreadyOpen}; 422 {@code cleaning.nothingToClean}; as {@link BatchOpening#commune}
     */
    @Transactional
    UUID request(String communeCode) {
        Officer officer = officers.require(Role.COMMUNE_HEALTH_STATION, Role.PROVINCIAL_HEALTH);
        UUID id = opening.open(officer.provinceCode(), opening.commune(officer, communeCode), officer.userId());
        if (opening.list(id) == 0) {
            throw new BadInput(422, "cleaning.nothingToClean");
        }
        processes.start("dataCleaning", id.toString(), officer.provinceCode(), Map.of("batchId", id.toString()));
        return id;
    }
}
