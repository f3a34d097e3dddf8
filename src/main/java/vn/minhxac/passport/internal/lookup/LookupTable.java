package vn.minhxac.passport.internal.lookup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Active passports by the number of their person, and the tokens that open them. */
@Repository
class LookupTable {

    private final JdbcClient jdbc;

    LookupTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The records with this number whose person has a passport in force; of merged ones the record that is left. */
    List<Holder> holders(String idNumber, Instant now) {
        return jdbc.sql("""
                with c as (
                    select id, merged_into, person_key as key from citizen where person_key = 'VN:' || :number
                    union all
                    select id, merged_into, person_key from citizen where nationality <> 'VN' and id_number = :number)
                select p.id as passport_id, c.full_name, c.date_of_birth, c.dob_precision, c.sex, c.phone,
                       certified.vaccination_date as certified_dose,
                       (select max(d.vaccination_date) from dose d where d.citizen_id = c.id and d.status <> 'VOID') as latest_dose
                  from c as found
                  join citizen c on c.id = coalesce(found.merged_into, found.id)
                  join passport p on p.person_key = found.key and p.status = 'ACTIVE' and p.expires_at > :now
                  join dose certified on certified.id = p.dose_id
                 where c.identity_status in ('MATCHED', 'EXEMPT_FOREIGNER')
                 order by c.phone is null, c.id""")
                .param("number", idNumber).param("now", now.atOffset(ZoneOffset.UTC)).query(Holder.class).list();
    }

    /** The passport, or the one that took its place meanwhile, if it is in force. */
    Optional<Stored> passport(UUID id, Instant now) {
        return jdbc.sql("""
                select p.id, p.hc1, p.issued_at, p.expires_at, c.nationality,
                       (select count(distinct d.dose_number) from citizen r join dose d on d.citizen_id = r.id
                         where r.person_key = p.person_key and d.status = 'SIGNED'
                           and r.identity_status in ('MATCHED', 'EXEMPT_FOREIGNER'))::int as signed_doses
                  from passport given
                  join passport p on p.person_key = given.person_key and p.status = 'ACTIVE' and p.expires_at > :now
                  join citizen c on c.id = p.citizen_id
                 where given.id = :id""")
                .param("id", id).param("now", now.atOffset(ZoneOffset.UTC)).query(Stored.class).optional();
    }

    void keep(byte[] tokenHash, UUID passportId, Instant until) {
        jdbc.sql("insert into passport_token (token_hash, passport_id, expires_at) values (:hash, :passport, :until)")
                .param("hash", tokenHash).param("passport", passportId).param("until", until.atOffset(ZoneOffset.UTC)).update();
    }

    Optional<UUID> opened(byte[] tokenHash, Instant now) {
        return jdbc.sql("select passport_id from passport_token where token_hash = :hash and expires_at > :now")
                .param("hash", tokenHash).param("now", now.atOffset(ZoneOffset.UTC)).query(UUID.class).optional();
    }

    void forgetTokens(Instant before) {
        jdbc.sql("delete from passport_token where expires_at < :before").param("before", before.atOffset(ZoneOffset.UTC)).update();
    }

    /** A record of somebody who has a passport. */
    record Holder(UUID passportId, String fullName, LocalDate dateOfBirth, String dobPrecision, String sex, String phone,
                  LocalDate certifiedDose, LocalDate latestDose) {

        /** Without personal data. */
        @Override
        public String toString() {
            return "Holder[" + passportId + "]";
        }
    }

    /** A passport with what its code does not say. */
    record Stored(UUID id, String hc1, Instant issuedAt, Instant expiresAt, String nationality, int signedDoses) {

        /** Without personal data. */
        @Override
        public String toString() {
            return "Stored[" + id + "]";
        }
    }
}
