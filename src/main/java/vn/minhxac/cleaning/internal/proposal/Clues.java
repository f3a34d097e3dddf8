package vn.minhxac.cleaning.internal.proposal;

import java.util.List;
import java.util.Map;

/**
 * What is known about a record besides itself.
 *
 * @param fields          field → equal or not, from the last comparison of what the record says now; empty where the registry did not say
 * @param currentIdNumber the number that replaced this one, or null
 * @param others          records that resemble it
 */
public record Clues(Map<String, Boolean> fields, String currentIdNumber, List<OtherRecord> others) {

    public static final Clues NONE = new Clues(Map.of(), null, List.of());

    /** Whether this field may stay as it is. */
    boolean mayKeep(String field) {
        return fields.getOrDefault(field, true);
    }

    /** Whether this field may be wrong. */
    boolean mayChange(String field) {
        return !fields.getOrDefault(field, false);
    }
}
