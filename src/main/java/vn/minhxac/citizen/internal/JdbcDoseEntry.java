package vn.minhxac.citizen.internal;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import vn.minhxac.citizen.Corrections.Cause;
import vn.minhxac.citizen.DoseEntry;
import vn.minhxac.citizen.RecordsChanged;

@Repository
class JdbcDoseEntry implements DoseEntry {

    private static final String TEXT = DoseText.SQL;
    private static final String GIVEN = """
            unnest(:citizens, :numbers, :days, :vaccines, :lots) as given (citizen_id, dose_number, vaccination_date, vaccine_code, lot_number)""";
    /** What this facility entered itself and nobody has signed. */
    private static final String OURS = "d.source = 'SESSION' and d.entering_unit = :facility and d.status in ('DRAFT', 'READY_TO_SIGN')";

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    JdbcDoseEntry(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    @Override
    public List<KnownDose> known(Collection<Long> citizenIds) {
        return jdbc.sql("""
                select citizen_id, dose_number, vaccination_date, vaccine_code, entering_unit, source from dose
                where citizen_id = any(:people) and status <> 'VOID' order by citizen_id, dose_number""")
                .param("people", citizenIds.toArray(Long[]::new)).query(KnownDose.class).list();
    }

    @Override
    public Set<String> vaccinesOn(LocalDate day) {
        return new HashSet<>(jdbc.sql("select code from vaccine where valid_from <= :day and (valid_to is null or valid_to >= :day)")
                .param("day", day).query(String.class).list());
    }

    @Override
    public int enter(List<SessionDose> doses, String facilityCode, Cause cause) {
        Map<String, Object> facts = new HashMap<>(from(cause));
        facts.put("facility", facilityCode);
        facts.put("citizens", doses.stream().map(SessionDose::citizenId).toArray(Long[]::new));
        facts.put("numbers", doses.stream().map(SessionDose::doseNumber).toArray(Integer[]::new));
        facts.put("days", doses.stream().map(dose -> Date.valueOf(dose.vaccinationDate())).toArray(Date[]::new));
        facts.put("vaccines", doses.stream().map(SessionDose::vaccineCode).toArray(String[]::new));
        facts.put("lots", doses.stream().map(SessionDose::lotNumber).toArray(String[]::new));
        // Nobody else changes these people's doses between what the history says and what is stored.
        jdbc.sql("select id from citizen where id = any(:citizens) order by id for no key update").params(facts).query(Long.class).list();
        jdbc.sql("""
                insert into record_change (citizen_id, at, changed_by, source, source_id, reason, field, dose_number, from_value, to_value)
                select n.citizen_id, :at, :by, :source, :sourceId, :reason, 'dose', n.dose_number, %s, %s
                from (select *, :facility::text as facility_code from %s) n
                left join dose d on d.citizen_id = n.citizen_id and d.dose_number = n.dose_number and d.status <> 'VOID'
                where d.id is null or %s and %s <> %s order by n.citizen_id, n.dose_number"""
                .formatted(TEXT.formatted("d"), TEXT.formatted("n"), GIVEN, OURS, TEXT.formatted("d"), TEXT.formatted("n"))).params(facts).update();
        int stored = jdbc.sql("""
                insert into dose as d (citizen_id, dose_number, vaccination_date, vaccine_code, lot_number, facility_code, entering_unit,
                                       entered_by, entered_at, source, status, status_since)
                select n.citizen_id, n.dose_number, n.vaccination_date, n.vaccine_code, n.lot_number, :facility, :facility, :by, :at, 'SESSION',
                       'DRAFT', :at
                from (select * from %s) n
                on conflict (citizen_id, dose_number) where status <> 'VOID' do update set
                    vaccination_date = excluded.vaccination_date, vaccine_code = excluded.vaccine_code, lot_number = excluded.lot_number,
                    entered_by = excluded.entered_by, entered_at = excluded.entered_at, status = 'DRAFT', status_since = excluded.status_since,
                    version = d.version + 1
                where %s""".formatted(GIVEN, OURS)).params(facts).update();
        events.publishEvent(new RecordsChanged(doses.stream().map(SessionDose::citizenId).toList()));
        return stored;
    }

    @Override
    public void takeBack(Collection<Long> citizenIds, String facilityCode, LocalDate from, String reason, Cause cause) {
        List<Long> changed = jdbc.sql("""
                with d as (
                    update dose set status = 'VOID', status_since = :at, void_reason = :why, version = version + 1
                    where citizen_id = any(:people) and source = 'SESSION' and entering_unit = :facility and vaccination_date >= :from
                      and status in ('DRAFT', 'READY_TO_SIGN')
                    returning *)
                insert into record_change (citizen_id, at, changed_by, source, source_id, reason, field, dose_number, from_value, to_value)
                select d.citizen_id, :at, :by, :source, :sourceId, :why, 'dose', d.dose_number, %s, null from d
                order by d.citizen_id, d.dose_number returning citizen_id""".formatted(TEXT.formatted("d")))
                .params(from(cause)).param("people", citizenIds.toArray(Long[]::new)).param("facility", facilityCode).param("from", from)
                .param("why", reason).query(Long.class).list();
        if (!changed.isEmpty()) {
            events.publishEvent(new RecordsChanged(changed));
        }
    }

    private static Map<String, Object> from(Cause cause) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("at", Timestamp.from(cause.at()));
        facts.put("by", cause.officer());
        facts.put("source", cause.source().name());
        facts.put("sourceId", cause.sourceId());
        facts.put("reason", cause.reason());
        return facts;
    }
}
