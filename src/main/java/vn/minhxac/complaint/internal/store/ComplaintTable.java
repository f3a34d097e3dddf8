package vn.minhxac.complaint.internal.store;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import vn.minhxac.citizen.VietnameseName;
import vn.minhxac.common.BadInput;
import vn.minhxac.complaint.ComplaintStatus;
import vn.minhxac.complaint.internal.store.Complaint.DeclaredDose;

/** Complaints and what happened to them. Joins the caller's transaction. */
@Repository
public class ComplaintTable {

    private final JdbcClient jdbc;
    private final Clock clock;

    ComplaintTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @throws BadInput 404 where there is none */
    public Complaint get(UUID id) {
        return Held.find(id).or(() -> jdbc.sql("select * from complaint where id = :id").param("id", id).query(Complaint::of).optional())
                .orElseThrow(BadInput::notFound);
    }

    /** Like {@link #get}, and nobody else changes it before this transaction ends. */
    public Complaint lock(UUID id) {
        return Held.find(id).or(() -> jdbc.sql("select * from complaint where id = :id for update").param("id", id).query(Complaint::of).optional()
                .map(Held::keep)).orElseThrow(BadInput::notFound);
    }

    /** Stores a complaint that no clock runs for yet; its tracking code is new. */
    public void add(NewComplaint complaint) {
        Complaint.Person person = complaint.person();
        Complaint.Place place = complaint.place();
        jdbc.sql("""
                insert into complaint (id, code, channel, filed_by, parent_id, reopens, reopen_reason, type, full_name, name_key, sex, date_of_birth,
                    id_type, id_number, phone, email, description, province_code, district_code, commune_code, facility_code, abroad,
                    citizen_id, status, created_at, confirm_by, otp_id)
                values (:id, :code, :channel, :filedBy, :parent, :reopens, :reopenReason, :type, :name, :nameKey, :sex, :born,
                    :idType, :idNumber, :phone, :email, :description, :province, :district, :commune, :facility, :abroad,
                    :citizen, 'SUBMITTED', :at, :confirmBy, :otp)""")
                .param("id", complaint.id()).param("code", complaint.code()).param("channel", complaint.channel())
                .param("filedBy", complaint.filedBy()).param("parent", complaint.parentId()).param("reopens", complaint.reopens())
                .param("reopenReason", complaint.reopenReason()).param("type", complaint.type().name())
                .param("name", person.fullName()).param("nameKey", VietnameseName.key(person.fullName())).param("sex", person.sex())
                .param("born", person.dateOfBirth()).param("idType", person.idType()).param("idNumber", person.idNumber())
                .param("phone", person.phone()).param("email", person.email()).param("description", complaint.description())
                .param("province", place.provinceCode()).param("district", place.districtCode()).param("commune", place.communeCode())
                .param("facility", place.facilityCode()).param("abroad", place.abroad()).param("citizen", complaint.citizenId())
                .param("at", sqlValue(clock.instant())).param("confirmBy", sqlValue(complaint.confirmBy())).param("otp", complaint.otpId())
                .update();
        int n = 1;
        for (DeclaredDose dose : complaint.doses()) {
            jdbc.sql("""
                    insert into complaint_dose (complaint_id, n, dose_number, date, vaccine_code, lot_number, facility_code)
                    values (:id, :n, :number, :date, :vaccine, :lot, :facility)""")
                    .param("id", complaint.id()).param("n", n++).param("number", dose.doseNumber()).param("date", dose.date())
                    .param("vaccine", dose.vaccineCode()).param("lot", dose.lotNumber()).param("facility", dose.facilityCode()).update();
        }
    }

    /** By its tracking code. */
    public Optional<Complaint> byCode(String code) {
        return jdbc.sql("select * from complaint where code = :code").param("code", code).query(Complaint::of).optional();
    }

    public List<DeclaredDose> doses(UUID id) {
        return jdbc.sql("select * from complaint_dose where complaint_id = :id order by n").param("id", id).query(DeclaredDose.class).list();
    }

    /** Changes columns of one complaint; {@code recorded_at} and {@code due_at} cannot be among them once set. */
    public void set(UUID id, Map<String, ?> columns) {
        update(id, columns);
    }

    /** Like {@link #set}; returns the complaint as it is then. */
    public Complaint change(UUID id, Map<String, ?> columns) {
        return update(id, columns).orElseThrow(BadInput::notFound);
    }

    private Optional<Complaint> update(UUID id, Map<String, ?> columns) {
        String assignments = columns.keySet().stream().map(column -> column + " = :" + column).collect(Collectors.joining(", "));
        var statement = jdbc.sql("update complaint set " + assignments + ", version = version + 1 where id = :id returning *").param("id", id);
        for (var column : columns.entrySet()) {
            statement = statement.param(column.getKey(), sqlValue(column.getValue()));
        }
        return statement.query(Complaint::of).optional().map(Held::keep);
    }

    public void status(UUID id, ComplaintStatus status) {
        set(id, Map.of("status", status));
    }

    /** Open complaints whose answer comes with this one's. */
    public List<UUID> duplicatesOf(UUID id) {
        return jdbc.sql("select id from complaint where duplicate_of = :id and closed_at is null").param("id", id).query(UUID.class).list();
    }

    /** The parts of a complaint about doses at several sites. */
    public List<Complaint> partsOf(UUID id) {
        return jdbc.sql("select * from complaint where parent_id = :id order by id").param("id", id).query(Complaint::of).list();
    }

    /** Notes that a unit said the complaint is not its own. */
    public void returned(Complaint complaint, String officer) {
        jdbc.sql("""
                insert into complaint_return (complaint_id, n, unit_kind, unit_code, returned_by, at)
                values (:id, :n, :kind, :code, :by, :at)""")
                .param("id", complaint.id()).param("n", complaint.hops() + 1).param("kind", complaint.handlerKind().name())
                .param("code", complaint.handlerCode()).param("by", officer).param("at", sqlValue(clock.instant())).update();
    }

    /** {@code KIND:code} of the units that said the complaint is not theirs. */
    public Set<String> returnedBy(UUID id) {
        return jdbc.sql("select unit_kind || ':' || unit_code from complaint_return where complaint_id = :id").param("id", id)
                .query(String.class).set();
    }

    /** What happened, oldest first. */
    public List<Step> steps(UUID id) {
        return jdbc.sql("select at, what, detail from complaint_step where complaint_id = :id order by id").param("id", id)
                .query((row, n) -> new Step(row.getTimestamp(1).toInstant(), row.getString(2), row.getString(3))).list();
    }

    /** One step, see {@link #step}. */
    public record Step(Instant at, String what, String detail) {
    }

    /**
     * Notes what happened, for the status page and the officers.
     *
     * @param what   a code; its text is {@code complaint.step.<what>}
     * @param detail a code or null, no personal data
     */
    public void step(UUID id, String what, String detail) {
        jdbc.sql("insert into complaint_step (complaint_id, at, what, detail) values (:id, :at, :what, :detail)")
                .param("id", id).param("at", sqlValue(clock.instant())).param("what", what).param("detail", detail).update();
    }

    private static Object sqlValue(Object value) {
        return value instanceof Instant instant ? OffsetDateTime.ofInstant(instant, ZoneOffset.UTC)
                : value instanceof Enum<?> constant ? constant.name() : value;
    }
}
