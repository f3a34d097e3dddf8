package vn.minhxac.citizen.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import vn.minhxac.citizen.Corrections.Cause;
import vn.minhxac.citizen.Identities;
import vn.minhxac.citizen.IdentityStatus;
import vn.minhxac.citizen.VietnameseName;
import vn.minhxac.common.Uuid7;

@Repository
class JdbcIdentities implements Identities {

    /** Over the four compulsory fields; no field can run into the next. */
    private static final String HASH = """
            sha256(convert_to(concat(c.full_name, chr(31), c.sex, chr(31), to_char(c.date_of_birth, 'YYYY-MM-DD'), chr(31), c.id_number), 'UTF8'))""";
    private static final String FIND = """
            select c.id, c.province_code, c.full_name, c.sex, c.date_of_birth, c.dob_precision, c.id_number, c.id_type, c.nationality,
                   c.permanent_commune, c.identity_status, %s as content_hash
            from citizen c where c.id = any(:ids) order by c.id""".formatted(HASH);

    private final JdbcClient jdbc;
    private final RecordChanges history;

    JdbcIdentities(JdbcClient jdbc, RecordChanges history) {
        this.jdbc = jdbc;
        this.history = history;
    }

    @Override
    public List<Identity> find(Collection<Long> ids) {
        return jdbc.sql(FIND).param("ids", ids.toArray(Long[]::new)).query(JdbcIdentities::identity).list();
    }

    @Override
    public List<Identity> lock(Collection<Long> ids) {
        return jdbc.sql(FIND + " for no key update").param("ids", ids.toArray(Long[]::new)).query(JdbcIdentities::identity).list();
    }

    @Override
    public void mark(Collection<Long> ids, IdentityStatus status, Instant at) {
        if (!ids.isEmpty()) {
            jdbc.sql("update citizen set identity_status = :status, status_since = :at where id = any(:ids) and identity_status <> :status")
                    .param("status", status.name()).param("at", Timestamp.from(at)).param("ids", ids.toArray(Long[]::new)).update();
        }
    }

    @Override
    public List<Long> settle(List<Verdict> verdicts, Instant at) {
        return jdbc.sql("""
                update citizen c set identity_status = v.status, status_since = :at
                from unnest(:ids, :hashes, :statuses) as v (id, hash, status)
                where c.id = v.id and c.identity_status = 'SENT' and %s = v.hash
                returning c.id""".formatted(HASH))
                .param("at", Timestamp.from(at))
                .param("ids", verdicts.stream().map(Verdict::citizenId).toArray(Long[]::new))
                .param("hashes", verdicts.stream().map(Verdict::contentHash).toArray(byte[][]::new))
                .param("statuses", verdicts.stream().map(verdict -> verdict.status().name()).toArray(String[]::new))
                .query(Long.class).list();
    }

    @Override
    public long findOrAdd(NewPerson person, Cause cause) {
        String nameKey = VietnameseName.key(person.fullName());
        Optional<Long> known = person.idNumber() == null ? Optional.empty() : jdbc.sql("""
                select coalesce(merged_into, id) from citizen
                where person_key = :key and province_code = :province and name_key = :name and date_of_birth = :dob
                order by merged_into is not null, id limit 1""")
                .param("key", person.nationality() + ":" + person.idNumber()).param("province", person.provinceCode())
                .param("name", nameKey).param("dob", person.dateOfBirth()).query(Long.class).optional();
        return known.orElseGet(() -> {
            long id = add(person, nameKey, cause.at());
            history.person(id, "created", null, null, cause);
            return id;
        });
    }

    private long add(NewPerson person, String nameKey, Instant at) {
        return jdbc.sql("""
                insert into citizen (province_code, record_id, full_name, name_key, sex, date_of_birth, dob_precision, id_number, id_type,
                                     nationality, phone, permanent_commune, identity_status, status_since, created_at, updated_at)
                values (:province, :record, :fullName, :nameKey, :sex, :dob, :precision, :idNumber, :idType, :nationality, :phone,
                        :commune, 'DRAFT', :at, :at, :at)
                returning id""")
                .param("province", person.provinceCode()).param("record", "MX-" + Uuid7.next()).param("fullName", person.fullName())
                .param("nameKey", nameKey).param("sex", person.sex()).param("dob", person.dateOfBirth())
                .param("precision", person.dobPrecision()).param("idNumber", person.idNumber()).param("idType", person.idType())
                .param("nationality", person.nationality()).param("phone", person.phone()).param("commune", person.permanentCommune())
                .param("at", Timestamp.from(at)).query(Long.class).single();
    }

    private static Identity identity(ResultSet row, int number) throws SQLException {
        return new Identity(row.getLong("id"), row.getString("province_code"), row.getString("full_name"), row.getString("sex"),
                row.getObject("date_of_birth", LocalDate.class), row.getString("dob_precision"), row.getString("id_number"),
                row.getString("id_type"), row.getString("nationality"), row.getString("permanent_commune"),
                IdentityStatus.valueOf(row.getString("identity_status")), row.getBytes("content_hash"));
    }
}
