package vn.minhxac.cleaning;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** Records that wait for cleaning (2262), with the class of what is wrong. */
public interface CleaningCases {

    /**
     * Opens a case, with its class M1–M13 and hints, for each of these people who failed the pre-check, did not match or could
     * not be verified in this list; closes what their new result has settled. Idempotent, set-based.
     */
    void sort(UUID listId, Collection<Long> citizenIds);

    /**
     * Looks again at what shows without a comparison: phone, doses, results that are out of date, and whose twins are gone. Opens and
     * closes the cases M10 to M13, and M5 and M6 of those who are not on their way to a comparison. Idempotent, set-based.
     */
    void refresh(Collection<Long> citizenIds);

    /** The same for all permanent residents of a commune, or, where null, for those whose commune is not known. */
    void refresh(String provinceCode, String communeCode);

    /**
     * Opens a case that people report, whether or not the record shows it; it stays open until people close it.
     *
     * @param mismatchClass M9 to M13
     * @param officer       user id of who reports it
     */
    void report(long citizenId, String mismatchClass, String officer);

    /** Closes all open cases of a person for a reason, e.g. {@code DECEASED}. */
    void close(long citizenId, String reason);

    /**
     * Closes the open cases of these classes.
     *
     * @param reason code, e.g. of the decision that settled them
     */
    void close(long citizenId, Set<String> classes, String reason);
}
