package vn.minhxac.passport;

import java.util.UUID;

/** Batches of passports (Decision 5772/QĐ-BYT, step 3): what the process {@code passportIssue} does. Each call joins the caller's transaction. */
public interface PassportBatches {

    /**
     * Gathers the people of a batch: those of its signing list whose identity is matched or exempt, who have a signed dose of
     * a vaccine that was passport-eligible on its day, and no active passport. Several records of one person count once.
     */
    Opened open(UUID batchId);

    /**
     * Makes, checks and stores the passports of one chunk, once: whoever got one meanwhile or is no longer eligible is
     * skipped, with the reason kept.
     *
     * @param chunk from 1
     * @return whether chunks are left after this one
     * @throws PassportMaker.SigningImpossible nothing can be signed now; nothing was stored
     */
    boolean issueChunk(UUID batchId, int chunk);

    /** Ends a batch the Ministry does not release; nobody in it gets a passport from it. */
    void stop(UUID batchId);

    /**
     * @param people       how many people
     * @param needsRelease whether they are so many that two officers of the Ministry have to release them
     */
    record Opened(int people, boolean needsRelease) {
    }
}
