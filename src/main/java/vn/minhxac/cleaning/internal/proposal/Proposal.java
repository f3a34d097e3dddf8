package vn.minhxac.cleaning.internal.proposal;

import java.util.Map;

/**
 * A candidate correction of a record.
 *
 * @param rule                codes of the rules it follows, joined by {@code +}
 * @param changes             by field: {@code fullName}, {@code sex}, {@code dateOfBirth} (ISO), {@code idNumber}
 * @param confirmedByRegistry whether the registry says MATCH to the record as it is now with these changes; else it is a hint
 * @param otherCitizenId      the other record of the same person, where the number comes from there; or null
 */
public record Proposal(long id, String rule, Map<String, Change> changes, boolean confirmedByRegistry, Long otherCitizenId) {

    /** One field before and after. */
    public record Change(String from, String to) {

        @Override
        public String toString() {
            return "Change[…]";
        }
    }

    @Override
    public String toString() {
        return "Proposal[" + id + ", " + rule + "]";
    }
}
