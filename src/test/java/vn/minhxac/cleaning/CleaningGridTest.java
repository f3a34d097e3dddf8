package vn.minhxac.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;

/** Working through a list row by row: what an officer finds, decides, takes back, and what happens when two do it at once. */
class CleaningGridTest extends CleaningScene {

    private static final int LOST_ZEROS = 120;
    private UUID batch;

    @BeforeEach
    void aListOfManyRecords() {
        officer("station2", Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, COMMUNE);
        List<Line> lines = new ArrayList<>();
        IntStream.range(0, LOST_ZEROS).forEach(n -> {
            String number = "019185%06d".formatted(n);
            String born = "1985-%02d-%02d".formatted(1 + n % 12, 2 + n % 27);
            known(number, "Nguyễn Thị Lan", "F", born);
            lines.add(Line.of("Z" + n, "Nguyễn Thị Lan", "F", born, number.substring(1)));
        });
        known("019085500001", "Trần Văn Hòa", "M", "1985-04-08");
        lines.add(Line.of("S1", "Trần Văn Hòa", "F", "1985-04-08", "019085500001"));
        lines.add(Line.of("N1", "Lê Thị Hoa", "F", "1985-05-09", ""));
        lines.add(Line.of("N2", "Phạm Đức Hoà", "M", "1985-05-10", ""));
        imported(lines.toArray(Line[]::new));
        jdbc.sql("update citizen set hamlet = case when record_id ~ '^Z' then 'Xóm Đồng' else null end").update();
        batch = requested("station1");
    }

    private List<String> found(Map<String, ?> filter) {
        List<String> lines = new ArrayList<>();
        index(batch, "station1", filter).path("lines").forEach(line -> lines.add(line.asText()));
        List<String> records = new ArrayList<>();
        if (!lines.isEmpty()) {
            call(get("/api/v1/cleaning/batches/" + batch + "/rows").param("lines", String.join(",", lines)), "station1", null, 200)
                    .forEach(row -> records.add(row.path("recordId").asText()));
        }
        return records;
    }

    @Test
    void rowsAreFoundByClassRuleHamletKindAndNameWithAndWithoutMarks() {
        assertThat(found(Map.of("mismatchClass", "M1"))).containsExactlyInAnyOrder("N1", "N2");
        assertThat(found(Map.of("rule", "ID_LOST_ZERO"))).hasSize(LOST_ZEROS);
        assertThat(found(Map.of("rule", "SEX_FROM_ID"))).containsExactly("S1");
        assertThat(found(Map.of("hamlet", "Xóm Đồng"))).hasSize(LOST_ZEROS);
        assertThat(found(Map.of("hamlet", ""))).containsExactlyInAnyOrder("S1", "N1", "N2");
        assertThat(found(Map.of("kind", "NONE"))).containsExactlyInAnyOrder("N1", "N2");
        assertThat(found(Map.of("query", "hoa"))).as("without marks: all of them").containsExactlyInAnyOrder("S1", "N1", "N2");
        assertThat(found(Map.of("query", "hòa"))).as("with a mark, wherever it is written").containsExactlyInAnyOrder("S1", "N2");
        assertThat(found(Map.of("query", "duc"))).containsExactly("N2");
        assertThat(found(Map.of("query", "n1"))).as("a record's id").containsExactly("N1");
        assertThat(found(Map.of("query", "%"))).isEmpty();
    }

    @Test
    void theHeadCountsWhatIsToDo() {
        JsonNode head = head(batch, "station1");
        assertThat(head.path("total").asInt()).isEqualTo(LOST_ZEROS + 3);
        assertThat(head.path("mayDecide").asBoolean()).isTrue();
        assertThat(head.path("secondsLeft").isNumber()).as("no pace yet").isFalse();
        accepted(batch, "station1", "Z1");
        clock.advance(java.time.Duration.ofSeconds(4));
        accepted(batch, "station1", "Z2");
        clock.advance(java.time.Duration.ofSeconds(4));
        accepted(batch, "station1", "Z3");
        head = head(batch, "station1");
        assertThat(head.path("decidedByMe").asInt()).isEqualTo(3);
        assertThat(head.path("medianSeconds").asDouble()).isEqualTo(4);
        assertThat(head.path("open").asInt()).isEqualTo(LOST_ZEROS);
        assertThat(head.path("secondsLeft").asInt()).isEqualTo(4 * LOST_ZEROS);
        JsonNode m2 = null;
        for (JsonNode group : head.path("classes")) {
            m2 = group.path("code").asText().equals("M2") ? group : m2;
        }
        assertThat(m2.path("open").asInt()).isEqualTo(LOST_ZEROS - 3);
        assertThat(m2.path("text").asText()).startsWith("Số CCCD/CMND không đúng cấu trúc");
    }

