package vn.minhxac.complaint;

/** Where a complaint stands. */
public enum ComplaintStatus {
    /** Filed, not yet confirmed with the one-time code: no clock runs. */
    SUBMITTED,
    /** Recorded: the 48 hours run. */
    RECORDED,
    /** Waits in a unit's queue. */
    ROUTED,
    /** An officer has it. */
    IN_REVIEW,
    /** Its answer comes with another complaint's: one of its doses, or the same person's open complaint. */
    WAITING_LINKED,
    WAITING_CITIZEN,
    WAITING_POLICE,
    /** Answered for the first time: will be worked on again on a day. */
    DEFERRED,
    APPROVED,
    REJECTED,
    WITHDRAWN;

    /** Whether nothing more will happen to it. */
    public boolean closed() {
        return this == APPROVED || this == REJECTED || this == WITHDRAWN;
    }
}
