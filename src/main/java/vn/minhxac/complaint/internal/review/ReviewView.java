package vn.minhxac.complaint.internal.review;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.minhxac.complaint.internal.store.Decision.Change;

/**
 * What the form of a task shows of a complaint. Personal data: to the officer's screen only.
 *
 * @param mode       REVIEW, TRIAGE, POLICE for who holds that task; READ for who may only look
 * @param record     null where none is known
 * @param candidates records that may be the person's, where the officer may choose another
 * @param fields     identity facts side by side
 * @param ownDose    the officer entered the dose that is disputed: somebody else has to decide
 * @param wish       the answer with one click, null where the officer is not at a review
 * @param rejections refusals that could be given, with what speaks for them
 * @param decision   what was decided before, or null
 * @param choices    what the form offers, null where nothing is to be decided
 */
record ReviewView(String mode, Case complaint, RecordView record, List<RecordView> candidates, List<Compared> fields, List<DoseView> doses,
                  boolean ownDose, WishView wish, List<Rejections.Proposed> rejections, DecisionView decision, Choices choices) {

    /** @param hours left until the answer is due, negative when it is late */
    record Case(UUID id, String type, String typeName, Instant recordedAt, Instant dueAt, long hours, String channel, int hops, String status,
                String description, Person person, Place place, List<AttachmentView> attachments, List<Supplement> supplements,
                List<Step> steps, String reopenReason) {
    }

    record Person(String fullName, String sex, LocalDate dateOfBirth, String idType, String idNumber, String phone, String email) {
    }

    record Place(String provinceCode, String province, String districtCode, String district, String communeCode, String commune,
                 String facilityCode, String facility, boolean abroad) {
    }

    record AttachmentView(UUID id, String kind, String kindName, String mediaType, int supplement) {
    }

    record Supplement(int n, String text, Instant at) {
    }

    /** @param what in words */
    record Step(Instant at, String what) {
    }

    /** @param id text, since a browser's numbers end at 2⁵³ */
    record RecordView(String id, String recordId, String fullName, String sex, String dateOfBirth, String idNumber, String status, boolean chosen) {
    }

    /** @param enteredByYou the officer entered the recorded dose */
    record DoseView(Facts declared, Facts recorded, List<Compared> facts, String enteringUnit, boolean enteredByYou, boolean disputed) {
    }

    record Facts(int doseNumber, LocalDate date, String vaccine, String vaccineName, String lotNumber, String facilityCode, String facility,
                 String status) {
    }

    /**
     * @param possible whether one click is enough
     * @param why      what stands against it, or null
     * @param answer   what the citizen is told, null where nothing is changed
     */
    record WishView(boolean possible, List<ChangeView> changes, String why, String answer, boolean police, boolean newRecord) {
    }

    /** @param text the change in words */
    record ChangeView(Change change, String text) {
    }

    record DecisionView(String decidedBy, List<ChangeView> changes, String answer, String policeNote) {
    }

    /** @param reasons by outcome */
    record Choices(Map<String, List<Reasons.Reason>> reasons, List<Records.Vaccine> vaccines, List<String> voidReasons, LocalDate deferFrom,
                   LocalDate deferUntil, boolean wrongUnit) {
    }

    @Override
    public String toString() {
        return "ReviewView[" + complaint.id() + "]";
    }
}
