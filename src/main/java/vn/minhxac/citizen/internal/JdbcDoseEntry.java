package vn.minhxac.citizen.internal;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import vn.minhxac.citizen.DoseEntry;

@Repository
class JdbcDoseEntry implements DoseEntry {

    private final JdbcClient jdbc;

    JdbcDoseEntry(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
    public int enter(List<SessionDose> doses, String facilityCode, String officer, Instant at) {
        return jdbc.sql("""
                insert into dose as d (citizen_id, dose_number, vaccination_date, vaccine_code, lot_number, facility_code, entering_unit,
                                       entered_by, entered_at, source, status, status_since)
                select n.citizen, n.number, n.day, n.vaccine, n.lot, :facility, :facility, :officer, :at, 'SESSION', 'DRAFT', :at
                from unnest(:citizens, :numbers, :days, :vaccines, :lots) as n (citizen, number, day, vaccine, lot)
                on conflict (citizen_id, dose_number) where status <> 'VOID' do update set
                    vaccination_date = excluded.vaccination_date, vaccine_code = excluded.vaccine_code, lot_number = excluded.lot_number,
                    entered_by = excluded.entered_by, entered_at = excluded.entered_at, status = 'DRAFT', status_since = excluded.status_since,
                    version = d.version + 1
                where d.source = 'SESSION' and d.entering_unit = excluded.entering_unit and d.status in ('DRAFT', 'READY_TO_SIGN')""")
                .param("facility", facilityCode).param("officer", officer).param("at", Timestamp.from(at))
                .param("citizens", doses.stream().map(SessionDose::citizenId).toArray(Long[]::new))
                .param("numbers", doses.stream().map(SessionDose::doseNumber).toArray(Integer[]::new))
                .param("days", doses.stream().map(dose -> Date.valueOf(dose.vaccinationDate())).toArray(Date[]::new))
                .param("vaccines", doses.stream().map(SessionDose::vaccineCode).toArray(String[]::new))
                .param("lots", doses.stream().map(SessionDose::lotNumber).toArray(String[]::new)).update();
    }

    @Override
    public void takeBack(Collection<Long> citizenIds, String facilityCode, LocalDate from, String reason, Instant at) {
        jdbc.sql("""
                update dose set status = 'VOID', status_since = :at, void_reason = :reason, version = version + 1
                where citizen_id = any(:people) and source = 'SESSION' and entering_unit = :facility and vaccination_date >= :from
                  and status in ('DRAFT', 'READY_TO_SIGN')""")
                .param("people", citizenIds.toArray(Long[]::new)).param("facility", facilityCode).param("from", from)
                .param("reason", reason).param("at", Timestamp.from(at)).update();
    }
}
