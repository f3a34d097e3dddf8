package vn.minhxac.verification.internal;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import vn.minhxac.registry.PopulationRegistryGateway.Answer;

/** The history of comparisons. Its unique key proves that no request was counted twice for a person. */
@Repository
class ComparisonRepository {

    private final JdbcClient jdbc;

    ComparisonRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID listId, UUID requestId, List<Answer> answers, Map<Long, byte[]> contentHashes, Instant at) {
        if (answers.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into comparison (citizen_id, list_id, request_id, result, fields, current_id_number, content_hash, compared_at)
                select a.id, :list, :request, a.result, a.fields::jsonb, a.current, a.hash, :at
                from unnest(:ids, :results, :fields, :currents, :hashes) as a (id, result, fields, current, hash)""")
                .param("list", listId).param("request", requestId).param("at", Timestamp.from(at))
                .param("ids", answers.stream().map(answer -> Long.valueOf(answer.ref())).toArray(Long[]::new))
                .param("results", answers.stream().map(answer -> answer.result().name()).toArray(String[]::new))
                .param("fields", answers.stream().map(answer -> json(answer.fields())).toArray(String[]::new))
                .param("currents", answers.stream().map(Answer::currentIdNumber).toArray(String[]::new))
                .param("hashes", answers.stream().map(answer -> contentHashes.get(Long.valueOf(answer.ref()))).toArray(byte[][]::new))
                .update();
    }

    /** Whether the registry has answered anybody since then, asked from whatever node. */
    boolean anySince(Instant instant) {
        return jdbc.sql("select compared_at from comparison order by id desc limit 1").query(Timestamp.class).optional()
                .filter(last -> last.toInstant().isAfter(instant)).isPresent();
    }

    /** The names are those the gateway lets through; no escaping is needed. */
    private static String json(Map<String, Boolean> fields) {
        return fields.isEmpty() ? null : fields.entrySet().stream().map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
