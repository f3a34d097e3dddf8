package vn.minhxac.citizen.internal;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import vn.minhxac.citizen.Corrections;
import vn.minhxac.citizen.Doses;
import vn.minhxac.citizen.IdNumber;
import vn.minhxac.citizen.Identities;
import vn.minhxac.citizen.Identities.Identity;
import vn.minhxac.citizen.VietnameseName;

@Repository
class JdbcCorrections implements Corrections {

    private final JdbcClient jdbc;
    private final Identities identities;

    JdbcCorrections(JdbcClient jdbc, Identities identities) {
        this.jdbc = jdbc;
        this.identities = identities;
    }

    @Override
    public List<RecordedDose> doses(long citizenId) {
        return jdbc.sql("""
                select id, dose_number, vaccination_date, vaccine_code, lot_number, facility_code, entering_unit, entered_by, status
                from dose where citizen_id = :citizen and status <> 'VOID' order by dose_number""")
                .param("citizen", citizenId).query((row, n) -> new RecordedDose(row.getLong("id"), row.getInt("dose_number"),
                        row.getObject("vaccination_date", LocalDate.class), row.getString("vaccine_code"), row.getString("lot_number"),
                        row.getString("facility_code"), row.getString("entering_unit"), row.getString("entered_by"),
                        Doses.Status.valueOf(row.getString("status")))).list();
    }

    @Override
    public boolean identity(long citizenId, Map<String, String> fields, Cause cause) {
        Identity before = identities.lock(List.of(citizenId)).get(0);
        boolean changed = false;
        for (var field : fields.entrySet()) {
            String from = value(before, field.getKey());
            if (!Objects.equals(from, field.getValue())) {
                set(citizenId, field.getKey(), field.getValue());
                note(citizenId, field.getKey(), null, from, field.getValue(), cause);
                changed = true;
            }
        }
        if (changed) {
            jdbc.sql("""
                    update citizen set identity_status = 'DRAFT', status_since = :at, updated_at = :at, version = version + 1 where id = :id""")
                    .param("id", citizenId).param("at", Timestamp.from(cause.at())).update();
        }
        return changed;
    }

    private static String value(Identity person, String field) {
        return switch (field) {
            case "fullName" -> person.fullName();
            case "sex" -> person.sex();
            case "dateOfBirth" -> person.dateOfBirth() == null ? null : person.dateOfBirth().toString();
            case "idNumber" -> person.idNumber();
            default -> throw new IllegalArgumentException("no identity fact: " + field);
        };
    }

    private void set(long citizenId, String field, String to) {
        switch (field) {
            case "fullName" -> jdbc.sql("update citizen set full_name = :to, name_key = :key where id = :id").param("id", citizenId)
                    .param("to", to).param("key", VietnameseName.key(to)).update();
            case "sex" -> jdbc.sql("update citizen set sex = :to where id = :id").param("id", citizenId).param("to", to).update();
            case "dateOfBirth" -> jdbc.sql("update citizen set date_of_birth = :to, dob_precision = 'D' where id = :id").param("id", citizenId)
                    .param("to", Date.valueOf(to)).update();
            default -> jdbc.sql("update citizen set id_number = :to, id_type = coalesce(:type, id_type) where id = :id").param("id", citizenId)
                    .param("to", to).param("type", IdNumber.isPersonal(to) ? "CCCD" : null).update();
        }
    }

    @Override
    public boolean addDose(long citizenId, DoseFacts dose, Cause cause) {
        boolean added = jdbc.sql("""
                insert into dose (citizen_id, dose_number, vaccination_date, vaccine_code, lot_number, facility_code, entering_unit,
                                  entered_by, entered_at, source, status, status_since)
                values (:citizen, :number, :day, :vaccine, :lot, :facility, :facility, :officer, :at, 'COMPLAINT', 'DRAFT', :at)
                on conflict (citizen_id, dose_number) where status <> 'VOID' do nothing""")
                .param("citizen", citizenId).param("number", dose.doseNumber()).param("day", dose.vaccinationDate())
                .param("vaccine", dose.vaccineCode()).param("lot", dose.lotNumber()).param("facility", dose.facilityCode())
                .param("officer", cause.officer()).param("at", Timestamp.from(cause.at())).update() == 1;
        if (added) {
            note(citizenId, "dose", dose.doseNumber(), null, text(dose), cause);
        }
        return added;
    }

    @Override
    public boolean setDose(long citizenId, DoseFacts dose, Cause cause) {
        Optional<RecordedDose> before = lockDose(citizenId, dose.doseNumber());
        if (before.isEmpty()) {
            return false;
        }
        DoseFacts was = facts(before.get());
        if (was.equals(dose)) {
            return false;
        }
        jdbc.sql("""
                update dose set vaccination_date = :day, vaccine_code = :vaccine, lot_number = :lot, facility_code = :facility,
                    status = 'DRAFT', status_since = :at, version = version + 1 where id = :id""")
                .param("id", before.get().id()).param("day", dose.vaccinationDate()).param("vaccine", dose.vaccineCode())
                .param("lot", dose.lotNumber()).param("facility", dose.facilityCode()).param("at", Timestamp.from(cause.at())).update();
        note(citizenId, "dose", dose.doseNumber(), text(was), text(dose), cause);
        return true;
    }

    @Override
    public boolean voidDose(long citizenId, int doseNumber, String reason, Cause cause) {
        Optional<RecordedDose> before = lockDose(citizenId, doseNumber);
        before.ifPresent(dose -> {
            jdbc.sql("update dose set status = 'VOID', status_since = :at, void_reason = :reason, version = version + 1 where id = :id")
                    .param("id", dose.id()).param("reason", reason).param("at", Timestamp.from(cause.at())).update();
            note(citizenId, "dose", doseNumber, text(facts(dose)), null, cause);
        });
        return before.isPresent();
    }

    private Optional<RecordedDose> lockDose(long citizenId, int doseNumber) {
        jdbc.sql("select id from dose where citizen_id = :citizen and dose_number = :number and status <> 'VOID' for update")
                .param("citizen", citizenId).param("number", doseNumber).query(Long.class).optional();
        return doses(citizenId).stream().filter(dose -> dose.doseNumber() == doseNumber).findFirst();
    }

    private void note(long citizenId, String field, Integer doseNumber, String from, String to, Cause cause) {
        jdbc.sql("""
                insert into record_change (citizen_id, at, changed_by, source, source_id, field, dose_number, from_value, to_value)
                values (:citizen, :at, :by, 'COMPLAINT', :source, :field, :dose, :from, :to)""")
                .param("citizen", citizenId).param("at", Timestamp.from(cause.at())).param("by", cause.officer())
                .param("source", cause.complaintId()).param("field", field).param("dose", doseNumber).param("from", from).param("to", to)
                .update();
    }

    private static DoseFacts facts(RecordedDose dose) {
        return new DoseFacts(dose.doseNumber(), dose.vaccinationDate(), dose.vaccineCode(), dose.lotNumber(), dose.facilityCode());
    }

    private static String text(DoseFacts dose) {
        return dose.vaccinationDate() + " " + dose.vaccineCode() + " " + Objects.toString(dose.lotNumber(), "-") + " " + dose.facilityCode();
    }
}
