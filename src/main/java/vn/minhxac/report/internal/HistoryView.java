package vn.minhxac.report.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/** What {@code GET /api/v1/records/{recordId}/history} shows: everything from import to signature and passport, oldest first. */
record HistoryView(List<Item> items) {

    /**
     * One thing that happened.
     *
     * @param who         officer, unit or system, by the name people know
     * @param what        in one phrase, in the language of the caller
     * @param why         in words, or null
     * @param field       of a change: {@code fullName}, {@code sex}, {@code dateOfBirth}, {@code idNumber}, {@code idType},
     *                    {@code nationality}, {@code phone}, {@code permanentCommune}, {@code hamlet}, {@code dose}; else null
     * @param doseNumber  of a change, a signature: which dose; else null
     * @param from        value before and {@code to} after, as stored; a dose as date, vaccine, lot ({@code -}: none) and facility
     * @param confirmedBy whose confirmation it needed, or null
     * @param source      {@code IMPORT}, {@code SESSION}, {@code COMPLAINT}, {@code CLEANING}, {@code VERIFICATION}, {@code SIGNING} or
     *                    {@code PASSPORT}
     * @param sourceId    id of the import, list, complaint, batch, signing list or passport
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(Instant at, String who, String what, String why, String field, Integer doseNumber, String from, String to, String confirmedBy,
                String source, String sourceId) {

        static Item of(Instant at, String who, String what, String why, String source, String sourceId) {
            return new Item(at, who, what, why, null, null, null, null, null, source, sourceId);
        }

        /** The same without the facts of a dose: that something happened to it, not what. */
        Item withoutDose() {
            return "dose".equals(field) ? new Item(at, who, what, why, field, doseNumber, null, null, confirmedBy, source, sourceId) : this;
        }

        /** The values are personal data: they do not belong in a log. */
        @Override
        public String toString() {
            return "Item[" + at + " " + source + " " + field + "]";
        }
    }
}
