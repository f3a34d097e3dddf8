package vn.minhxac.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import vn.minhxac.citizen.Corrections;
import vn.minhxac.citizen.DoseEntry;
import vn.minhxac.cleaning.CleaningScene;
import vn.minhxac.complaint.ComplaintFiling;

/** What happened to a record is complete, in order, and leads from the imported file to what the record says today. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordHistoryTest extends CleaningScene {

    private static final String FILE = HEADER.replace("\n", ",Tổ dân phố\n");
    private static final String LAN = "R1,Nguyễn Thị Lân,F,1985-03-07,019185000001,CCCD,VN,0912345678,05431,"
            + "1,2021-09-01,Pfizer,FK1,19001,Tổ dân phố 5\n";

    @Autowired
    ComplaintFiling filing;
    @Autowired
    Corrections corrections;
    @Autowired
    DoseEntry sessions;
    @Autowired
    TransactionTemplate transaction;
    private FactWatch watch;

    @BeforeEach
    void watchTheTables() {
        watch = new FactWatch(jdbc);
        watch.begin();
    }

    @AfterAll
    void watchNoMore() {
        watch.end();
    }

    @Test
    void fromTheFileToTheSignatureNothingIsMissing() {
        known("019185000001", "Nguyễn Thị Lan", "F", "1985-03-07");
        imported(FILE + LAN);
        Map<String, String> asImported = new HashMap<>(Map.of("fullName", "Nguyễn Thị Lân", "sex", "F", "dateOfBirth", "1985-03-07",
                "idNumber", "019185000001", "idType", "CCCD", "nationality", "VN", "phone", "0912345678", "permanentCommune", "05431",
                "hamlet", "Tổ dân phố 5", "dose 1", "2021-09-01 PFIZER FK1 19001"));
        assertThat(watch.now().get(citizen("R1"))).isEqualTo(asImported);

        later();
        complainedAboutTheDate();
        later();
        imported(FILE + LAN.replace("0912345678", "0912345679").replace("2021-09-01", "2021-09-05")
                + LAN.replace("0912345678", "0912345679").replace("1,2021-09-01", "2,2021-10-01")
                + "R2,Nguyễn Thị Lan,F,1985-03-07,19185000001,CCCD,VN,0912345670,05431,3,2022-03-01,Pfizer,FK3,19001,Xóm Cây Thị\n");
        later();
        UUID batch = requested("station1");
        later();
        decided(batch, "station1", edit("R1", "fullName", "Nguyễn Thị Lan"));
        later();
        agreedByAll(batch);
        assertThat(status("R1")).isEqualTo("MATCHED");
        later();
        UUID next = jdbc.sql("select id from cleaning_batch where follows = :id").param("id", batch).query(UUID.class).single();
        decided(next, "station1", decision("R2", "MERGE", "otherRecordId", "R1"));
        later();
        agreedByAll(next);
        later();
        signed();

        watch.assertThatNothingChangedSilently();
        Map<Long, Map<String, String>> first = watch.atBirth();
        first.put(citizen("R1"), asImported);
        assertThat(watch.replay(first)).isEqualTo(watch.now());
        assertThat(watch.now().get(citizen("R1"))).containsEntry("dose 3", "2022-03-01 PFIZER FK3 19001").containsEntry("phone", "0912345679")
                .containsEntry("dose 1", "2021-09-05 PFIZER FK1 19001");

        List<JsonNode> items = history("R1", "station1");
        assertThat(items.stream().map(item -> item.path("who").asText() + ": " + item.path("what").asText()).toList()).containsSubsequence(
                "province1: Nhập hồ sơ từ tệp „platform1.csv“",
                "CSDL quốc gia về dân cư: Đối chiếu: không khớp",
                "facility1: Sửa mũi tiêm 1",
                "province1: Sửa số điện thoại",
                "province1: Ghi mũi tiêm 2",
                "station1: Đưa vào danh sách làm sạch của xã, phường",
                "station1: Trạm Y tế xã rà soát cùng tổ thôn: Sửa thông tin",
                "police1: Công an xã đối chiếu: Xác nhận",
                "police1: Công an xã ký, bàn giao danh sách kèm văn bản 15/BB-CAP",
                "station1: Trạm Y tế xã tiếp nhận danh sách",
                "station1: Sửa họ tên",
                "CSDL quốc gia về dân cư: Đối chiếu: khớp",
                "station1: Ghi mũi tiêm 3",
                "station1: Gộp hồ sơ R2 vào hồ sơ này");
        assertThat(items.stream().map(item -> item.path("what").asText()).toList())
                .contains("Ký số mũi tiêm 1", "Ký số mũi tiêm 2", "Ký số mũi tiêm 3").anyMatch(what -> what.startsWith("Phát hiện sai sót M3."))
                .anyMatch(what -> what.startsWith("Hết sai sót M3.")).anyMatch(what -> what.startsWith("Cấp hộ chiếu vắc xin URN:UVCI"));
        assertThat(items.stream().map(item -> Instant.parse(item.path("at").asText())).toList()).isSorted();
        assertThat(items).allSatisfy(item -> {
            assertThat(item.path("what").asText()).isNotBlank().doesNotContain("history.");
            assertThat(item.path("who").asText()).isNotBlank();
            assertThat(item.path("source").asText()).isNotBlank();
        });
        JsonNode name = items.stream().filter(item -> item.path("field").asText().equals("fullName")).findFirst().orElseThrow();
        assertThat(name.path("from").asText() + " > " + name.path("to").asText()).isEqualTo("Nguyễn Thị Lân > Nguyễn Thị Lan");
        assertThat(name.path("confirmedBy").asText()).isEqualTo("police1");
        assertThat(name.path("why").asText()).isEqualTo("Sửa thông tin");
        assertThat(name.path("sourceId").asText()).isEqualTo(batch.toString());
        assertThat(history("R2", "station1").stream().map(item -> item.path("what").asText()).toList())
                .contains("Hủy mũi tiêm 3", "Gộp hồ sơ này vào hồ sơ R1");
        JsonNode merged = call(get("/api/v1/records/R2"), "station1", null, 200);
        assertThat(merged.path("status").asText() + " " + merged.path("mergedInto").asText()).isEqualTo("MERGED R1");
        List<JsonNode> forPolice = history("R1", "police1");
        assertThat(forPolice).hasSameSizeAs(items).filteredOn(item -> item.path("field").asText().equals("dose")).isNotEmpty()
                .noneMatch(item -> item.has("from") || item.has("to"));
        assertThat(forPolice).anyMatch(item -> item.path("to").asText().equals("Nguyễn Thị Lan"));
        call(get("/api/v1/records/R1/history"), "facility2", null, 404);
        call(get("/api/v1/records/RX/history"), "station1", null, 404);
    }

    /** Three hundred records, each with a fate of its own; after each round the history leads to where it stands. */
    @Test
    void whateverHappensToARecordItsHistoryLeadsThere() {
        for (int seed = 1; seed <= 3; seed++) {
            RandomFates fates = new RandomFates(new Random(seed), "S" + seed, jdbc, corrections, sessions, transaction, clock);
            imported(FILE + fates.firstFile(100));
            for (int round = 0; round < 6; round++) {
                clock.advance(Duration.ofMinutes(1));
                String file = fates.round();
                imported(FILE + file);
                watch.assertThatNothingChangedSilently();
                assertThat(watch.replay(watch.atBirth())).isEqualTo(watch.now());
            }
        }
        Map<String, Integer> told = new HashMap<>();
        jdbc.sql("select source || ' ' || field, count(*) from record_change group by 1").query(row -> {
            told.put(row.getString(1), row.getInt(2));
        });
        // The fates had everything in them.
        assertThat(told.keySet()).contains("IMPORT fullName", "IMPORT dateOfBirth", "IMPORT idNumber", "IMPORT hamlet", "IMPORT dose", "IMPORT phone",
                "IMPORT permanentCommune", "CLEANING fullName", "CLEANING idNumber", "CLEANING idType", "CLEANING nationality", "CLEANING phone",
                "CLEANING mergedInto", "CLEANING dose", "COMPLAINT dose", "SESSION dose");
        assertThat(told.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThan(1000);
    }

    private void later() {
        clock.advance(Duration.ofMinutes(7));
    }

    private void complainedAboutTheDate() {
        var filed = filing.file(new ComplaintFiling.Request("Nguyễn Thị Lân", "F", "1985-03-07", "CCCD", "019185000001", "0912345678", null,
                "WRONG_DOSE_INFO", "Ngày tiêm mũi 1 ghi sai", new ComplaintFiling.Place("19001", null, null, null, null),
                List.of(new ComplaintFiling.DeclaredDose(1, "2021-09-05", "Pfizer", "FK1", "19001")), List.of(), null), "API", "192.0.2.7");
        UUID id = filing.confirm(filed.code(),
                jdbc.sql("select substring(body from '[0-9]{6}') from outbox where dedup_key = 'otp:' || (select otp_id from complaint)")
                .query(String.class).single(), "192.0.2.7").id();
        runJobs();
        completed(id, "facility1", Map.of("outcome", "APPROVED"));
    }

    private void signed() {
        clock.advance(Duration.ofHours(2));
        runJobs();
        List<UUID> lists = jdbc.sql("select id from signing_list where status = 'IN_REVIEW' order by created_at").query(UUID.class).list();
        for (UUID list : lists) {
            completed(list, "facility1", values("reviewDecision", "SUBMIT"));
            completed(list, "facilityhead1", values("approvalDecision", "APPROVE"));
        }
        assertThat(jdbc.sql("select distinct status from signing_list").query(String.class).list()).containsExactly("SIGNED");
    }

    private static Map<String, Object> values(String name, String value) {
        return new HashMap<>(Map.of(name, value));
    }

    private void completed(UUID key, String officer, Map<String, Object> values) {
        Task task = engine.getTaskService().createTaskQuery().processInstanceBusinessKey(key.toString()).singleResult();
        as(officer, () -> {
            if (task.getAssignee() == null) {
                engine.getTaskService().claim(task.getId(), officer);
            }
            engine.getTaskService().complete(task.getId(), values);
            return null;
        });
        runJobs();
    }

    private List<JsonNode> history(String recordId, String officer) {
        List<JsonNode> items = new ArrayList<>();
        call(get("/api/v1/records/" + recordId + "/history"), officer, null, 200).path("items").forEach(items::add);
        return items;
    }
}
