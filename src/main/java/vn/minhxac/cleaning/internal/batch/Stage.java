package vn.minhxac.cleaning.internal.batch;

import java.util.Arrays;
import java.util.Optional;

/** Where a batch is: whose turn it is, by the user task that waits (2262, steps 1 to 4). */
public enum Stage {
    /** Station and hamlets go through the records. */
    REVIEW("reviewRows"),
    /** Police compare with the population database and confirm. */
    POLICE("compareByPolice"),
    /** Police sign the list and hand it over. */
    HAND_OVER("signAndHandOver"),
    /** Health authorities above confirm what changes doses. */
    DOSES("confirmDoses"),
    /** The station receives the signed list. */
    RECEIPT("receiveList"),
    /** The system changes the records and compares them again. */
    UPDATING(null),
    /** The provincial task force has what failed twice. */
    TASK_FORCE("resolveByTaskForce"),
    DONE(null);

    private final String task;

    Stage(String task) {
        this.task = task;
    }

    /** The user task of this stage, or null where the system works. */
    String task() {
        return task;
    }

    /** Whether this stage is about rows that change a dose (true), about the others (false), or about all (null). */
    Boolean dose() {
        return this == POLICE ? Boolean.FALSE : this == DOSES ? Boolean.TRUE : null;
    }

    static Optional<Stage> ofTask(String definition) {
        return Arrays.stream(values()).filter(stage -> definition.equals(stage.task)).findFirst();
    }
}
