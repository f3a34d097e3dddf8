package vn.minhxac.signing;

import java.util.Collection;

/** Where doses that may be signed come in. */
public interface SigningIntake {

    /**
     * Makes the unsigned doses of these people, whose identity is matched or exempt, ready to sign, and sees to it that each
     * unit that entered one gathers a signing list. Idempotent. Joins the caller's transaction.
     *
     * @return how many doses became ready
     */
    int handOver(String provinceCode, Collection<Long> citizenIds);
}
