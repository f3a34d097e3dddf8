package vn.minhxac.verification;

/** Sends a corrected person through the four steps again (always compare again before signing: only who matches may be signed for). */
public interface Recomparison {

    /**
     * Makes a list of this one person, who is a DRAFT since the correction, and starts its verification. Joins the caller's transaction.
     *
     * @param officer user id of who decided the correction
     */
    void compareAgain(long citizenId, String officer);
}
