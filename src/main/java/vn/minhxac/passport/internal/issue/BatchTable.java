package vn.minhxac.passport.internal.issue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.minhxac.passport.PassportFacts;

/** The tables {@code passport_batch} and {@code passport_batch_member}. */
@Repository
class BatchTable {

    /** A record whose person may have a passport, with a signed dose of a vaccine that was eligible on its day. */
    private static final String ELIGIBLE = """
            c.merged_into is null and c.identity_status in ('MATCHED', 'EXEMPT_FOREIGNER') and c.date_of_birth is not null and c.full_name <> ''""";
    private static final String VACCINE_THAT_DAY = """
            v.code = d.vaccine_code and d.vaccination_date >= v.valid_from
            and (v.valid_to is null or d.vaccination_date <= v.valid_to)""";

    private final JdbcClient jdbc;
    private final String issuer;

    BatchTable(JdbcClient jdbc, IssueSettings settings) {
        this.jdbc = jdbc;
        this.issuer = settings.issuer();
    }

    /** A new batch for a signing list; false when the list has one that was not stopped. */
    boolean create(UUID id, String province, UUID signingList, Instant now) {
        return jdbc.sql("""
                insert into passport_batch (id, province_code, signing_list_id, status, created_at)
                values (:id, :province, :list, 'OPENING', :now)
                on conflict (signing_list_id) where status <> 'STOPPED' do nothing""")
                .param("id", id).param("province", province).param("list", signingList).param("now", at(now)).update() == 1;
    }

    /** The batch, locked until the end of the transaction. */
    Optional<Batch> lock(UUID id) {
        return jdbc.sql("select id, province_code, signing_list_id, status, released_by from passport_batch where id = :id for update")
                .param("id", id).query(Batch.class).optional();
    }

    /** Puts the eligible people of the signing list into the batch, each once; returns how many there are. */
    int gather(UUID batchId, UUID signingList, int chunkSize) {
        return jdbc.sql("""
                with person as (
                    select distinct on (c.person_key) c.id
                      from signing_item i
                      join dose given on given.id = i.dose_id
                      join citizen c on c.id = given.citizen_id
                     where i.list_id = :list and i.state = 'INCLUDED' and c.person_key is not null and %s
                       and exists (select from dose d join vaccine v on %s
                                    where d.citizen_id = c.id and d.status = 'SIGNED' and v.passport_eligible)
                       and not exists (select from passport p where p.person_key = c.person_key and p.status = 'ACTIVE')
                     order by c.person_key, c.id)
                insert into passport_batch_member (batch_id, citizen_id, chunk)
                select :batch, id, (row_number() over (order by id) - 1) / :size + 1 from person
                on conflict do nothing""".formatted(ELIGIBLE, VACCINE_THAT_DAY))
                .param("list", signingList).param("batch", batchId).param("size", chunkSize).update();
    }

    /** The people of a chunk who have no outcome yet, in the order of their keys: two batches wait for each other in one order only. */
    List<Candidate> candidates(UUID batchId, int chunk) {
        return jdbc.sql("""
                select m.citizen_id as member_id, mc.person_key, latest.*, series.sd as series_doses,
                       exists (select from passport p where p.person_key = mc.person_key and p.status = 'ACTIVE') as has_passport
                  from passport_batch_member m
                  join citizen listed on listed.id = m.citizen_id
                  join citizen mc on mc.id = coalesce(listed.merged_into, listed.id)
                  left join lateral (
                        select c.id as citizen_id, c.full_name, c.date_of_birth, c.dob_precision, d.id as dose_id, d.dose_number,
                               d.vaccination_date, v.mp, v.ma, v.vp
                          from citizen c
                          join dose d on d.citizen_id = c.id
                          join vaccine v on %2$s
                         where c.person_key = mc.person_key and %1$s and d.status = 'SIGNED' and v.passport_eligible
                         order by d.vaccination_date desc, d.dose_number desc, d.id desc
                         limit 1) latest on true
                  left join lateral (
                        select v.sd
                          from citizen c
                          join dose d on d.citizen_id = c.id
                          join vaccine v on %2$s
                         where c.person_key = mc.person_key and %1$s and d.status <> 'VOID'
                         order by d.vaccination_date, d.dose_number, d.id
                         limit 1) series on true
                 where m.batch_id = :batch and m.chunk = :chunk and m.outcome is null
                 order by mc.person_key""".formatted(ELIGIBLE, VACCINE_THAT_DAY))
                .param("batch", batchId).param("chunk", chunk).query(this::candidate).list();
    }

    private Candidate candidate(ResultSet row, int number) throws SQLException {
        long doseId = row.getLong("dose_id");
        PassportFacts facts = row.wasNull() ? null : facts(row);
        return new Candidate(row.getLong("member_id"), row.getLong("citizen_id"), row.getString("person_key"), doseId, facts,
                row.getBoolean("has_passport"));
    }

    private PassportFacts facts(ResultSet row) throws SQLException {
        String precision = row.getString("dob_precision");
        return new PassportFacts(row.getString("full_name"), row.getObject("date_of_birth", LocalDate.class),
                precision == null ? 'D' : precision.charAt(0), row.getInt("dose_number"), row.getInt("series_doses"),
                row.getObject("vaccination_date", LocalDate.class), row.getString("mp"), row.getString("ma"), row.getString("vp"),
                issuer);
    }

    void outcome(UUID batchId, String outcome, Collection<Long> members) {
        if (!members.isEmpty()) {
            jdbc.sql("update passport_batch_member set outcome = :outcome where batch_id = :batch and citizen_id = any(:members)")
                    .param("outcome", outcome).param("batch", batchId).param("members", members.toArray(Long[]::new)).update();
        }
    }

    boolean hasChunkAfter(UUID batchId, int chunk) {
        return jdbc.sql("select exists (select from passport_batch_member where batch_id = :batch and chunk > :chunk)")
                .param("batch", batchId).param("chunk", chunk).query(Boolean.class).single();
    }

    void opened(UUID batchId, int people, String status) {
        jdbc.sql("update passport_batch set people = :people, status = :status where id = :id")
                .param("people", people).param("status", status).param("id", batchId).update();
    }

    void issued(UUID batchId, int passports) {
        jdbc.sql("update passport_batch set issued = issued + :passports where id = :id")
                .param("passports", passports).param("id", batchId).update();
    }

    void finished(UUID batchId, String status, Instant now) {
        jdbc.sql("update passport_batch set status = :status, finished_at = :now where id = :id")
                .param("status", status).param("now", at(now)).param("id", batchId).update();
    }

    void released(UUID batchId, String officer) {
        jdbc.sql("update passport_batch set released_by = :officer where id = :id").param("officer", officer).param("id", batchId).update();
    }

    void confirmed(UUID batchId, String officer) {
        jdbc.sql("update passport_batch set confirmed_by = :officer, status = 'ISSUING' where id = :id")
                .param("officer", officer).param("id", batchId).update();
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** A batch as its row says. */
    record Batch(UUID id, String provinceCode, UUID signingListId, String status, String releasedBy) {
    }
}
