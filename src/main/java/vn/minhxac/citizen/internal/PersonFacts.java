package vn.minhxac.citizen.internal;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import vn.minhxac.citizen.VietnameseName;

/** The changeable facts of one person, by the names the history gives them. */
@Repository
class PersonFacts {

    private static final Map<String, String> COLUMNS = Map.of("sex", "sex", "idNumber", "id_number", "idType", "id_type",
            "nationality", "nationality", "phone", "phone", "permanentCommune", "permanent_commune", "hamlet", "hamlet");

    /**
     * One person's facts as the history writes them.
     *
     * @param values   by field; a date of birth only as far as it is known
     * @param recordId of the platform
     * @param mergedInto id of the record it was merged into, or null
     */
    record Facts(Map<String, String> values, String recordId, String provinceCode, String status, Long mergedInto) {

        String get(String field) {
            return values.get(field);
        }

        boolean matched() {
            return status.equals("MATCHED");
        }

        boolean proven() {
            return matched() || status.equals("EXEMPT_FOREIGNER");
        }
    }

    private final JdbcClient jdbc;

    PersonFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Nobody else changes the person before this transaction ends. */
    Facts lock(long citizenId) {
        return jdbc.sql("""
                select full_name, sex, case dob_precision when 'Y' then to_char(date_of_birth, 'YYYY') when 'M' then to_char(date_of_birth, 'YYYY-MM')
                       else to_char(date_of_birth, 'YYYY-MM-DD') end as born, id_number, id_type, nationality, phone, permanent_commune, hamlet,
                       record_id, province_code, identity_status, merged_into
                from citizen where id = :id for no key update""").param("id", citizenId).query((row, n) -> {
                    Map<String, String> values = new HashMap<>();
                    values.put("fullName", row.getString("full_name"));
                    values.put("dateOfBirth", row.getString("born"));
                    for (var column : COLUMNS.entrySet()) {
                        values.put(column.getKey(), row.getString(column.getValue()));
                    }
                    return new Facts(values, row.getString("record_id"), row.getString("province_code"), row.getString("identity_status"),
                            row.getObject("merged_into", Long.class));
                }).single();
    }

    /** @param to as the history writes it; a date of birth in full */
    void set(long citizenId, String field, String to) {
        switch (field) {
            case "fullName" -> jdbc.sql("update citizen set full_name = :to, name_key = :key where id = :id").param("id", citizenId)
                    .param("to", to).param("key", VietnameseName.key(to)).update();
            case "dateOfBirth" -> jdbc.sql("update citizen set date_of_birth = :to, dob_precision = 'D' where id = :id").param("id", citizenId)
                    .param("to", Date.valueOf(LocalDate.parse(to))).update();
            default -> jdbc.sql("update citizen set " + Objects.requireNonNull(COLUMNS.get(field), field) + " = :to where id = :id")
                    .param("id", citizenId).param("to", to).update();
        }
    }

    /** A number that was this person's before, or stood in another record of the same person, stays known. */
    void alias(long citizenId, String number, Instant since) {
        jdbc.sql("insert into citizen_alias (citizen_id, id_number, since) values (:citizen, :number, :at) on conflict do nothing")
                .param("citizen", citizenId).param("number", number).param("at", Timestamp.from(since)).update();
    }
}
