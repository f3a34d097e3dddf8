package vn.minhxac.report.internal;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.minhxac.report.internal.HistoryView.Item;

/** What the population database was asked about the record, and about what it might have to say, and what it answered. */
@Repository
class ComparisonStrand implements HistoryStrand {

    private final JdbcClient jdbc;
    private final HistoryTexts texts;

    ComparisonStrand(JdbcClient jdbc, HistoryTexts texts) {
        this.jdbc = jdbc;
        this.texts = texts;
    }

    @Override
    public List<Event> of(long citizenId) {
        return jdbc.sql("""
                select false as proposal, id, compared_at as at, result, list_id as source_id, null as rule from comparison where citizen_id = :id
                union all
                select true, id, asked_at, result, run_id, rule from cleaning_proposal where citizen_id = :id and asked_at is not null""")
                .param("id", citizenId).query((row, n) -> {
                    boolean proposal = row.getBoolean("proposal");
                    String what = texts.get((proposal ? "proposed." : "compared.") + row.getString("result"));
                    return new Event(proposal ? Step.PROPOSED : Step.COMPARED, row.getLong("id"), Item.of(HistoryStrand.instant(row, "at"),
                            texts.registry(), what, texts.reason(row.getString("rule")), proposal ? "CLEANING" : "VERIFICATION",
                            row.getString("source_id")));
                }).list();
    }
}
