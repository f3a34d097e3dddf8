package vn.minhxac.cleaning;

import java.util.Collection;
import java.util.UUID;

/** Records that wait for cleaning (2262), with the class of what is wrong. */
public interface CleaningCases {

    /**
     * Opens a case, with its class M1–M13 and hints, for each of these people who failed the pre-check, did not match or could
     * not be verified in this list; closes what their new result has settled. Idempotent, set-based.
     */
    void sort(UUID listId, Collection<Long> citizenIds);
}
