package vn.minhxac.citizen.internal;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import vn.minhxac.citizen.Corrections;
import vn.minhxac.citizen.Doses;
import vn.minhxac.citizen.IdNumber;
import vn.minhxac.citizen.RecordsChanged;
import vn.minhxac.citizen.internal.PersonFacts.Facts;
import vn.minhxac.common.BadInput;

@Repository
class JdbcCorrections implements Corrections {

    private static final Set<String> IDENTITY = Set.of("fullName", "sex", "dateOfBirth", "idNumber", "nationality");
    private static final Set<String> CONTACT = Set.of("phone", "permanentCommune", "hamlet");
    private static final Set<String> CLEARABLE = Set.of("idNumber", "phone", "permanentCommune", "hamlet");

    private final JdbcClient jdbc;
    private final PersonFacts people;
    private final RecordChanges history;
    private final RecordMerge merge;
    private final ApplicationEventPublisher events;

    JdbcCorrections(JdbcClient jdbc, PersonFacts people, RecordChanges history, RecordMerge merge, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.people = people;
        this.history = history;
        this.merge = merge;
        this.events = events;
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
        return change(citizenId, IDENTITY, fields, cause);
    }

    @Override
    public boolean contact(long citizenId, Map<String, String> fields, Cause cause) {
        return told(citizenId, change(citizenId, CONTACT, fields, cause));
    }

    private boolean change(long citizenId, Set<String> allowed, Map<String, String> fields, Cause cause) {
        Facts before = open(citizenId);
        Map<String, String> changes = new TreeMap<>();
        fields.forEach((field, to) -> {
            if (!allowed.contains(field) || to == null && !CLEARABLE.contains(field)) {
                throw new IllegalArgumentException("no such change: " + field);
            }
            if (!Objects.equals(before.get(field), to)) {
                changes.put(field, to);
            }
        });
        if (changes.isEmpty()) {
            return false;
        }
        follow(before, changes);
        if (changes.get("idNumber") != null && before.get("idNumber") != null) {
            people.alias(citizenId, before.get("idNumber"), cause.at());
        }
        changes.forEach((field, to) -> {
            people.set(citizenId, field, to);
            history.person(citizenId, field, before.get(field), to, cause);
        });
        jdbc.sql("""
                update citizen set updated_at = :at, version = version + 1,
                    identity_status = case when :identity then 'DRAFT' else identity_status end,
                    status_since = case when :identity then :at else status_since end where id = :id""")
                .param("id", citizenId).param("identity", allowed == IDENTITY).param("at", Timestamp.from(cause.at())).update();
        return true;
    }

    /** What changes because of something else: the kind of paper with the number, the hamlet with the commune. */
    private static void follow(Facts before, Map<String, String> changes) {
        if (changes.containsKey("idNumber") || changes.containsKey("nationality")) {
            String number = changes.containsKey("idNumber") ? changes.get("idNumber") : before.get("idNumber");
            boolean vietnamese = "VN".equals(changes.getOrDefault("nationality", before.get("nationality")));
            String type = number == null ? null : IdNumber.kind(number, vietnamese).map(Enum::name).orElse(before.get("idType"));
            if (!Objects.equals(type, before.get("idType"))) {
                changes.put("idType", type);
            }
        }
        if (changes.containsKey("permanentCommune") && !changes.containsKey("hamlet") && before.get("hamlet") != null) {
            changes.put("hamlet", null);
        }
    }

    /** The person, locked; nobody works on a record that was merged into another one. */
    private Facts open(long citizenId) {
        Facts person = people.lock(citizenId);
        if (person.mergedInto() != null) {
            throw new BadInput(409, "cleaning.merged");
        }
        return person;
    }

    @Override
    public boolean addDose(long citizenId, DoseFacts dose, Cause cause) {
        open(citizenId);
        boolean added = jdbc.sql("""
                insert into dose (citizen_id, dose_number, vaccination_date, vaccine_code, lot_number, facility_code, entering_unit,
                                  entered_by, entered_at, source, status, status_since)
                values (:citizen, :number, :day, :vaccine, :lot, :facility, :facility, :officer, :at, :source, 'DRAFT', :at)
                on conflict (citizen_id, dose_number) where status <> 'VOID' do nothing""")
                .param("citizen", citizenId).param("number", dose.doseNumber()).param("day", dose.vaccinationDate())
                .param("vaccine", dose.vaccineCode()).param("lot", dose.lotNumber()).param("facility", dose.facilityCode())
                .param("officer", cause.officer()).param("source", cause.source() == Source.CLEANING ? "RETRO_ENTRY" : cause.source().name())
                .param("at", Timestamp.from(cause.at())).update() == 1;
        if (added) {
            history.dose(citizenId, dose.doseNumber(), null, DoseText.of(dose), cause);
        }
        return told(citizenId, added);
    }

    @Override
    public boolean setDose(long citizenId, DoseFacts dose, Cause cause) {
        Optional<RecordedDose> before = lockDose(citizenId, dose.doseNumber());
        if (before.isEmpty()) {
            return false;
        }
        DoseFacts was = DoseText.facts(before.get());
        if (was.equals(dose)) {
            return false;
        }
        jdbc.sql("""
                update dose set vaccination_date = :day, vaccine_code = :vaccine, lot_number = :lot, facility_code = :facility,
                    status = 'DRAFT', status_since = :at, version = version + 1 where id = :id""")
                .param("id", before.get().id()).param("day", dose.vaccinationDate()).param("vaccine", dose.vaccineCode())
                .param("lot", dose.lotNumber()).param("facility", dose.facilityCode()).param("at", Timestamp.from(cause.at())).update();
        history.dose(citizenId, dose.doseNumber(), DoseText.of(was), DoseText.of(dose), cause);
        return told(citizenId, true);
    }

    @Override
    public boolean voidDose(long citizenId, int doseNumber, String reason, Cause cause) {
        Optional<RecordedDose> before = lockDose(citizenId, doseNumber);
        before.ifPresent(dose -> {
            jdbc.sql("update dose set status = 'VOID', status_since = :at, void_reason = :reason, version = version + 1 where id = :id")
                    .param("id", dose.id()).param("reason", reason).param("at", Timestamp.from(cause.at())).update();
            history.dose(citizenId, doseNumber, DoseText.of(dose), null, cause);
        });
        return told(citizenId, before.isPresent());
    }

    private boolean told(long citizenId, boolean changed) {
        if (changed) {
            events.publishEvent(new RecordsChanged(List.of(citizenId)));
        }
        return changed;
    }

    private Optional<RecordedDose> lockDose(long citizenId, int doseNumber) {
        open(citizenId);
        jdbc.sql("select id from dose where citizen_id = :citizen and dose_number = :number and status <> 'VOID' for update")
                .param("citizen", citizenId).param("number", doseNumber).query(Long.class).optional();
        return doses(citizenId).stream().filter(dose -> dose.doseNumber() == doseNumber).findFirst();
    }

    @Override
    public void merge(long from, long into, Cause cause) {
        merge.run(from, into, cause);
    }
}
