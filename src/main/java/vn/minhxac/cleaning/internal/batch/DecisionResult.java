package vn.minhxac.cleaning.internal.batch;

/**
 * What became of one decision.
 *
 * @param line    in the batch; null where the record is not in it
 * @param code    why not, or null; {@code message} in the officer's language, {@code field} where one is to blame
 * @param version of the row now
 */
public record DecisionResult(String recordId, Integer line, Result result, String code, String message, String field, Integer version,
                             RowState state) {

    /** CONFLICT: somebody else was faster. REFUSED: it breaks a rule. Neither changes anything. */
    public enum Result {
        DONE, SKIPPED, CONFLICT, REFUSED
    }
}