    @Test
    void aWholeClassIsAcceptedAfterALookAtSomeOfItAndTakenBackAtOnce() {
        JsonNode sample = call(post("/api/v1/cleaning/batches/" + batch + "/samples"), "station1", Map.of("rule", "ID_LOST_ZERO"), 200);
        assertThat(sample.path("total").asInt()).isEqualTo(LOST_ZEROS);
        assertThat(sample.path("rows")).hasSize(20);
        // a colleague decides one of them meanwhile
        decided(batch, "station2", decision("Z7", "NOT_FOUND"));
        JsonNode accepted = call(post("/api/v1/cleaning/batches/" + batch + "/samples/" + sample.path("id").asText() + "/accept"), "station1", null, 200);
        assertThat(accepted.path("done").asInt()).isEqualTo(LOST_ZEROS - 1);
        assertThat(accepted.path("conflicts").asInt()).isOne();
        assertThat(row(batch, "station1", "Z7").path("decision").path("decision").asText()).isEqualTo("NOT_FOUND");
        call(post("/api/v1/cleaning/batches/" + batch + "/samples/" + sample.path("id").asText() + "/accept"), "station1", null, 409);
        assertThat(call(post("/api/v1/cleaning/batches/" + batch + "/undo"), "station1", null, 200).path("count").asInt()).isEqualTo(LOST_ZEROS - 1);
        assertThat(head(batch, "station1").path("open").asInt()).isEqualTo(LOST_ZEROS + 2);
        assertThat(call(post("/api/v1/cleaning/batches/" + batch + "/undo"), "station1", null, 409).path("title").asText())
                .isEqualTo("Không còn thao tác nào để hoàn tác");
    }

    @Test
    void onlyWhatTheRegistryConfirmedIsAccepted() {
        jdbc.sql("update cleaning_proposal set result = 'NO_MATCH' where citizen_id = :id").param("id", citizen("Z1")).update();
        String proposal = jdbc.sql("select id::text from cleaning_proposal where citizen_id = :id limit 1").param("id", citizen("Z1")).query(String.class).single();
        assertThat(refused(batch, "station1", decision("Z1", "ACCEPT", "proposalId", proposal))).isIn("cleaning.onlyHint", "cleaning.proposalGone");
        assertThat(refused(batch, "station1", decision("N1", "ACCEPT", "proposalId", proposal))).isEqualTo("cleaning.proposalGone");
        assertThat(refused(batch, "station1", decision("N1", "ACCEPT"))).isEqualTo("cleaning.proposalGone");
    }

    @Test
    void typedValuesAreReadAsMeantOrRefusedWithTheFieldThatIsWrong() {
        for (var wrong : Map.of("idNumber", "19185000001", "fullName", "Lê Thị H0a", "dateOfBirth", "31/02/1985", "sex", "X", "phone", "12345",
                "nationality", "ZZ").entrySet()) {
            JsonNode result = decide(batch, "station1", List.of(edit("N1", wrong.getKey(), wrong.getValue()))).get(0);
            assertThat(result.path("result").asText()).as(wrong.getKey()).isEqualTo("REFUSED");
            assertThat(result.path("field").asText()).isEqualTo(wrong.getKey());
        }
        assertThat(refused(batch, "station1", edit("N1", "recordId", "N2"))).isEqualTo("cleaning.unknownField");
        assertThat(refused(batch, "station1", edit("N1", "fullName", "Lê Thị Hoa"))).isEqualTo("cleaning.noChange");
        assertThat(refused(batch, "station1", decision("N1", "EDIT"))).isEqualTo("cleaning.noChange");
        assertThat(refused(batch, "station1", decision("ABC", "SKIP"))).isEqualTo("cleaning.notInBatch");
        decided(batch, "station1", edit("N1", "dateOfBirth", "9/6/1985"));
        assertThat(row(batch, "station1", "N1").path("decision").path("changes").path("dateOfBirth").path("to").asText()).isEqualTo("1985-06-09");
    }

    @Test
    void aNumberThatIsProvenToBeSomebodyElsesIsNotGivenAway() {
        known("019085500009", "Đỗ Văn Tám", "M", "1985-08-08");
        imported(Line.of("P1", "Đỗ Văn Tám", "M", "1985-08-08", "019085500009"));
        assertThat(status("P1")).isEqualTo("MATCHED");
        assertThat(refused(batch, "station1", edit("N1", "idNumber", "019085500009"))).isEqualTo("cleaning.numberTaken");
    }

