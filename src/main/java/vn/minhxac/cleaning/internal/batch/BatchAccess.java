package vn.minhxac.cleaning.internal.batch;

import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;

import vn.minhxac.common.BadInput;
import vn.minhxac.engine.Tasks;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;

/**
 * Who may see a batch: those whose task it is, and the station, police and health authorities of its commune. Who may decide: the group
 * whose task it is, whoever of it has claimed the task. Others do not learn that it exists.
 */
@Component
public class BatchAccess {

    private static final Set<Role> READERS = Set.of(Role.COMMUNE_HEALTH_STATION, Role.COMMUNE_POLICE, Role.DISTRICT_HEALTH,
            Role.PROVINCIAL_HEALTH, Role.ADMIN);

    private final BatchRepository batches;
    private final Tasks tasks;
    private final Officers officers;

    BatchAccess(BatchRepository batches, Tasks tasks, Officers officers) {
        this.batches = batches;
        this.tasks = tasks;
        this.officers = officers;
    }

    /**
     * A batch as an officer stands to it.
     *
     * @param mayDecide whether it is this officer's group's turn
     */
    public record Seen(Batch batch, Officer officer, boolean mayDecide) {

        /** Police see who somebody is, and nothing of the vaccination. */
        public boolean identityOnly() {
            return officer.role() == Role.COMMUNE_POLICE;
        }
    }

    /** @throws BadInput 404 */
    public Seen see(UUID id) {
        return seen(batches.find(id).orElseThrow(BadInput::notFound));
    }

    /**
     * Like {@link #see}, for who is going to decide rows: the batch stays at its stage until the transaction ends.
     *
     * @throws BadInput 404; 409 {@code cleaning.notYourTurn}
     */
    public Seen decide(UUID id) {
        Seen seen = seen(batches.share(id).orElseThrow(BadInput::notFound));
        if (!seen.mayDecide()) {
            throw new BadInput(409, "cleaning.notYourTurn");
        }
        return seen;
    }

    private Seen seen(Batch batch) {
        Officer officer = officers.require();
        boolean turn = batch.stage().task() != null && tasks.open(batch.id().toString()).stream()
                .anyMatch(task -> task.definition().equals(batch.stage().task())
                        && (task.groups().contains(officer.group()) || officer.userId().equals(task.assignee())));
        boolean reader = READERS.contains(officer.role()) && officers.maySee(officer,
                batch.unitKind(), batch.communeCode(), batch.provinceCode());
        if (!turn && !reader) {
            throw BadInput.notFound();
        }
        return new Seen(batch, officer, turn);
    }
}
