package vn.minhxac.cleaning.internal.handover;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import vn.minhxac.cleaning.internal.batch.Batch;
import vn.minhxac.cleaning.internal.batch.SignedList;
import vn.minhxac.common.CanonicalJson;

/**
 * A JSON array in UTF-8, one element a line: first what list it is, then its rows by their place in it. Each element is canonical JSON
 * (RFC 8785) and leaves out what is not there, so that the same list has the same bytes whoever makes them:
 * who the record says the person is, what changes from what to what, which side was wrong, who decided and who confirmed, when (UTC).
 * Dose facts are not the police's and not in it.
 */
@Repository
class CanonicalList implements SignedList {

    static final String FORMAT = "minhxac-hand-over-1";

    /** Decided values of a row against those of its record: field, column. */
    private static final Map<String, String> FIELDS = new TreeMap<>(Map.of("fullName", "full_name", "sex", "sex", "dateOfBirth", "date_of_birth",
            "idNumber", "id_number", "nationality", "nationality", "phone", "phone", "permanentCommune", "permanent_commune"));

    private final JdbcClient jdbc;

    CanonicalList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public byte[] freeze(Batch batch) {
        List<String> lines = jdbc.sql("""
                select r.*, r.to_commune as to_permanent_commune, c.record_id, c.full_name, c.sex, c.date_of_birth, c.dob_precision, c.id_number,
                       c.nationality, c.phone, c.permanent_commune, o.record_id as other_record_id, p.rule
                from cleaning_row r join citizen c on c.id = r.citizen_id
                left join citizen o on o.id = r.other_citizen_id left join cleaning_proposal p on p.id = r.proposal_id
                where r.batch_id = :batch and r.state in ('CONFIRMED', 'RETURNED') and r.decision is distinct from 'DOSE' order by r.line""")
                .param("batch", batch.id()).query((row, n) -> CanonicalJson.write(line(row))).list();
        StringBuilder out = new StringBuilder(512 * lines.size() + 512).append("[\n").append(CanonicalJson.write(head(batch, lines.size())));
        lines.forEach(line -> out.append(",\n").append(line));
        return out.append("\n]\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> head(Batch batch, int rows) {
        return Map.of("format", FORMAT, "batch", batch.id().toString(), "province", batch.provinceCode(), "commune", batch.communeCode(),
                "round", batch.round(), "rows", rows);
    }

    private static Map<String, Object> line(ResultSet row) throws SQLException {
        Map<String, Object> line = new TreeMap<>();
        line.put("line", row.getInt("line"));
        line.put("recordId", row.getString("record_id"));
        line.put("person", person(row));
        line.put("classes", List.of((String[]) row.getArray("classes").getArray()));
        line.put("state", row.getString("state"));
        put(line, "decision", row.getString("decision"));
        Map<String, Object> changes = changes(row);
        if (!changes.isEmpty()) {
            line.put("changes", changes);
        }
        put(line, "otherRecordId", row.getString("other_record_id"));
        put(line, "rule", row.getString("rule"));
        put(line, "reason", row.getString("reason"));
        put(line, "npdResult", row.getString("npd_result"));
        put(line, "decidedBy", row.getString("decided_by"));
        put(line, "decidedAt", instant(row.getTimestamp("decided_at")));
        put(line, "confirmedBy", row.getString("confirmed_by"));
        put(line, "confirmedAt", instant(row.getTimestamp("confirmed_at")));
        return line;
    }

    private static Map<String, Object> person(ResultSet row) throws SQLException {
        Map<String, Object> person = new TreeMap<>();
        put(person, "fullName", row.getString("full_name"));
        put(person, "sex", row.getString("sex"));
        put(person, "dateOfBirth", row.getString("date_of_birth"));
        put(person, "dobPrecision", row.getString("dob_precision"));
        put(person, "idNumber", row.getString("id_number"));
        return person;
    }

    private static Map<String, Object> changes(ResultSet row) throws SQLException {
        Map<String, Object> changes = new TreeMap<>();
        for (var field : FIELDS.entrySet()) {
            String from = row.getString(field.getValue());
            String to = row.getString("to_" + field.getValue());
            if (to != null && !Objects.equals(from, to)) {
                Map<String, Object> change = new TreeMap<>(Map.of("to", to));
                put(change, "from", from);
                changes.put(field.getKey(), change);
            }
        }
        return changes;
    }

    private static void put(Map<String, Object> map, String key, String value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    private static String instant(Timestamp at) {
        return at == null ? null : at.toInstant().toString();
    }
}
