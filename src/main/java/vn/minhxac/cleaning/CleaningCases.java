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

    /**
     * Opens a case that people report and no record shows.
     *
     * @param mismatchClass M9 to M13
     * @param officer       user id of who reports it
     */
    void report(long citizenId, String mismatchClass, String officer);

    /** Closes all open cases of a person for a reason, e.g. {@code DECEASED}. */
    void close(long citizenId, String reason);
}
