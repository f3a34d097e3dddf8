package vn.minhxac.complaint.internal.review;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.minhxac.citizen.VietnameseName;
import vn.minhxac.complaint.internal.store.Complaint;

/** Finds the record of the person who complains. Reads only; joins the caller's transaction. */
@Repository
class Records {

    private static final int MOST_CANDIDATES = 6;
    private static final String PERSON = """
            select id, record_id, province_code, full_name, sex, date_of_birth, dob_precision, id_number, id_type, nationality, phone,
                   identity_status from citizen
            """;

    private final JdbcClient jdbc;

    Records(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<PersonRecord> find(long citizenId) {
        return jdbc.sql(PERSON + " where id = :id").param("id", citizenId).query(PersonRecord.Person.class).optional()
                .map(person -> new PersonRecord(person, doses(citizenId)));
    }

    private List<PersonRecord.Dose> doses(long citizenId) {
        return jdbc.sql("""
                select id, dose_number, vaccination_date as date, vaccine_code, lot_number, facility_code, entering_unit, entered_by, status
                from dose where citizen_id = :id and status <> 'VOID' order by dose_number""")
                .param("id", citizenId).query(PersonRecord.Dose.class).list();
    }

    /**
     * The records of a province that may be this person's: with the number; with the name and date of birth; with the name and a date of
     * birth that differs in one part, or the phone. A record that was merged is found as the one that is left.
     *
     * @return likeliest first
     */
    List<PersonRecord.Person> candidates(Complaint.Person who, String province) {
        if (province == null) {
            return List.of();
        }
        List<PersonRecord.Person> found = new ArrayList<>(jdbc.sql(PERSON + """
                 where id in (select coalesce(merged_into, id) from citizen
                    where province_code = :province and (person_key = 'VN:' || :number or nationality <> 'VN' and id_number = :number))
                order by id limit :limit""")
                .param("province", province).param("number", who.idNumber()).param("limit", MOST_CANDIDATES)
                .query(PersonRecord.Person.class).list());
        LocalDate born = who.dateOfBirth();
        found.addAll(jdbc.sql(PERSON + """
                 where id in (select coalesce(merged_into, id) from citizen where name_key = :name and province_code = :province
                  and (date_of_birth = :born or phone = :phone
                       or extract(year from date_of_birth) = :year and (extract(month from date_of_birth) = :month
                          or extract(day from date_of_birth) = :day or dob_precision <> 'D'
                          or extract(month from date_of_birth) = :day and extract(day from date_of_birth) = :month)
                       or extract(month from date_of_birth) = :month and extract(day from date_of_birth) = :day))
                order by date_of_birth <> :born, id limit :limit""")
                .param("province", province).param("name", VietnameseName.key(who.fullName())).param("born", born).param("phone", who.phone())
                .param("year", born.getYear()).param("month", born.getMonthValue()).param("day", born.getDayOfMonth())
                .param("limit", MOST_CANDIDATES).query(PersonRecord.Person.class).list());
        return found.stream().distinct().limit(MOST_CANDIDATES).toList();
    }

    /** The candidate that is surely this person, where exactly one is: two of number, name and date of birth agree. */
    static Optional<PersonRecord.Person> sure(Complaint.Person who, List<PersonRecord.Person> candidates) {
        List<PersonRecord.Person> sure = candidates.stream().filter(person -> agreements(who, person) >= 2).toList();
        return sure.size() == 1 ? Optional.of(sure.get(0)) : Optional.empty();
    }

    private static int agreements(Complaint.Person who, PersonRecord.Person person) {
        return (Objects.equals(who.idNumber(), person.idNumber()) ? 1 : 0)
                + (VietnameseName.plain(who.fullName()).equals(VietnameseName.plain(person.fullName())) ? 1 : 0)
                + (who.dateOfBirth().equals(person.dateOfBirth()) ? 1 : 0);
    }

    /** A vaccine of the catalogue. */
    record Vaccine(String code, String name) {
    }

    /** The catalogue, by name. */
    List<Vaccine> vaccines() {
        return jdbc.sql("select distinct on (name, code) code, name from vaccine order by name, code").query(Vaccine.class).list();
    }
}
