package vn.minhxac.training.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.fasterxml.jackson.databind.JsonNode;

import vn.minhxac.engine.Processes;

/**
 * The first night and the first hour of data cleaning: each commune of the sample has its list, and at Tân Cương the station has handed
 * some records to the police, so that both training accounts find work.
 */
@Component
@Profile("training")
@ConditionalOnProperty(name = "minhxac.training.sample", havingValue = "true", matchIfMissing = true)
class SampleCleaning {

    /** The commune of station1 and police1. */
    private static final String OWN_COMMUNE = "05503";
    private static final int HANDED_OVER = 6;
    private static final String BATCHES = "/api/v1/cleaning/batches/";

    private final JdbcClient jdbc;
    private final Processes processes;
    private final SampleProgress progress;

    SampleCleaning(JdbcClient jdbc, Processes processes, SampleProgress progress) {
        this.jdbc = jdbc;
        this.processes = processes;
        this.progress = progress;
    }

    void listEveryCommune() {
        progress.untilProposalsAreAsked();
        processes.start("nightlyCleaning", null, null, Map.of());
        progress.untilCommunesAreListed();
    }

    void handOverSome(OfficerAtDesk station) {
        String batch = jdbc.sql("""
                select id::text from cleaning_batch where commune_code = :commune and stage = 'REVIEW' and follows is null order by created_at limit 1""")
                .param("commune", OWN_COMMUNE).query(String.class).optional().orElse(null);
        if (batch == null) {
            return;
        }
        List<String> lines = new ArrayList<>();
        station.ask(BATCHES + batch + "/index", Map.of("kind", "PROPOSAL")).path("lines").forEach(line -> lines.add(line.asText()));
        List<Map<String, Object>> decisions = new ArrayList<>();
        for (JsonNode row : station.look(BATCHES + batch + "/rows?lines=" + String.join(",", lines.subList(0, Math.min(HANDED_OVER, lines.size()))))) {
            decisions.add(Map.of("recordId", row.path("recordId").asText(), "decision", "ACCEPT",
                    "proposalId", row.path("proposals").path(0).path("id").asText()));
        }
        if (!decisions.isEmpty()) {
            station.ask(BATCHES + batch + "/decisions", decisions);
            String task = jdbc.sql("""
                    select t.id_ from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_
                    where e.business_key_ = :batch and t.task_def_key_ = 'reviewRows'""").param("batch", batch).query(String.class).single();
            station.decide(task, Map.of());
        }
    }
}
