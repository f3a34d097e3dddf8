package vn.minhxac.cleaning.internal.batch;

import java.util.Map;

/**
 * One decision as an officer sends it.
 *
 * @param version        of the row as the officer saw it; null: whatever it is now
 * @param proposalId     of an ACCEPT
 * @param changes        of an EDIT: new values by field
 * @param reason         code
 * @param otherRecordId  of a MERGE: the record this one goes into
 * @param commune        of a TRANSFER: code
 * @param npdResult      of a CONFIRM: which side was wrong; null: the platform
 */
public record DecisionInput(String recordId, Integer version, Decision decision, Long proposalId, Map<String, String> changes, String reason,
                            String otherRecordId, String commune, DoseChange dose, NpdResult npdResult) {

    public DecisionInput {
        PlainText.check(recordId, reason, otherRecordId, commune);
        if (changes != null) {
            changes.values().forEach(PlainText::check);
        }
    }

    /** Which side was wrong (2262 step 2: the police may also put the population database right). */
    public enum NpdResult {
        PLATFORM_WRONG, NPD_CORRECTED, BOTH
    }

    /** Nothing but a decision about a record. */
    public static DecisionInput of(String recordId, Integer version, Decision decision) {
        return new DecisionInput(recordId, version, decision, null, null, null, null, null, null, null);
    }

    /** These values are right. */
    public static DecisionInput edit(String recordId, Integer version, Map<String, String> changes) {
        return new DecisionInput(recordId, version, Decision.EDIT, null, changes, null, null, null, null, null);
    }

    static DecisionInput accept(String recordId, Integer version, long proposalId) {
        return new DecisionInput(recordId, version, Decision.ACCEPT, proposalId, null, null, null, null, null, null);
    }

    @Override
    public String toString() {
        return "DecisionInput[" + decision + "]";
    }
}
