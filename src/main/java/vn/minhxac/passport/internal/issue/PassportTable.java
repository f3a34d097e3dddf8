package vn.minhxac.passport.internal.issue;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.minhxac.common.Copy;
import vn.minhxac.common.Uuid7;
import vn.minhxac.passport.IssuedCode;

/**
 * Writes the table {@code passport} in bulk: COPY into a temporary table, which costs no write-ahead log, then one insert
 * against the unique index of active passports. Whoever got a passport in another transaction meanwhile is left out, and the
 * rest of the chunk goes on.
 */
@Repository
class PassportTable {

    private final JdbcClient jdbc;
    private final Copy copy;

    PassportTable(JdbcClient jdbc, Copy copy) {
        this.jdbc = jdbc;
        this.copy = copy;
    }

    /** A passport to store. */
    record Row(Candidate candidate, IssuedCode code) {
    }

    /**
     * Stores the passports and the outcomes of their people; rows come in the order of their person keys, so that
     * transactions that share people wait for each other and never in a circle.
     *
     * @return how many passports were stored
     */
    int store(UUID batchId, String province, List<Row> rows) {
        jdbc.sql("""
                create temporary table if not exists passport_stage (
                    member_id bigint, id uuid, citizen_id bigint, person_key text, dose_id bigint, uvci text, hc1 text, kid bytea,
                    issued_at timestamptz, expires_at timestamptz, signature_hash bytea, uci_hash bytea, country_uci_hash bytea)
                on commit delete rows""").update();
        copy.in("passport_stage", out -> {
            for (Row row : rows) {
                Candidate person = row.candidate();
                IssuedCode code = row.code();
                out.row(person.memberId(), Uuid7.next(), person.citizenId(), person.personKey(), person.doseId(), code.uvci(),
                        code.hc1(), code.kid(), code.issuedAt(), code.expiresAt(), code.signatureHash(), code.uciHash(),
                        code.countryUciHash());
            }
        });
        return jdbc.sql("""
                with stored as (
                    insert into passport (id, province_code, citizen_id, person_key, dose_id, batch_id, uvci, hc1, kid, status,
                                          issued_at, expires_at, signature_hash, uci_hash, country_uci_hash)
                    select id, :province, citizen_id, person_key, dose_id, :batch, uvci, hc1, kid, 'ACTIVE',
                           issued_at, expires_at, signature_hash, uci_hash, country_uci_hash
                      from passport_stage order by id
                    on conflict (person_key) where status = 'ACTIVE' do nothing
                    returning id),
                told as (
                    update passport_batch_member m
                       set outcome = case when stored.id is null then 'HAS_PASSPORT' else 'ISSUED' end
                      from passport_stage s left join stored on stored.id = s.id
                     where m.batch_id = :batch and m.citizen_id = s.member_id)
                select count(*) from stored""")
                .param("province", province).param("batch", batchId).query(Integer.class).single();
    }
}
