package vn.minhxac.cleaning.internal.batch;

import java.time.LocalDate;

/**
 * What is wrong with one dose of a record.
 *
 * @param action VOID (never given, entered twice), SET (other facts), ADD (given, not entered)
 * @param reason of a VOID
 */
public record DoseChange(Action action, Integer doseNumber, LocalDate date, String vaccine, String lotNumber, String facilityCode) {

    public enum Action {
        VOID, SET, ADD
    }

    @Override
    public String toString() {
        return "DoseChange[" + action + "]";
    }
}
