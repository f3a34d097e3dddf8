package vn.minhxac.citizen.internal;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import vn.minhxac.citizen.Vaccines;

@Repository
class JdbcVaccines implements Vaccines {

    private static final int LONGEST = 60;

    private final JdbcClient jdbc;

    JdbcVaccines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Vaccine> on(LocalDate day) {
        return jdbc.sql("""
                select code, name from vaccine where valid_from <= :day and (valid_to is null or valid_to >= :day) order by name""")
                .param("day", day).query(Vaccine.class).list();
    }

    @Override
    public Optional<String> code(String text, LocalDate day) {
        if (text == null || text.length() > LONGEST) {
            return Optional.empty();
        }
        return jdbc.sql("""
                select v.code from vaccine v
                where v.valid_from <= :day and (v.valid_to is null or v.valid_to >= :day)
                  and (v.code = :text or v.name = :text or v.code = (select a.code from vaccine_alias a where a.alias_key = :alias)) limit 1""")
                .param("day", day).param("text", text.strip()).param("alias", VaccineAlias.key(text)).query(String.class).optional();
    }
}
