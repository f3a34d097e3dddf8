package vn.minhxac.citizen;

import java.time.Instant;
import java.util.Collection;

/** The states of doses, changed for many at once. Joins the caller's transaction. */
public interface Doses {

    /** Life of a dose: entered, may be signed, confirmed without a certificate, signed, taken back. */
    enum Status {
        DRAFT, READY_TO_SIGN, CONFIRMED_BY_MINUTES, SIGNED, VOID
    }

    /**
     * Makes the draft doses of those of these people whose identity is matched or exempt ready to sign.
     *
     * @return how many became ready
     */
    int makeReady(String provinceCode, Collection<Long> citizenIds, Instant at);

    /**
     * Moves those of these doses that are in one state to another.
     *
     * @return how many moved
     */
    int move(Collection<Long> doseIds, Status from, Status to, Instant at);
}
