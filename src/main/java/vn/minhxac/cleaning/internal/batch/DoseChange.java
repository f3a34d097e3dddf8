package vn.minhxac.cleaning.internal.batch;

import java.time.LocalDate;

/**
 * What is wrong with one dose of a record.
 *
 * @param action VOID (never given, entered twice), SET (other facts), ADD (given, not entered)
 */
public record DoseChange(Action action, Integer doseNumber, LocalDate date, String vaccine, String lotNumber, String facilityCode) {

    public DoseChange {
        PlainText.check(vaccine, lotNumber, facilityCode);
    }

    public enum Action {
        VOID, SET, ADD
    }

    /** Of a dose that is taken back nothing but its number matters. */
    DoseChange essence() {
        return action == Action.VOID ? new DoseChange(action, doseNumber, null, null, null, null) : this;
    }

    @Override
    public String toString() {
        return "DoseChange[" + action + "]";
    }
}
