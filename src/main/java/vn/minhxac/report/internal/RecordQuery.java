package vn.minhxac.report.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.minhxac.cleaning.Proposals;
import vn.minhxac.common.Texts;

/** Reads one record with everything that hangs on it. */
@Repository
class RecordQuery {

    private static final TypeReference<Map<String, Boolean>> FIELDS = new TypeReference<>() {
    };

    /** A record's keys: what it is found by and who may see it. */
    record Found(long citizenId, String recordId, String provinceCode, String commune, List<String> facilities, String personKey,
                 String identityStatus, Instant since, String mergedInto) {
    }

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Texts texts;
    private final Proposals proposals;

    RecordQuery(JdbcClient jdbc, ObjectMapper json, Texts texts, Proposals proposals) {
        this.proposals = proposals;
        this.jdbc = jdbc;
        this.json = json;
        this.texts = texts;
    }

    /** Records of this id: one in a province, perhaps several in the country. */
    List<Found> find(String recordId, Optional<String> province) {
        return jdbc.sql("""
                select c.*, array(select distinct entering_unit from dose d where d.citizen_id = c.id) as facilities,
                       (select record_id from citizen m where m.id = c.merged_into) as merged_record
                from citizen c where record_id = :record and province_code = any (case when :province::text is null
                    then array(select code from unit where kind = 'PROVINCE') else array[:province::text] end)""")
                .param("record", recordId).param("province", province.orElse(null))
                .query((row, n) -> new Found(row.getLong("id"), row.getString("record_id"), row.getString("province_code"),
                        row.getString("permanent_commune"), strings(row.getArray("facilities")), row.getString("person_key"),
                        row.getString("identity_status"), instant(row, "status_since"), row.getString("merged_record"))).list();
    }

    RecordView view(Found found) {
        var passport = passport(found);
        var doses = doses(found.citizenId());
        return new RecordView(found.recordId(), status(found, doses, passport), found.identityStatus(), found.since(),
                comparisons(found.citizenId()), proposals(found.citizenId()), cases(found.citizenId()), doses, passport,
                found.mergedInto());
    }

    /** How far the record has come (record life cycle): the passport, else its furthest dose, else its identity. */
    private static String status(Found found, List<RecordView.Dose> doses, RecordView.Passport passport) {
        if (found.mergedInto() != null) {
            return "MERGED";
        }
        if (passport != null && passport.status().equals("ACTIVE")) {
            return "ISSUED";
        }
        if (passport != null && passport.status().equals("REVOKED")) {
            return "REVOKED";
        }
        return List.of("SIGNED", "CONFIRMED_BY_MINUTES", "READY_TO_SIGN").stream()
                .filter(s -> doses.stream().anyMatch(d -> d.status().equals(s))).findFirst().orElse(found.identityStatus());
    }

    private List<RecordView.Comparison> comparisons(long citizen) {
        return jdbc.sql("select * from comparison where citizen_id = :id order by id").param("id", citizen)
                .query((row, n) -> new RecordView.Comparison(instant(row, "compared_at"), row.getString("result"),
                        fields(row.getString("fields")), row.getObject("list_id", UUID.class))).list();
    }

    private List<RecordView.Proposal> proposals(long citizen) {
        return proposals.of(List.of(citizen)).getOrDefault(citizen, List.of()).stream().map(p -> new RecordView.Proposal(Long.toString(p.id()),
                p.changes(), p.rule(), proposals.text(p.rule()), p.confirmedByRegistry())).toList();
    }

    private List<RecordView.Case> cases(long citizen) {
        return jdbc.sql("select * from cleaning_case where citizen_id = :id and status = 'OPEN' order by id").param("id", citizen)
                .query((row, n) -> new RecordView.Case(row.getString("mismatch_class"),
                        texts.get("cleaning.class." + row.getString("mismatch_class")), strings(row.getArray("hints")),
                        instant(row, "opened_at"))).list();
    }

    private List<RecordView.Dose> doses(long citizen) {
        return jdbc.sql("""
                select d.*, (select name from unit u where u.kind = 'FACILITY' and u.code = d.entering_unit
                             order by valid_from desc limit 1) as unit_name
                from dose d where citizen_id = :id order by dose_number, id""").param("id", citizen)
                .query((row, n) -> new RecordView.Dose(row.getInt("dose_number"), row.getString("status"),
                        row.getString("entering_unit"), row.getString("unit_name"), instant(row, "status_since"))).list();
    }

    /** The person's passport, though it may hang on another record of the same person; an active one first, else the newest. */
    private RecordView.Passport passport(Found found) {
        return jdbc.sql("""
                select p.* from passport p where citizen_id = :id
                union select p.* from passport p where status = 'ACTIVE' and person_key = :person and :known
                order by status, issued_at desc limit 1""")
                .param("id", found.citizenId()).param("person", found.personKey())
                .param("known", List.of("MATCHED", "EXEMPT_FOREIGNER").contains(found.identityStatus()))
                .query((row, n) -> new RecordView.Passport(row.getString("uvci"), row.getString("status"),
                        instant(row, "issued_at"), instant(row, "expires_at"))).optional().orElse(null);
    }

    private Map<String, Boolean> fields(String value) {
        try {
            return value == null ? null : json.readValue(value, FIELDS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("comparison fields are not JSON", e);
        }
    }

    private static List<String> strings(Array array) throws SQLException {
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
