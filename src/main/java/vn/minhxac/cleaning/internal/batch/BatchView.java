package vn.minhxac.cleaning.internal.batch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A batch as the head of the grid shows it.
 *
 * @param open          in a group: rows still to be decided at the present stage
 * @param medianSeconds between two decisions of the asking officer; null while unknown
 * @param secondsLeft   at that pace; null while unknown
 * @param signed        the list as the police handed it over, or null
 */
record BatchView(UUID id, String commune, String communeName, Stage stage, int round, boolean mayDecide, int total, int open,
                 Map<RowState, Integer> counts, List<Group> classes, List<Group> rules, List<Group> hamlets, int decidedByMe,
                 Double medianSeconds, Long secondsLeft, Signed signed, UUID follows) {

    /** Rows of one class, rule or hamlet; {@code code} null: hamlet not known. */
    record Group(String code, String text, int total, int open) {
    }

    record Signed(String hash, String documentNumber, String by, Instant at, boolean hasScan) {
    }
}
