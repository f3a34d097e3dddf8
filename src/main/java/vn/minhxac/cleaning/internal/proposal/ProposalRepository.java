package vn.minhxac.cleaning.internal.proposal;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import vn.minhxac.citizen.Identities.Identity;
import vn.minhxac.registry.PopulationRegistryGateway.Answer;

/** The table of candidates, what was asked and what was answered. */
@Repository
class ProposalRepository {

    /** What was derived from one record. */
    record Derived(Identity person, List<Candidate> candidates) {
    }

    private final JdbcClient jdbc;

    ProposalRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes back what the runs so far have not asked about these people. */
    void withdraw(Collection<Long> people) {
        jdbc.sql("delete from cleaning_proposal where citizen_id = any(:people) and asked_at is null")
                .param("people", people.toArray(Long[]::new)).update();
    }

    /** Takes back what this run has not asked about these people. */
    void withdraw(UUID run, Collection<Long> people) {
        jdbc.sql("delete from cleaning_proposal where run_id = :run and citizen_id = any(:people) and asked_at is null")
                .param("run", run).param("people", people.toArray(Long[]::new)).update();
    }

    void add(UUID run, List<Derived> derived, Instant at) {
        List<Object[]> rows = new ArrayList<>();
        for (Derived one : derived) {
            for (int i = 0; i < one.candidates().size(); i++) {
                Candidate candidate = one.candidates().get(i);
                rows.add(new Object[] {one.person().id(), i + 1, candidate.rule(), candidate.fullName(), candidate.sex(),
                    candidate.dateOfBirth().toString(), candidate.idNumber(), String.join(",", candidate.changed(one.person())),
                    candidate.otherCitizenId(), one.person().contentHash()});
            }
        }
        jdbc.sql("""
                insert into cleaning_proposal (citizen_id, run_id, rank, rule, full_name, sex, date_of_birth, id_number, changed,
                                               other_citizen_id, content_hash, derived_at)
                select c.citizen, :run, c.rank, c.rule, c.name, c.sex, c.born::date, c.number, string_to_array(c.changed, ','), c.other, c.hash, :at
                from unnest(:citizens, :ranks, :rules, :names, :sexes, :born, :numbers, :changed, :others, :hashes)
                     as c (citizen, rank, rule, name, sex, born, number, changed, other, hash) order by c.citizen, c.rank""")
                .param("run", run).param("at", Timestamp.from(at))
                .param("citizens", column(rows, 0, new Long[0])).param("ranks", column(rows, 1, new Integer[0]))
                .param("rules", column(rows, 2, new String[0])).param("names", column(rows, 3, new String[0]))
                .param("sexes", column(rows, 4, new String[0])).param("born", column(rows, 5, new String[0]))
                .param("numbers", column(rows, 6, new String[0])).param("changed", column(rows, 7, new String[0]))
                .param("others", column(rows, 8, new Long[0])).param("hashes", column(rows, 9, new byte[0][])).update();
    }

    private static <T> T[] column(List<Object[]> rows, int index, T[] type) {
        return rows.stream().map(row -> row[index]).toList().toArray(type);
    }

    /** What this run asks next, likeliest first; nothing more of whom the registry has confirmed, or cannot verify. */
    List<StoredProposal> next(UUID run, int limit) {
        List<StoredProposal> next = jdbc.sql("""
                select p.* from cleaning_proposal p
                where p.run_id = :run and p.asked_at is null
                  and not exists (select from cleaning_proposal done where done.citizen_id = p.citizen_id and done.run_id = p.run_id
                                  and done.result in ('MATCH', 'UNVERIFIABLE'))
                order by case when p.rank = 1 then 1 when p.rank <= 3 then 2 else 3 end, p.id limit :limit""")
                .param("run", run).param("limit", limit).query(StoredProposal::of).list();
        return next.stream().filter(proposal -> proposal.wave() == next.get(0).wave()).toList();
    }

    void answered(UUID request, List<Answer> answers, Instant at) {
        jdbc.sql("""
                update cleaning_proposal p set request_id = :request, asked_at = :at, result = a.result
                from unnest(:ids, :results) as a (id, result) where p.id = a.id and p.asked_at is null""")
                .param("request", request).param("at", Timestamp.from(at))
                .param("ids", answers.stream().map(answer -> Long.valueOf(answer.ref())).toArray(Long[]::new))
                .param("results", answers.stream().map(answer -> answer.result().name()).toArray(String[]::new)).update();
    }

    /** The candidates of each of these people's latest run, by person and rank. */
    List<StoredProposal> latest(Collection<Long> people) {
        return jdbc.sql("""
                select p.* from unnest(:people) as c (id)
                join lateral (select run_id from cleaning_proposal where citizen_id = c.id order by id desc limit 1) last on true
                join cleaning_proposal p on p.citizen_id = c.id and p.run_id = last.run_id order by p.citizen_id, p.rank""")
                .param("people", people.toArray(Long[]::new)).query(StoredProposal::of).list();
    }

    boolean anyAnsweredSince(Instant instant) {
        return jdbc.sql("select exists (select from cleaning_proposal where asked_at > :since)").param("since", Timestamp.from(instant))
                .query(Boolean.class).single();
    }

    /**
     * Those of these candidates that may be somebody else's data: a record with another phone has matched with exactly this number, or bears
     * exactly this name, sex and date of birth without having matched. The number can be theirs.
     *
     * @param nameKeys of the candidates, in their order
     */
    List<Long> doubtful(List<StoredProposal> candidates, List<String> nameKeys) {
        return jdbc.sql("""
                select q.id from unnest(:ids, :citizens, :keys, :sexes, :born, :numbers) as q (id, citizen, name_key, sex, born, number)
                join citizen c on c.id = q.citizen
                where exists (select from citizen o where o.person_key = c.nationality || ':' || q.number and o.id <> c.id
                              and o.province_code = c.province_code and o.identity_status = 'MATCHED' and (o.phone = c.phone) is not true)
                   or exists (select from citizen o where o.name_key = q.name_key and o.date_of_birth = q.born::date and o.sex = q.sex
                              and o.id <> c.id and o.province_code = c.province_code and o.merged_into is null
                              and o.identity_status <> 'MATCHED' and (o.phone = c.phone) is not true)""")
                .param("ids", candidates.stream().map(StoredProposal::id).toArray(Long[]::new))
                .param("citizens", candidates.stream().map(StoredProposal::citizenId).toArray(Long[]::new))
                .param("keys", nameKeys.toArray(String[]::new))
                .param("sexes", candidates.stream().map(StoredProposal::sex).toArray(String[]::new))
                .param("born", candidates.stream().map(candidate -> candidate.dateOfBirth().toString()).toArray(String[]::new))
                .param("numbers", candidates.stream().map(StoredProposal::idNumber).toArray(String[]::new))
                .query(Long.class).list();
    }
}
