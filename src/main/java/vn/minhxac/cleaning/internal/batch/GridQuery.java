package vn.minhxac.cleaning.internal.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of a batch as the grid counts and filters them: ten thousand in one look. */
@Repository
class GridQuery {

    /** Rows with the rule of what is proposed or was accepted. */
    private static final String ROWS = """
            select r.*, c.record_id, c.name_key, coalesce(accepted.rule, best.rule) as rule, best.id as best,
                   case when best.id is not null then 'PROPOSAL'
                        when exists (select from cleaning_proposal h where h.citizen_id = r.citizen_id and h.content_hash = r.content_hash) then 'HINT'
                        else 'NONE' end as kind
            from cleaning_row r join citizen c on c.id = r.citizen_id
            left join cleaning_proposal accepted on accepted.id = r.proposal_id
            left join lateral (
                select min(p.id) as id, min(p.rule) as rule from cleaning_proposal p
                where p.citizen_id = r.citizen_id and p.result = 'MATCH' and p.content_hash = r.content_hash
                  and p.run_id = (select run_id from cleaning_proposal l where l.citizen_id = r.citizen_id order by id desc limit 1)
                having count(*) = 1) best on true
            where r.batch_id = :batch
            """;

    private final JdbcClient jdbc;

    GridQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The matching rows: their lines, in order, and states. */
    record Index(List<Integer> lines, List<RowState> states) {
    }

    /** @param dose which rows a stage is about: those that change a dose, those that do not; null: all */
    Index index(UUID batch, RowFilter filter, Boolean dose) {
        Map<String, Object> params = params(batch, filter);
        params.put("dose", dose);
        List<Integer> lines = new ArrayList<>();
        List<RowState> states = new ArrayList<>();
        jdbc.sql("select g.line, g.state from (" + ROWS + ") g where g.state <> 'RELEASED'" + filter.sql()
                + " and (:dose::boolean is null or coalesce(g.decision = 'DOSE', false) = :dose) order by g.line").params(params)
                .query(row -> {
                    lines.add(row.getInt(1));
                    states.add(RowState.valueOf(row.getString(2)));
                });
        return new Index(lines, states);
    }

    /** A row to be accepted with others of its kind. */
    record Acceptable(long citizenId, String recordId, int line, int version, Long proposalId) {
    }

    /**
     * The matching rows that a whole-class acceptance would decide.
     *
     * @param officer in POLICE: who must not have decided them
     */
    List<Acceptable> acceptable(UUID batch, RowFilter filter, Stage stage, String officer) {
        Map<String, Object> params = params(batch, filter);
        params.put("officer", officer);
        String which = stage == Stage.REVIEW ? " and g.state = 'OPEN' and g.kind = 'PROPOSAL'"
                : " and g.state = 'REVIEWED' and g.decision <> 'DOSE' and g.decided_by <> :officer";
        return jdbc.sql("select g.citizen_id, g.record_id, g.line, g.version, g.best as proposal_id from (" + ROWS + ") g where true"
                + which + filter.sql() + " order by g.line").params(params).query(Acceptable.class).list();
    }

    /** How many rows share these marks. */
    record Group(String[] classes, String rule, String hamlet, RowState state, boolean dose, int rows) {
    }

    List<Group> groups(UUID batch) {
        return jdbc.sql("""
                select classes, rule, hamlet, state, coalesce(decision = 'DOSE', false) as dose, count(*) as rows
                from (%s) g where state <> 'RELEASED' group by 1, 2, 3, 4, 5""".formatted(ROWS)).param("batch", batch)
                .query((row, n) -> new Group((String[]) row.getArray("classes").getArray(), row.getString("rule"), row.getString("hamlet"),
                        RowState.valueOf(row.getString("state")), row.getBoolean("dose"), row.getInt("rows"))).list();
    }

    /** How an officer gets on. */
    record Pace(int decided, Double medianSeconds) {
    }

    /** Pauses longer than five minutes are no work; what was done at once is one action. */
    Pace pace(UUID batch, String officer, Stage stage) {
        return jdbc.sql("""
                with action as (
                    select action_id, min(at) as at, count(*) as rows from cleaning_decision
                    where batch_id = :batch and officer = :officer and stage = :stage and undone_at is null group by 1),
                pause as (select extract(epoch from at - lag(at) over (order by at)) as seconds, rows from action)
                select coalesce(sum(rows), 0) as decided,
                       (percentile_cont(0.5) within group (order by seconds) filter (where seconds between 0 and 300))::float8 as median_seconds
                from pause""").param("batch", batch).param("officer", officer).param("stage", stage.name()).query(Pace.class).single();
    }

    private static Map<String, Object> params(UUID batch, RowFilter filter) {
        Map<String, Object> params = new HashMap<>();
        params.put("batch", batch);
        filter.addTo(params);
        return params;
    }
}
