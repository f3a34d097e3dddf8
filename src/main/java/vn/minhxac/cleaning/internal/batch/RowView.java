package vn.minhxac.cleaning.internal.batch;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import vn.minhxac.cleaning.Proposals.Change;

/** A row as the grid shows it: the record, what is wrong, what is proposed, what was decided. */
record RowView(int line, String recordId, RowState state, int version, List<Named> classes, String hamlet, Person record, List<Named> hints,
               Map<String, Boolean> fields, List<ProposalView> proposals, List<Other> others, List<Dose> doses, Decided decision) {

    /** A code and its words. */
    record Named(String code, String text) {
    }

    record Person(String fullName, String sex, LocalDate dateOfBirth, String dobPrecision, String idNumber, String idType, String nationality,
                  String phone, String permanentCommune, String communeName, String identityStatus) {

        @Override
        public String toString() {
            return "Person[…]";
        }
    }

    record ProposalView(String id, String rule, String ruleText, Map<String, Change> changes, boolean confirmedByRegistry, String otherRecordId) {
    }

    /** Another record of the same person (M5) or of the same number (M6). */
    record Other(String recordId, String fullName, String sex, LocalDate dateOfBirth, String idNumber, String phone, String permanentCommune,
                 String identityStatus, String why, List<Dose> doses) {

        @Override
        public String toString() {
            return "Other[…]";
        }
    }

    record Dose(int doseNumber, LocalDate date, String vaccine, String lotNumber, String facilityCode, String facilityName, String status) {
    }

    record Decided(Decision decision, Map<String, Change> changes, String proposalId, String reason, String reasonText, String otherRecordId,
                   String commune, String communeName, DoseChange dose, String by, Instant at, String npdResult, String confirmedBy,
                   Instant confirmedAt) {
    }

    @Override
    public String toString() {
        return "RowView[" + line + "]";
    }
}
