package vn.minhxac.cleaning.internal.batch;

import java.util.Map;
import java.util.Set;

/** What can be decided about a row, and at which stage. */
public enum Decision {
    /** A proposal that the registry confirmed is right. */
    ACCEPT,
    /** Other values are right. */
    EDIT,
    /** The record is right as it is: compare it again. */
    RECOMPARE,
    /** Lives in another commune. */
    TRANSFER,
    DECEASED,
    /** Nobody here knows the person. */
    NOT_FOUND,
    /** The same person as in another record: this one goes into that one. */
    MERGE,
    /** The number that two records have is this person's. */
    OWNER,
    /** The number that two records have is the other person's. */
    NOT_OWNER,
    /** A dose is wrong, missing or was never given. */
    DOSE,
    /** Nothing can be done; with a reason. */
    CLOSE,
    /** Right, says who confirms. */
    CONFIRM,
    /** Not right, says who confirms; with a reason. */
    RETURN,
    /** Later. */
    SKIP;

    private static final Map<Stage, Set<Decision>> ALLOWED = Map.of(
            Stage.REVIEW, Set.of(ACCEPT, EDIT, SKIP, RECOMPARE, TRANSFER, DECEASED, NOT_FOUND, MERGE, OWNER, NOT_OWNER, DOSE),
            Stage.POLICE, Set.of(CONFIRM, RETURN, EDIT, SKIP),
            Stage.DOSES, Set.of(CONFIRM, RETURN, SKIP),
            Stage.TASK_FORCE, Set.of(RETURN, CLOSE, SKIP));

    boolean allowedAt(Stage stage) {
        return ALLOWED.getOrDefault(stage, Set.of()).contains(this);
    }
}
