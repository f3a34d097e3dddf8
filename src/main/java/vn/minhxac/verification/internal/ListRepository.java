package vn.minhxac.verification.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import vn.minhxac.unit.UnitKind;

/** Lists and who is on them. */
@Repository
class ListRepository {

    /** A list without its people. */
    record VerificationList(UUID id, String provinceCode, UnitKind unitKind, String unitCode, String source, String title, LocalDate sessionDate,
                            String status, int people, int chunks) {

        /** Whether the system made it (of an import, or of one corrected person), and nobody has to compile it. */
        boolean readyMade() {
            return !source.equals("SESSION");
        }
    }

    private final JdbcClient jdbc;

    ListRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<VerificationList> find(UUID id) {
        return jdbc.sql("select * from verification_list where id = :id").param("id", id).query(ListRepository::list).optional();
    }

    /** The list, with everybody else kept from it until this transaction ends: two nodes never write to one list at the same time. */
    VerificationList lock(UUID id) {
        return jdbc.sql("select * from verification_list where id = :id for update").param("id", id).query(ListRepository::list).single();
    }

    void add(VerificationList list, UUID importId, String createdBy, Instant at) {
        jdbc.sql("""
                insert into verification_list (id, province_code, unit_kind, unit_code, source, import_id, title, session_date, status, people,
                                               created_by, created_at)
                values (:id, :province, :unitKind, :unitCode, :source, :importId, :title, :sessionDate, 'DRAFT', :people, :createdBy, :at)""")
                .param("id", list.id()).param("province", list.provinceCode()).param("unitKind", list.unitKind().name())
                .param("unitCode", list.unitCode()).param("source", list.source()).param("importId", importId).param("title", list.title())
                .param("sessionDate", list.sessionDate()).param("people", list.people()).param("createdBy", createdBy)
                .param("at", Timestamp.from(at)).update();
    }

    /** Who is on the list; records that were merged into others are worked on no more. */
    List<Long> members(UUID list) {
        return jdbc.sql("""
                select m.citizen_id from verification_member m join citizen c on c.id = m.citizen_id
                where m.list_id = :list and c.merged_into is null order by 1""").param("list", list).query(Long.class).list();
    }

    /** Members of a chunk who are still to be compared here. */
    List<Long> pending(UUID list, int chunk) {
        return jdbc.sql("""
                select m.citizen_id from verification_member m join citizen c on c.id = m.citizen_id
                where m.list_id = :list and m.chunk = :chunk and m.outcome is null and c.merged_into is null order by 1""")
                .param("list", list).param("chunk", chunk).query(Long.class).list();
    }

    /** Members of a chunk who have their outcome. */
    List<Long> compared(UUID list, int chunk) {
        return jdbc.sql("""
                select citizen_id from verification_member where list_id = :list and chunk = :chunk and outcome is not null order by 1""")
                .param("list", list).param("chunk", chunk).query(Long.class).list();
    }

    void outcome(UUID list, Collection<Long> people, String outcome) {
        if (!people.isEmpty()) {
            jdbc.sql("update verification_member set outcome = :outcome where list_id = :list and citizen_id = any(:people)")
                    .param("list", list).param("people", people.toArray(Long[]::new)).param("outcome", outcome).update();
        }
    }

    /** The outcome of each is where the person now stands. */
    void outcomeFromStatus(UUID list, Collection<Long> people) {
        if (!people.isEmpty()) {
            jdbc.sql("""
                    update verification_member m set outcome = c.identity_status from citizen c
                    where m.list_id = :list and m.citizen_id = any(:people) and c.id = m.citizen_id""")
                    .param("list", list).param("people", people.toArray(Long[]::new)).update();
        }
    }

    /** Puts people into chunks of {@code size}, the first numbered {@code first}; returns how many chunks that made. */
    int assignChunks(UUID list, Collection<Long> people, int first, int size) {
        if (people.isEmpty()) {
            return 0;
        }
        jdbc.sql("""
                update verification_member m set chunk = :first + (p.n - 1) / :size
                from unnest(:people) with ordinality as p (citizen_id, n)
                where m.list_id = :list and m.citizen_id = p.citizen_id""")
                .param("list", list).param("people", people.toArray(Long[]::new)).param("first", first).param("size", size).update();
        return (people.size() + size - 1) / size;
    }

    /** Of a person on several lists the newest one asks; the others must not ask again. */
    void takeFromOtherLists(UUID list, Collection<Long> people) {
        if (!people.isEmpty()) {
            jdbc.sql("""
                    update verification_member m set chunk = null from verification_list l
                    where l.id = m.list_id and l.status = 'COMPARING' and m.list_id <> :list and m.citizen_id = any(:people)
                      and m.chunk is not null and m.outcome is null""")
                    .param("list", list).param("people", people.toArray(Long[]::new)).update();
        }
    }

    void comparing(UUID list, int people, int chunks) {
        jdbc.sql("update verification_list set status = 'COMPARING', people = :people, chunks = :chunks where id = :list")
                .param("list", list).param("people", people).param("chunks", chunks).update();
    }

    void chunks(UUID list, int chunks) {
        jdbc.sql("update verification_list set chunks = :chunks where id = :list").param("list", list).param("chunks", chunks).update();
    }

    /** @param finishedAt null while it is not finished */
    void status(UUID list, String status, Instant finishedAt) {
        jdbc.sql("update verification_list set status = :status, finished_at = :at where id = :list").param("list", list)
                .param("status", status).param("at", finishedAt == null ? null : Timestamp.from(finishedAt)).update();
    }

    /** Members whose identity stands, so that they may be signed for. */
    List<Long> cleared(UUID list) {
        return jdbc.sql("""
                select m.citizen_id from verification_member m join citizen c on c.id = m.citizen_id
                where m.list_id = :list and c.identity_status in ('MATCHED', 'EXEMPT_FOREIGNER') and c.merged_into is null order by 1""")
                .param("list", list).query(Long.class).list();
    }

    /** How many cleared members have no dose of this session yet and are not marked as not vaccinated. */
    int withoutDose(UUID list) {
        return jdbc.sql("""
                select count(*) from verification_list l join verification_member m on m.list_id = l.id join citizen c on c.id = m.citizen_id
                where l.id = :list and l.source <> 'CORRECTION' and c.identity_status in ('MATCHED', 'EXEMPT_FOREIGNER') and c.merged_into is null
                  and not m.not_vaccinated
                  and not exists (select from dose d where d.citizen_id = c.id and d.status <> 'VOID'
                                  and (l.session_date is null or d.vaccination_date >= l.session_date))""")
                .param("list", list).query(Integer.class).single();
    }

    /** Where the list goes when {@code nextChunk} is the next to compare; one that needs doses now waits for them. */
    Progress progress(UUID list, int nextChunk) {
        boolean left = nextChunk <= find(list).orElseThrow().chunks();
        boolean dosesMissing = !left && withoutDose(list) > 0;
        if (dosesMissing) {
            status(list, "WAITING_FOR_DOSES", null);
        }
        return new Progress(nextChunk, left, dosesMissing);
    }

    private static VerificationList list(ResultSet row, int number) throws SQLException {
        return new VerificationList(row.getObject("id", UUID.class), row.getString("province_code"), UnitKind.valueOf(row.getString("unit_kind")),
                row.getString("unit_code"), row.getString("source"), row.getString("title"), row.getObject("session_date", LocalDate.class),
                row.getString("status"), row.getInt("people"), row.getInt("chunks"));
    }
}