    @Test
    void twoOfficersOnOneListNeverOverwriteEachOther() throws Exception {
        Map<String, Integer> seen = new HashMap<>();
        rows(batch, "station1").forEach(row -> seen.put(row.path("recordId").asText(), row.path("version").asInt()));
        AtomicInteger done = new AtomicInteger();
        AtomicInteger conflicts = new AtomicInteger();
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> work = new ArrayList<>();
            for (String officer : List.of("station1", "station2")) {
                work.add(both.submit(() -> {
                    List<String> order = new ArrayList<>(seen.keySet());
                    if (officer.equals("station2")) {
                        java.util.Collections.reverse(order);
                    }
                    for (int from = 0; from < order.size(); from += 7) {
                        List<Map<String, Object>> some = order.subList(from, Math.min(order.size(), from + 7)).stream()
                                .map(record -> decision(record, "NOT_FOUND", "version", seen.get(record))).toList();
                        decide(batch, officer, some).forEach(result -> {
                            (result.path("result").asText().equals("DONE") ? done : conflicts).incrementAndGet();
                        });
                    }
                }));
            }
            for (Future<?> one : work) {
                one.get();
            }
        } finally {
            both.shutdownNow();
        }
        assertThat(done.get()).as("each row is decided once").isEqualTo(seen.size());
        assertThat(conflicts.get()).isEqualTo(seen.size());
        assertThat(jdbc.sql("select count(*) from cleaning_decision").query(Integer.class).single()).isEqualTo(seen.size());
        assertThat(jdbc.sql("select count(*) from cleaning_row where version <> 1").query(Integer.class).single()).isZero();
    }

    @Test
    void aColleaguesDecisionIsNotOverwrittenUnseenNorUndone() {
        decided(batch, "station1", decision("N1", "DECEASED"));
        assertThat(refused(batch, "station2", decision("N1", "NOT_FOUND"))).isEqualTo("cleaning.changedByOther");
        int version = row(batch, "station2", "N1").path("version").asInt();
        decided(batch, "station2", decision("N1", "NOT_FOUND", "version", version));
        assertThat(call(post("/api/v1/cleaning/batches/" + batch + "/undo"), "station1", null, 409).path("title").asText())
                .isEqualTo("Không hoàn tác được vì người khác đã sửa sau đó");
    }

    @Test
    void othersDoNotLearnThatTheListExistsAndNobodyDecidesOutOfTurn() {
        officer("station9", Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, "05434");
        for (String stranger : List.of("station9", "facility1", "facilityhead1", "supervisor1", "analyst1", "ministry1")) {
            call(get("/api/v1/cleaning/batches/" + batch), stranger, null, 404);
            call(post("/api/v1/cleaning/batches/" + batch + "/index"), stranger, Map.of(), 404);
            call(get("/api/v1/cleaning/batches/" + batch + "/rows").param("lines", "1"), stranger, null, 404);
            call(post("/api/v1/cleaning/batches/" + batch + "/decisions"), stranger, List.of(decision("N1", "DECEASED")), 404);
            call(post("/api/v1/cleaning/batches/" + batch + "/undo"), stranger, null, 404);
        }
        call(post("/api/v1/cleaning/batches/" + batch + "/decisions"), "police1", List.of(decision("N1", "CONFIRM")), 409);
        assertThat(row(batch, "police1", "N1").path("doses")).as("police see no vaccination").isEmpty();
        decided(batch, "station1", decision("N1", "DECEASED"));
        complete(batch, "reviewRows", "station1");
        call(post("/api/v1/cleaning/batches/" + batch + "/decisions"), "station1", List.of(decision("N1", "DECEASED")), 409);
        assertThat(jdbc.sql("select count(*) from cleaning_decision").query(Integer.class).single()).isOne();
    }

    @Test
    void nonsenseChangesNothing() {
        call(post("/api/v1/cleaning/batches/" + batch + "/decisions"), "station1", Map.of("recordId", "N1"), 400);
        call(post("/api/v1/cleaning/batches/" + batch + "/decisions"), "station1", List.of(decision("N1", "BURN")), 400);
        call(post("/api/v1/cleaning/batches/" + batch + "/decisions"), "station1", java.util.Arrays.asList((Object) null), 400);
        call(post("/api/v1/cleaning/batches/" + UUID.randomUUID() + "/decisions"), "station1", List.of(), 404);
        call(get("/api/v1/cleaning/batches/" + batch + "/rows").param("lines", "x"), "station1", null, 400);
        call(post("/api/v1/cleaning/batches/" + batch + "/index"), "station1", Map.of("state", "NOWHERE"), 400);
        assertThat(jdbc.sql("select count(*) from cleaning_decision").query(Integer.class).single()).isZero();
    }
}
