package vn.minhxac.passport.internal.issue;

import vn.minhxac.passport.PassportFacts;

/**
 * One person of a chunk, as things stand now.
 *
 * @param memberId    the record by which the person is in the batch
 * @param citizenId   the record that holds the latest signed dose
 * @param doseId      that dose
 * @param facts       what the passport will say; null when the person is not eligible any more
 * @param hasPassport whether the person has an active passport already
 */
record Candidate(long memberId, long citizenId, String personKey, long doseId, PassportFacts facts, boolean hasPassport) {

    /** Without personal data. */
    @Override
    public String toString() {
        return "Candidate[" + memberId + "]";
    }
}
