package vn.minhxac.audit;

import java.util.Map;

/** The record of who did what, when and why: append-only and hash-chained, in the transaction of what it records. */
public interface Audit {

    /**
     * Appends an event as the signed-in officer, or as {@code system} in a job. It is written right before the transaction commits, so
     * the chain is locked for no longer than that. Call it once for a chunk, not once for each of its people.
     *
     * @param action      what was done, e.g. {@code signing.approved}
     * @param subjectType what it was done to, e.g. {@code signing_list}
     * @param subjectId   its internal id
     * @param detail      codes, counts, hashes; no personal data
     */
    void record(String action, String subjectType, String subjectId, Map<String, ?> detail);
}
