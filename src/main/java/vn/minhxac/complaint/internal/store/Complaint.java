package vn.minhxac.complaint.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import vn.minhxac.complaint.ComplaintStatus;
import vn.minhxac.complaint.ComplaintType;
import vn.minhxac.unit.UnitKind;

/**
 * A complaint as stored.
 *
 * @param id          internal id; the business key of its process instance
 * @param code        tracking code, known to the citizen only
 * @param filedBy     officer who filed it for the citizen, or null
 * @param parentId    the complaint this is one dose of, or null
 * @param duplicateOf the open complaint whose answer answers this one, or null
 * @param reopens     the complaint whose answer the citizen did not accept, or null
 * @param place       where the vaccination took place, as known today
 * @param citizenId   the person's record, once known
 * @param handler     FACILITY, SECTOR, STATION, DISTRICT, PROVINCE, POOL or OUT_OF_SCOPE, once routed
 * @param handlerKind kind of the unit that handles it; null in the pool
 * @param hops        how many units said it is not theirs
 * @param escalatedAt when it went to the province because it was late, or null
 * @param reviewedBy  user id of who reviewed it last, or null
 */
public record Complaint(UUID id, String code, String channel, String filedBy, UUID parentId, UUID duplicateOf, UUID reopens,
                        ComplaintType type, Person person, String description, Place place, Long citizenId, ComplaintStatus status,
                        Instant createdAt, Instant confirmBy, UUID otpId, Instant recordedAt, Instant dueAt,
                        String handler, UnitKind handlerKind, String handlerCode, String routingRule, int hops, String reviewedBy,
                        String outcome, String reasonCode, String answer, LocalDate deferredUntil, Instant supplementUntil,
                        Instant firstAnswerAt, Instant escalatedAt, Instant closedAt) {

    /** Who complains, as typed. Personal data: never into the engine, a log or a URL. */
    public record Person(String fullName, String sex, LocalDate dateOfBirth, String idType, String idNumber, String phone, String email) {

        @Override
        public String toString() {
            return "Person[…]";
        }
    }

    /** Codes of units, each null where unknown. */
    public record Place(String provinceCode, String districtCode, String communeCode, String facilityCode, boolean abroad) {
    }

    /** One dose the complaint is about, as the citizen declared it. */
    public record DeclaredDose(int doseNumber, LocalDate date, String vaccineCode, String lotNumber, String facilityCode) {
    }

    /** This complaint under the tracking code of another: a part of a complaint has none that the citizen knows. */
    public Complaint withCode(String other) {
        return new Complaint(id, other, channel, filedBy, parentId, duplicateOf, reopens, type, person, description, place, citizenId, status,
                createdAt, confirmBy, otpId, recordedAt, dueAt, handler, handlerKind, handlerCode, routingRule, hops, reviewedBy, outcome,
                reasonCode, answer, deferredUntil, supplementUntil, firstAnswerAt, escalatedAt, closedAt);
    }

    /** Whether nothing more will happen to it. */
    public boolean closed() {
        return closedAt != null;
    }

    @Override
    public String toString() {
        return "Complaint[" + id + ", " + status + "]";
    }

    static Complaint of(ResultSet row, int n) throws SQLException {
        String kind = row.getString("handler_kind");
        return new Complaint(row.getObject("id", UUID.class), row.getString("code"), row.getString("channel"), row.getString("filed_by"),
                row.getObject("parent_id", UUID.class), row.getObject("duplicate_of", UUID.class), row.getObject("reopens", UUID.class),
                ComplaintType.valueOf(row.getString("type")),
                new Person(row.getString("full_name"), row.getString("sex"), row.getObject("date_of_birth", LocalDate.class),
                        row.getString("id_type"), row.getString("id_number"), row.getString("phone"), row.getString("email")),
                row.getString("description"),
                new Place(row.getString("province_code"), row.getString("district_code"), row.getString("commune_code"),
                        row.getString("facility_code"), row.getBoolean("abroad")),
                row.getObject("citizen_id", Long.class), ComplaintStatus.valueOf(row.getString("status")),
                at(row, "created_at"), at(row, "confirm_by"), row.getObject("otp_id", UUID.class), at(row, "recorded_at"), at(row, "due_at"),
                row.getString("handler"), kind == null ? null : UnitKind.valueOf(kind), row.getString("handler_code"),
                row.getString("routing_rule"), row.getInt("hops"), row.getString("reviewed_by"), row.getString("outcome"),
                row.getString("reason_code"), row.getString("answer"), row.getObject("deferred_until", LocalDate.class),
                at(row, "supplement_until"), at(row, "first_answer_at"), at(row, "escalated_at"), at(row, "closed_at"));
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
