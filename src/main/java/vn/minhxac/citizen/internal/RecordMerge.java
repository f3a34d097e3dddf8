package vn.minhxac.citizen.internal;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

import vn.minhxac.citizen.Corrections.Cause;
import vn.minhxac.citizen.Corrections.DoseFacts;
import vn.minhxac.citizen.RecordsMerged;
import vn.minhxac.citizen.internal.PersonFacts.Facts;
import vn.minhxac.common.BadInput;

/** Two records of one person become one, both keeping their history. */
@Service
class RecordMerge {

    private static final String DUPLICATE = "DUPLICATE_RECORD";

    private final JdbcClient jdbc;
    private final PersonFacts people;
    private final RecordChanges history;
    private final ApplicationEventPublisher events;

    RecordMerge(JdbcClient jdbc, PersonFacts people, RecordChanges history, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.people = people;
        this.history = history;
        this.events = events;
    }

    /** A dose that is not void; {@code proof}: how far it has been confirmed. */
    private record Dose(long id, DoseFacts facts, int proof) {

        boolean equalsIn(Dose other) {
            return facts.vaccinationDate().equals(other.facts.vaccinationDate()) && facts.vaccineCode().equals(other.facts.vaccineCode());
        }
    }

    void run(long from, long into, Cause cause) {
        if (from == into) {
            throw new BadInput(409, "cleaning.mergeImpossible");
        }
        // In one order, so that two merges of the same pair do not wait for each other for ever.
        Facts first = people.lock(Math.min(from, into));
        Facts second = people.lock(Math.max(from, into));
        Facts gone = from < into ? first : second;
        Facts kept = from < into ? second : first;
        if (gone.mergedInto() != null || kept.mergedInto() != null || !gone.provinceCode().equals(kept.provinceCode())) {
            throw new BadInput(409, "cleaning.mergeImpossible");
        }
        if (gone.proven() && !kept.proven()) {
            throw new BadInput(409, "cleaning.mergeProven");
        }
        if (gone.matched() && kept.matched() && !Objects.equals(gone.get("idNumber"), kept.get("idNumber"))) {
            throw new BadInput(409, "cleaning.mergeTwoPeople");
        }
        List<Dose> moving = doses(from);
        Map<Integer, Dose> there = doses(into).stream().collect(Collectors.toMap(dose -> dose.facts().doseNumber(), Function.identity()));
        if (moving.stream().anyMatch(dose -> there.containsKey(dose.facts().doseNumber()) && !dose.equalsIn(there.get(dose.facts().doseNumber())))) {
            throw new BadInput(409, "cleaning.mergeDoseConflict");
        }
        for (Dose dose : moving) {
            merge(from, into, dose, there.get(dose.facts().doseNumber()), cause);
        }
        keepNumber(gone, kept, into, cause);
        keepContact(gone, kept, into, cause);
        // Whatever was merged before points to the record that is left: one step is always enough.
        jdbc.sql("update citizen set updated_at = :at, version = version + 1 where id = :into").param("into", into)
                .param("at", Timestamp.from(cause.at())).update();
        jdbc.sql("""
                update citizen set merged_into = :into, updated_at = :at, version = version + 1 where id = :from or merged_into = :from""")
                .param("into", into).param("from", from).param("at", Timestamp.from(cause.at())).update();
        history.person(from, "mergedInto", null, kept.recordId(), cause);
        history.person(into, "merged", null, gone.recordId(), cause);
        events.publishEvent(new RecordsMerged(from, into, cause.at()));
    }

    private void keepNumber(Facts gone, Facts kept, long into, Cause cause) {
        String number = gone.get("idNumber");
        if (number != null && !number.equals(kept.get("idNumber"))) {
            people.alias(into, number, cause.at());
        }
    }

    /** Where only the other record says how to find the person, the one that is left says it from now on. */
    private void keepContact(Facts gone, Facts kept, long into, Cause cause) {
        keep("phone", gone, kept, into, cause);
        if (kept.get("permanentCommune") == null || kept.get("permanentCommune").equals(gone.get("permanentCommune"))) {
            keep("permanentCommune", gone, kept, into, cause);
            keep("hamlet", gone, kept, into, cause);
        }
    }

    private void keep(String field, Facts gone, Facts kept, long into, Cause cause) {
        if (kept.get(field) == null && gone.get(field) != null) {
            people.set(into, field, gone.get(field));
            history.person(into, field, null, gone.get(field), cause);
        }
    }

    private void merge(long from, long into, Dose dose, Dose same, Cause cause) {
        int number = dose.facts().doseNumber();
        String text = DoseText.of(dose.facts());
        if (same != null && same.proof() >= dose.proof()) {
            takeBack(dose.id(), cause);
        } else {
            if (same != null) {
                // The copy that nobody has signed gives way to the one that somebody has.
                takeBack(same.id(), cause);
            }
            jdbc.sql("update dose set citizen_id = :into, version = version + 1 where id = :id").param("id", dose.id()).param("into", into)
                    .update();
            String before = same == null ? null : DoseText.of(same.facts());
            if (!text.equals(before)) {
                history.dose(into, number, before, text, cause);
            }
        }
        history.dose(from, number, text, null, cause);
    }

    private void takeBack(long dose, Cause cause) {
        jdbc.sql("update dose set status = 'VOID', status_since = :at, void_reason = :reason, version = version + 1 where id = :id")
                .param("id", dose).param("reason", DUPLICATE).param("at", Timestamp.from(cause.at())).update();
    }

    private List<Dose> doses(long citizenId) {
        return jdbc.sql("""
                select id, dose_number, vaccination_date, vaccine_code, lot_number, facility_code,
                       case status when 'SIGNED' then 2 when 'CONFIRMED_BY_MINUTES' then 1 else 0 end as proof
                from dose where citizen_id = :citizen and status <> 'VOID' order by dose_number for no key update""")
                .param("citizen", citizenId).query((row, n) -> new Dose(row.getLong("id"), new DoseFacts(row.getInt("dose_number"),
                        row.getObject("vaccination_date", LocalDate.class), row.getString("vaccine_code"), row.getString("lot_number"),
                        row.getString("facility_code")), row.getInt("proof"))).list();
    }
}
