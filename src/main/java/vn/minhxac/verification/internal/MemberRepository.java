package vn.minhxac.verification.internal;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Members one by one and by page, for the forms of lists made by hand. */
@Repository
class MemberRepository {

    private final JdbcClient jdbc;

    MemberRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Long> page(UUID list, int limit, long offset) {
        return jdbc.sql("select citizen_id from verification_member where list_id = :list order by 1 limit :limit offset :offset")
                .param("list", list).param("limit", limit).param("offset", offset).query(Long.class).list();
    }

    int count(UUID list) {
        return jdbc.sql("select count(*) from verification_member where list_id = :list").param("list", list).query(Integer.class).single();
    }

    void add(UUID list, long citizen) {
        jdbc.sql("insert into verification_member (list_id, citizen_id) values (:list, :citizen) on conflict do nothing")
                .param("list", list).param("citizen", citizen).update();
    }

    void add(UUID list, Collection<Long> citizens) {
        jdbc.sql("insert into verification_member (list_id, citizen_id) select :list, id from unnest(:citizens) as c (id) on conflict do nothing")
                .param("list", list).param("citizens", citizens.toArray(Long[]::new)).update();
    }

    boolean remove(UUID list, long citizen) {
        return jdbc.sql("delete from verification_member where list_id = :list and citizen_id = :citizen")
                .param("list", list).param("citizen", citizen).update() == 1;
    }

    /** Marks these as not vaccinated and everybody else on the list as not so marked. */
    void notVaccinated(UUID list, Collection<Long> people) {
        jdbc.sql("""
                update verification_member set not_vaccinated = citizen_id = any(:people)
                where list_id = :list and not_vaccinated <> (citizen_id = any(:people))""")
                .param("list", list).param("people", people.toArray(Long[]::new)).update();
    }
}
