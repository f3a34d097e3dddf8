package vn.minhxac.cleaning.internal.proposal;

import java.sql.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Proposals and hints for records as they are now. */
@Repository
public class ProposalView {

    private final JdbcClient jdbc;

    ProposalView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By citizen: what the registry confirmed first, then hints, likeliest first; people without any are left out. */
    public Map<Long, List<Proposal>> of(Collection<Long> citizenIds) {
        Map<Long, List<Proposal>> found = new HashMap<>();
        jdbc.sql("""
                select p.*, c.full_name as was_name, c.sex as was_sex, c.date_of_birth as was_birth, c.id_number as was_number,
                       p.result = 'MATCH' and c.identity_status not in ('MATCHED', 'EXEMPT_FOREIGNER')
                           and count(*) filter (where p.result = 'MATCH') over (partition by p.citizen_id, p.run_id) = 1 as confirmed
                from cleaning_proposal p join citizen c on c.id = p.citizen_id
                where p.citizen_id = any(:people) and p.content_hash = cleaning_content_hash(c)
                  and p.run_id = (select run_id from cleaning_proposal l where l.citizen_id = p.citizen_id order by id desc limit 1)
                order by p.citizen_id, confirmed desc nulls last, p.rank""")
                .param("people", citizenIds.toArray(Long[]::new)).query(row -> {
                    Array changed = row.getArray("changed");
                    Map<String, Proposal.Change> changes = new LinkedHashMap<>();
                    for (String field : Arrays.asList((String[]) changed.getArray())) {
                        changes.put(field, switch (field) {
                            case "fullName" -> new Proposal.Change(row.getString("was_name"), row.getString("full_name"));
                            case "sex" -> new Proposal.Change(row.getString("was_sex"), row.getString("sex"));
                            case "dateOfBirth" -> new Proposal.Change(row.getString("was_birth"), row.getString("date_of_birth"));
                            default -> new Proposal.Change(row.getString("was_number"), row.getString("id_number"));
                        });
                    }
                    found.computeIfAbsent(row.getLong("citizen_id"), id -> new ArrayList<>()).add(new Proposal(row.getLong("id"),
                            row.getString("rule"), changes, row.getBoolean("confirmed"), row.getObject("other_citizen_id", Long.class)));
                });
        return found;
    }
}
