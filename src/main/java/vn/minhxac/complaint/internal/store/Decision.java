package vn.minhxac.complaint.internal.store;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What an officer decided of a complaint, before its task is completed with codes alone: which changes are taken over, and the words for
 * the citizen. Personal data: never into the engine.
 *
 * @param answer     to the citizen; shown on the status page, so without personal data; or null
 * @param policeNote what the police wrote to the officer, or null
 */
public record Decision(UUID complaintId, String decidedBy, List<Change> changes, String answer, String policeBy, String policeNote) {

    /** What a change is about: police own identity facts, health owns dose facts. */
    public enum Subject {
        IDENTITY, DOSE
    }

    /** What becomes of a dose. */
    public enum Action {
        SET, ADD, VOID
    }

    /**
     * One change of the person's record.
     *
     * @param field      of an identity change: {@code fullName}, {@code sex}, {@code dateOfBirth}, {@code idNumber}; else null
     * @param to         the new value of that field (a date as ISO date); else null
     * @param action     of a dose change; else null
     * @param doseNumber of a dose change: the dose as recorded (SET, VOID) or to be (ADD)
     * @param date       new facts of the dose for SET and ADD; null for VOID
     * @param reason     of VOID
     */
    public record Change(Subject subject, String field, String to, Action action, Integer doseNumber, LocalDate date, String vaccine,
                         String lotNumber, String facilityCode, String reason) {

        public static Change identity(String field, String to) {
            return new Change(Subject.IDENTITY, field, to, null, null, null, null, null, null, null);
        }

        public static Change dose(Action action, int doseNumber, LocalDate date, String vaccine, String lotNumber, String facilityCode) {
            return new Change(Subject.DOSE, null, null, action, doseNumber, date, vaccine, lotNumber, facilityCode, null);
        }

        public static Change voided(int doseNumber, String reason) {
            return new Change(Subject.DOSE, null, null, Action.VOID, doseNumber, null, null, null, null, reason);
        }

        @Override
        public String toString() {
            return "Change[" + subject + "]";
        }
    }

    public boolean changesIdentity() {
        return changes.stream().anyMatch(change -> change.subject() == Subject.IDENTITY);
    }

    @Override
    public String toString() {
        return "Decision[" + complaintId + "]";
    }
}
