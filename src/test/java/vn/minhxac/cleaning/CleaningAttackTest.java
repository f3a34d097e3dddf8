package vn.minhxac.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import com.fasterxml.jackson.databind.JsonNode;

import vn.minhxac.citizen.Corrections;
import vn.minhxac.citizen.Corrections.Cause;
import vn.minhxac.citizen.Corrections.DoseFacts;
import vn.minhxac.citizen.Corrections.Source;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;

/**
 * Officers who want more than they may, or do not look: nobody confirms alone, nothing is changed that somebody else put right meanwhile,
 * no record is lost between two lists.
 */
class CleaningAttackTest extends CleaningScene {

    private static final String DOSES = "select string_agg(dose_number || ':' || status, ',' order by dose_number, id) from dose where citizen_id = :id";

    @Autowired
    private Corrections corrections;
    @Autowired
    private PlatformTransactionManager transactions;

    private UUID threeRecords() {
        known("019185000001", "Nguyễn Thị Lan", "F", "1985-03-07");
        known("019085000002", "Trần Văn Nam", "M", "1985-04-08");
        known("019185000003", "Lê Thị Hoa", "F", "1985-05-09");
        imported(Line.of("R1", "Nguyễn Thị Lan", "F", "1985-03-07", "19185000001"),
                Line.of("R2", "Trần Văn Nam", "F", "1985-04-08", "019085000002"),
                Line.of("R3", "Lê Thị Hoa", "F", "1985-05-09", ""));
        return requested("station1");
    }

    /** A complaint of the person has put something right. */
    private void complained(Consumer<Cause> change) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> change.accept(new Cause(Source.COMPLAINT, UUID.randomUUID().toString(),
                "facility1", "police1", null, clock.instant())));
    }

    // ------------------------------------------------------------------------------------------------ whose rows

    @Test
    void recordsOfOtherListsAndOtherProvincesAreNotThere() {
        known("019185000001", "Nguyễn Thị Lan", "F", "1985-03-07");
        imported(Line.of("R1", "Nguyễn Thị Lan", "F", "1985-03-07", ""), Line.of("OTHER", "Nguyễn Thị Lan", "F", "1985-03-07", "").in("05434"),
                Line.of("ABROAD", "Nguyễn Thị Lan", "F", "1985-03-07", ""));
        jdbc.sql("update citizen set province_code = '20' where record_id = 'ABROAD'").update();
        // the other province has a record of the same id, which is legal
        jdbc.sql("update citizen set record_id = 'R1' where record_id = 'ABROAD'").update();
        UUID batch = requested("station1");
        assertThat(rows(batch, "station1")).hasSize(1);
        assertThat(refused(batch, "station1", decision("OTHER", "DECEASED"))).isEqualTo("cleaning.notInBatch");
        decided(batch, "station1", decision("R1", "DECEASED"));
        jdbc.sql("update citizen set record_id = 'ABROAD' where province_code = '20'").update();
        assertThat(refused(batch, "station1", decision("ABROAD", "DECEASED"))).isEqualTo("cleaning.notInBatch");
        assertThat(refused(batch, "station1", decision("R1", "MERGE", "otherRecordId", "ABROAD"))).isEqualTo("cleaning.otherRecord");
        assertThat(jdbc.sql("select count(*) from cleaning_decision").query(Integer.class).single()).isOne();
    }

    @Test
    void eachStageIsDecidedByThoseWhoseTurnItIs() {
        officer("police9", Role.COMMUNE_POLICE, UnitKind.COMMUNE, "05434");
        UUID batch = threeRecords();
        nobodyBut("station1", batch, "DECEASED");
        decided(batch, "station1", edit("R3", "idNumber", "019185000003"));
        complete(batch, "reviewRows", "station1");
        nobodyBut("police1", batch, "CONFIRM");
        confirmAll(batch, "police1");
        complete(batch, "compareByPolice", "police1");
        nobodyBut(null, batch, "RETURN");
        complete(batch, "signAndHandOver", "police1", Map.of("documentNumber", "15/BB-CAP"));
        nobodyBut(null, batch, "RETURN");
        complete(batch, "receiveList", "station1");
        nobodyBut(null, batch, "RETURN");
        assertThat(status("R3")).isEqualTo("MATCHED");
    }

    private void nobodyBut(String whose, UUID batch, String decision) {
        String before = state();
        for (String officer : List.of("station1", "police1", "police9", "chair1", "facility1", "facilityhead1", "district1", "province1", "supervisor1",
                "ministry1", "analyst1", "admin")) {
            if (!officer.equals(whose)) {
                for (var request : List.of(post("/api/v1/cleaning/batches/" + batch + "/decisions"), post("/api/v1/cleaning/batches/" + batch + "/undo"),
                        post("/api/v1/cleaning/batches/" + batch + "/samples"), post("/api/v1/cleaning/batches/" + batch + "/samples/" + UUID.randomUUID() + "/accept"))) {
                    Answer answer = send(request, officer, List.of(decision("R3", decision, "reason", "OTHER")));
                    // Whose turn it is at a stage without rows to decide is told so line by line.
                    assertThat(answer.status() >= 400 && answer.status() < 500 || answer.body().contains("\"REFUSED\"")).as(officer + " " + answer.body()).isTrue();
                }
            }
        }
        assertThat(state()).isEqualTo(before);
    }

    // ------------------------------------------------------------------------------------------------ four eyes

    @Test
    void whoStandsInForStationAndPoliceNeedsSomebodyElse() {
        known("019185000001", "Nguyễn Thị Lan", "F", "1985-03-07");
        imported(Line.of("R1", "Nguyễn Thị Lan", "F", "1985-03-07", "19185000001").in("05434"), Line.of("R2", "Lê Thị Hoa", "F", "1985-05-09", "").in("05434"));
        UUID batch = UUID.fromString(call(post("/api/v1/cleaning/batches"), "province1", Map.of("communeCode", "05434"), 201).path("id").asText());
        accepted(batch, "province1", "R1");
        decided(batch, "province2", edit("R2", "idNumber", "019185000003"));
        complete(batch, "reviewRows", "province1");

        assertThat(refused(batch, "province1", decision("R1", "CONFIRM"))).isEqualTo("cleaning.fourEyes");
        assertThat(refused(batch, "province1", decision("R1", "ACCEPT"))).isEqualTo("cleaning.fourEyes");
        JsonNode sample = call(post("/api/v1/cleaning/batches/" + batch + "/samples"), "province1", Map.of(), 200);
        assertThat(sample.path("total").asInt()).as("only the colleague's").isOne();
        assertThat(send(post("/api/v1/cleaning/batches/" + batch + "/samples/" + sample.path("id").asText() + "/accept"), "province2", null).status())
                .as("a sample that another has looked at").isEqualTo(409);
        call(post("/api/v1/cleaning/batches/" + batch + "/samples/" + sample.path("id").asText() + "/accept"), "province1", null, 200);
        // Taking over the colleague's row makes it the own one again.
        Map<String, Object> mine = edit("R2", "idNumber", "019185000004");
        mine.put("version", row(batch, "province1", "R2").path("version").asInt());
        decided(batch, "province1", mine);
        assertThat(refused(batch, "province1", decision("R2", "CONFIRM"))).isEqualTo("cleaning.fourEyes");
        assertThatThrownBy(() -> complete(batch, "compareByPolice", "province1")).hasMessageContaining("Còn hồ sơ chưa được xác nhận");
        confirmAll(batch, "province2");
        complete(batch, "compareByPolice", "province1");
        assertThat(jdbc.sql("select count(*) from cleaning_row where state = 'CONFIRMED' and decided_by = confirmed_by").query(Integer.class).single()).isZero();
        assertThat(jdbc.sql("select count(*) from cleaning_row where state = 'CONFIRMED'").query(Integer.class).single()).isEqualTo(2);
    }

    /** What the station decided about a record that has changed since cannot be slipped through by editing it and taking that back. */
    @Test
    void editingAndUndoingDoesNotMakeAnOutdatedDecisionConfirmable() {
        UUID batch = threeRecords();
        decided(batch, "station1", edit("R3", "fullName", "Lê Thị Hoà Bình"));
        complete(batch, "reviewRows", "station1");
        complained(cause -> corrections.identity(citizen("R3"), Map.of("fullName", "Lê Thị Huệ"), cause));
        assertThat(refused(batch, "police1", decision("R3", "CONFIRM"))).isEqualTo("cleaning.recordChanged");
        decided(batch, "police1", edit("R3", "idNumber", "019185000003"));
        call(post("/api/v1/cleaning/batches/" + batch + "/undo"), "police1", null, 200);
        assertThat(row(batch, "police1", "R3").path("decision").path("by").asText()).isEqualTo("station1");
        assertThat(refused(batch, "police1", decision("R3", "CONFIRM"))).isEqualTo("cleaning.recordChanged");
        decided(batch, "police1", decision("R3", "RETURN", "reason", "VALUE_WRONG"));
        handedOver(batch);
        assertThat(fact("R3", "full_name")).isEqualTo("Lê Thị Huệ");
    }

    /** What the population database confirms after somebody has looked at a sample is not accepted with it. */
    @Test
    void aClassIsAcceptedAsItWasLookedAt() {
        UUID batch = threeRecords();
        JsonNode sample = call(post("/api/v1/cleaning/batches/" + batch + "/samples"), "station1", Map.of(), 200);
        assertThat(sample.path("total").asInt()).isEqualTo(2);
        clock.advance(Duration.ofSeconds(10));
        jdbc.sql("""
                insert into cleaning_proposal (citizen_id, run_id, rank, rule, full_name, sex, date_of_birth, id_number, changed, content_hash, derived_at, asked_at, result)
                select citizen_id, gen_random_uuid(), 1, 'NAME_SPELLING', 'Nguyễn Thị Làn', sex, date_of_birth, id_number, '{fullName,idNumber}', content_hash, :now, :now, 'MATCH'
                from cleaning_proposal where citizen_id = :id order by id desc limit 1""").param("now", Timestamp.from(clock.instant())).param("id", citizen("R1")).update();
        JsonNode accepted = call(post("/api/v1/cleaning/batches/" + batch + "/samples/" + sample.path("id").asText() + "/accept"), "station1", null, 200);
        assertThat(List.of(accepted.path("done").asInt(), accepted.path("conflicts").asInt())).containsExactly(1, 1);
        assertThat(row(batch, "station1", "R1").path("state").asText()).isEqualTo("OPEN");
    }

    @Test
    void versionsThatNeverWereAreConflicts() {
        UUID batch = threeRecords();
        String before = state();
        for (Object version : new Object[] {-1, 1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            for (String decision : List.of("DECEASED", "NOT_FOUND")) {
                assertThat(refused(batch, "station1", decision("R3", decision, "version", version))).isEqualTo("cleaning.changedByOther");
            }
        }
        call(post("/api/v1/cleaning/batches/" + batch + "/decisions"), "station1", List.of(decision("R3", "DECEASED", "version", 1L << 40)), 400);
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void ofManyDecisionsAboutOneRecordOneCounts() {
        UUID batch = threeRecords();
        List<Map<String, Object>> many = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            many.add(decision("R3", i == 0 ? "DECEASED" : "NOT_FOUND"));
            many.add(decision("R" + (1_000 + i), "DECEASED"));
        }
        Map<String, Integer> codes = new HashMap<>();
        decide(batch, "station1", many).forEach(result -> codes.merge(result.path("result").asText() + " " + result.path("code").asText(), 1, Integer::sum));
        assertThat(codes).isEqualTo(Map.of("DONE ", 1, "REFUSED cleaning.twice", 249, "REFUSED cleaning.notInBatch", 250));
        assertThat(row(batch, "station1", "R3").path("decision").path("decision").asText()).isEqualTo("DECEASED");
        many.add(decision("R3", "DECEASED"));
        call(post("/api/v1/cleaning/batches/" + batch + "/decisions"), "station1", many, 400);
    }

    // ------------------------------------------------------------------------------------------------ what others put right meanwhile

    @Test
    void whatAComplaintPutRightMeanwhileIsNotOverwritten() {
        known("019185000001", "Nguyễn Thị Lan", "F", "1985-03-07");
        known("019185000005", "Đỗ Thị Sen", "F", "1985-01-02");
        Line lan = Line.of("D1", "Nguyễn Thị Lan", "F", "1985-03-07", "019185000001");
        // two doses of one day: a case of its own
        imported(lan, lan.dose("2", "2021-09-01"), Line.of("P1", "Lê Thị Hoa", "F", "1985-05-09", "").phoned("0911111111"),
                Line.of("T1", "Trần Văn Nam", "M", "1985-04-08", ""), Line.of("N1", "Vũ Thị Mai", "F", "1985-06-01", ""),
                Line.of("I1", "Đỗ Thị Sen", "F", "1985-01-02", ""));
        UUID batch = requested("station1");
        decided(batch, "station1", decision("D1", "DOSE", "dose", Map.of("action", "SET", "doseNumber", 2, "date", "2021-11-01", "vaccine", "PFIZER",
                "facilityCode", FACILITY)));
        decided(batch, "station1", edit("P1", "phone", "0922222222"));
        decided(batch, "station1", decision("T1", "TRANSFER", "commune", "05434"));
        decided(batch, "station1", edit("N1", "nationality", "US"));
        decided(batch, "station1", edit("I1", "idNumber", "019185999999"));
        complete(batch, "reviewRows", "station1");
        confirmAll(batch, "police1");
        complete(batch, "compareByPolice", "police1");
        complete(batch, "signAndHandOver", "police1", Map.of("documentNumber", "15/BB-CAP"));
        decided(batch, "district1", decision("D1", "CONFIRM"));
        complete(batch, "confirmDoses", "district1");
        clock.advance(Duration.ofMinutes(1));
        complained(cause -> {
            corrections.setDose(citizen("D1"), new DoseFacts(2, LocalDate.of(2021, 12, 24), "PFIZER", "CP1", FACILITY), cause);
            corrections.contact(citizen("P1"), Map.of("phone", "0933333333"), cause);
            corrections.contact(citizen("T1"), Map.of("permanentCommune", "05435"), cause);
            corrections.identity(citizen("N1"), Map.of("nationality", "FR"), cause);
            corrections.identity(citizen("I1"), Map.of("idNumber", "019185000005"), cause);
        });
        complete(batch, "receiveList", "station1");
        assertThat(jdbc.sql("select vaccination_date::text from dose where citizen_id = :id and dose_number = 2").param("id", citizen("D1")).query(String.class).single())
                .isEqualTo("2021-12-24");
        assertThat(fact("P1", "phone")).isEqualTo("0933333333");
        assertThat(fact("T1", "permanent_commune")).isEqualTo("05435");
        assertThat(fact("N1", "nationality")).isEqualTo("FR");
        assertThat(fact("I1", "id_number")).isEqualTo("019185000005");
        assertThat(jdbc.sql("select count(*) from record_change where source = 'CLEANING'").query(Integer.class).single()).isZero();
        assertThat(rows(batch, "station1")).as("they are looked at once more").extracting(row -> row.path("state").asText()).hasSize(5).containsOnly("OPEN");
    }

    // ------------------------------------------------------------------------------------------------ doses

    @Test
    void theReasonOfADoseThatIsTakenBackOutlivesADoubt() {
        known("019185000001", "Nguyễn Thị Lan", "F", "1985-03-07");
        Line lan = Line.of("R1", "Nguyễn Thị Lan", "F", "1985-03-07", "019185000001");
        imported(lan, lan.dose("2", "2021-09-01"), Line.of("R3", "Lê Thị Hoa", "F", "1985-05-09", ""));
        UUID batch = requested("station1");
        Map<String, Object> ghost = decision("R1", "DOSE", "dose", Map.of("action", "VOID", "doseNumber", 2));
        ghost.put("reason", "GHOST_DOSE");
        decided(batch, "station1", ghost);
        decided(batch, "station1", edit("R3", "idNumber", "019185000003"));
        complete(batch, "reviewRows", "station1");
        decided(batch, "police1", decision("R3", "RETURN", "reason", "PAPERS_NEEDED"));
        decided(batch, "police1", decision("R3", "CONFIRM"));
        complete(batch, "compareByPolice", "police1");
        complete(batch, "signAndHandOver", "police1", Map.of("documentNumber", "15/BB-CAP"));
        decided(batch, "district1", decision("R1", "RETURN", "reason", "PAPERS_NEEDED"));
        decided(batch, "district1", decision("R1", "CONFIRM"));
        complete(batch, "confirmDoses", "district1");
        complete(batch, "receiveList", "station1");
        assertThat(jdbc.sql("select void_reason from dose where status = 'VOID'").query(String.class).single()).isEqualTo("GHOST_DOSE");
        assertThat(jdbc.sql("select string_agg(c.record_id || ' ' || h.reason, ',' order by c.record_id) from record_change h join citizen c on c.id = h.citizen_id "
                + "where h.source = 'CLEANING' and h.field in ('idNumber', 'dose')").query(String.class).single()).isEqualTo("R1 GHOST_DOSE,R3 EDIT");
    }

    @Test
    void noWordsOfAnOfficerGoIntoTheHistoryAsAReason() {
        UUID batch = threeRecords();
        Map<String, Object> set = decision("R3", "DOSE", "dose", Map.of("action", "SET", "doseNumber", 1, "date", "2021-09-02", "vaccine", "PFIZER", "facilityCode", FACILITY));
        set.put("reason", "Bà Lê Thị Hoa, số 019185000003, báo qua 0912345678");
        decide(batch, "station1", List.of(set));
        Map<String, Object> gone = decision("R2", "DOSE", "dose", Map.of("action", "VOID", "doseNumber", 1, "lotNumber", "Bà Hoa", "vaccine", "Bà Hoa",
                "facilityCode", "Bà Hoa"));
        gone.put("reason", "ENTERED_TWICE");
        decide(batch, "station1", List.of(gone));
        assertThat(jdbc.sql("select concat_ws('|', (select jsonb_agg(to_jsonb(r)) from cleaning_row r), (select jsonb_agg(to_jsonb(d)) from cleaning_decision d))")
                .query(String.class).single()).doesNotContain("báo qua", "Bà Hoa");
    }

    @Test
    void aSignedDoseThatIsCorrectedIsSignedNoLonger() {
        known("019185000001", "Nguyễn Thị Lan", "F", "1985-03-07");
        Line lan = Line.of("R1", "Nguyễn Thị Lan", "F", "1985-03-07", "019185000001");
        imported(lan, lan.dose("2", "2021-09-01"));
        jdbc.sql("update dose set status = 'SIGNED'").update();
        UUID batch = requested("station1");
        decided(batch, "station1", decision("R1", "DOSE", "dose", Map.of("action", "SET", "doseNumber", 2, "date", "2021-11-01", "vaccine", "PFIZER",
                "facilityCode", FACILITY)));
        complete(batch, "reviewRows", "station1");
        complete(batch, "compareByPolice", "police1");
        complete(batch, "signAndHandOver", "police1", Map.of("documentNumber", "15/BB-CAP"));
        assertThat(row(batch, "police1", "R1").path("decision").path("decision").asText()).isEqualTo("DOSE");
        assertThat(row(batch, "police1", "R1").toString()).as("who was vaccinated with what is not the police's").doesNotContain("PFIZER", "2021-11-01", FACILITY);
        decided(batch, "district1", decision("R1", "CONFIRM"));
        complete(batch, "confirmDoses", "district1");
        complete(batch, "receiveList", "station1");
        assertThat(jdbc.sql(DOSES).param("id", citizen("R1")).query(String.class).single()).startsWith("1:SIGNED,2:").doesNotContain("2:SIGNED");
        assertThat(status("R1")).as("who somebody is stays proven").isEqualTo("MATCHED");
    }

    // ------------------------------------------------------------------------------------------------ merging and owning

    @Test
    void aChainOfMergesEndsInOneRecordAndACircleInOneToo() {
        known("019185000001", "Nguyễn Thị Lan", "F", "1985-03-07");
        Line lan = Line.of("A1", "Nguyễn Thị Lan", "F", "1985-03-07", "019185000001");
        imported(lan);
        imported(new Line("A2", lan.name(), "F", lan.born(), lan.number(), "VN", lan.phone(), COMMUNE, "2", "2021-10-15"));
        imported(new Line("A3", lan.name(), "F", lan.born(), lan.number(), "VN", lan.phone(), COMMUNE, "3", "2022-02-15"));
        UUID batch = requested("station1");
        List<String> listed = rows(batch, "station1").stream().map(row -> row.path("recordId").asText()).toList();
        assertThat(listed).as("all three resemble each other").containsExactlyInAnyOrder("A1", "A2", "A3");
        decided(batch, "station1", decision("A1", "MERGE", "otherRecordId", "A2"));
        decided(batch, "station1", decision("A2", "MERGE", "otherRecordId", "A3"));
        decided(batch, "station1", decision("A3", "MERGE", "otherRecordId", "A1"));
        agreedByAll(batch);
        assertThat(jdbc.sql("select count(*) from citizen where merged_into is null").query(Integer.class).single()).as("two go, one stays").isOne();
        long left = jdbc.sql("select id from citizen where merged_into is null").query(Long.class).single();
        assertThat(jdbc.sql("select count(*) from citizen where merged_into = :left").param("left", left).query(Integer.class).single()).isEqualTo(2);
        assertThat(jdbc.sql("select string_agg(dose_number::text, ',' order by dose_number) from dose where citizen_id = :id and status <> 'VOID'").param("id", left)
                .query(String.class).single()).isEqualTo("1,2,3");
        assertThat(jdbc.sql("select count(*) from cleaning_case where status = 'OPEN' and citizen_id <> :left").param("left", left).query(Integer.class).single()).isZero();
    }

    @Test
    void namesakesAreNotMerged() {
        imported(Line.of("R1", "Nguyễn Thị Lan", "F", "1985-03-07", "019185000001"), Line.of("R2", "Nguyễn Thị Lan", "F", "1990-08-30", "019190000002").phoned("0987654321"));
        UUID batch = requested("station1");
        assertThat(refused(batch, "station1", decision("R1", "MERGE", "otherRecordId", "R2"))).isEqualTo("cleaning.notSamePerson");
    }

    @Test
    void whoeverLosesANumberToItsOwnerIsComparedAgainAndNobodyIsForgotten() {
        String number = "019185000009";
        imported(Line.of("R1", "Nguyễn Thị Lan", "F", "1985-03-07", number), Line.of("R2", "Vũ Thị Mai", "F", "1985-08-08", number).phoned("0922222222"),
                Line.of("R3", "Bùi Thị Cúc", "F", "1985-09-09", number).phoned("0933333333").in("05434"));
        UUID batch = requested("station1");
        decided(batch, "station1", decision("R1", "OWNER"));
        agreedByAll(batch);
        assertThat(fact("R1", "id_number")).isEqualTo(number);
        assertThat(fact("R2", "id_number")).isNull();
        assertThat(fact("R3", "id_number")).isNull();
        assertThat(status("R2")).isEqualTo("PRECHECK_FAILED");
        assertThat(status("R3")).as("not a draft for ever").isEqualTo("PRECHECK_FAILED");
        assertThat(jdbc.sql("select count(distinct citizen_id) from cleaning_case where status = 'OPEN' and mismatch_class = 'M1'").query(Integer.class).single()).isEqualTo(2);
    }

    @Test
    void theOwnersOtherRecordKeepsTheNumber() {
        String number = "019185000009";
        imported(Line.of("R1", "Nguyễn Thị Lan", "F", "1985-03-07", number), Line.of("R2", "Vũ Thị Mai", "F", "1985-08-08", number).phoned("0922222222"));
        imported(Line.of("R4", "Nguyễn Thị Lan", "F", "1985-03-07", number));
        UUID batch = requested("station1");
        decided(batch, "station1", decision("R1", "OWNER"));
        agreedByAll(batch);
        assertThat(fact("R2", "id_number")).isNull();
        assertThat(fact("R4", "id_number")).as("the same person, to be merged").isEqualTo(number);
    }

    @Test
    void aProvenRecordKeepsWhoItIsWhateverIsDecided() {
        known("019185000001", "Nguyễn Thị Lan", "F", "1985-03-07");
        Line lan = Line.of("R1", "Nguyễn Thị Lan", "F", "1985-03-07", "019185000001");
        imported(lan, lan.dose("2", "2021-09-01"));
        assertThat(status("R1")).isEqualTo("MATCHED");
        UUID batch = requested("station1");
        for (String field : List.of("fullName", "sex", "dateOfBirth", "idNumber", "nationality")) {
            assertThat(refused(batch, "station1", edit("R1", field, Map.of("fullName", "Nguyễn Thị Làn", "sex", "M", "dateOfBirth", "1985-03-08",
                    "idNumber", "019185000002", "nationality", "US").get(field)))).as(field).isEqualTo("cleaning.matched");
        }
        assertThat(refused(batch, "station1", decision("R1", "RECOMPARE"))).isEqualTo("cleaning.matched");
        assertThat(refused(batch, "station1", decision("R1", "OWNER"))).isEqualTo("cleaning.noCollision");
        assertThat(refused(batch, "station1", decision("R1", "NOT_OWNER"))).isEqualTo("cleaning.matched");
    }

    // ------------------------------------------------------------------------------------------------ paper and repair

    @Test
    void theNumberOfAPaperIsNoPlaceForAPerson() {
        UUID batch = threeRecords();
        decided(batch, "station1", edit("R3", "idNumber", "019185000003"));
        complete(batch, "reviewRows", "station1");
        confirmAll(batch, "police1");
        complete(batch, "compareByPolice", "police1");
        for (Object nonsense : new Object[] {"Lê Thị Hoa", "Nguyễn Thị Lan 1985", "0912 345 678", "0912.345.678", "019 185 000 003", "0191/8500-0003", "bà Hoa", "", " ", 15, true,
            "15/BB\u0000", "9".repeat(60), "=1+1", List.of("15")}) {
            assertThatThrownBy(() -> complete(batch, "signAndHandOver", "police1", Map.of("documentNumber", nonsense))).as("" + nonsense)
                    .hasMessageContaining("Số văn bản bàn giao chưa hợp lệ");
        }
        complete(batch, "signAndHandOver", "police1", Map.of("documentNumber", "15/2022/BB-CAP"));
        assertThat(task(batch, "receiveList")).isNotNull();
    }

    /** An administrator may move the token of an instance, to repair it; what the police have not signed is not made by that. */
    @Test
    void anAdministratorDoesNotGetPastThePolice() {
        UUID batch = threeRecords();
        decided(batch, "station1", edit("R3", "idNumber", "019185000003"));
        complete(batch, "reviewRows", "station1");
        confirmAll(batch, "police1");
        String before = jdbc.sql("select jsonb_agg(to_jsonb(c) order by c.id)::text from citizen c").query(String.class).single();
        String instance = task(batch, "compareByPolice").getProcessInstanceId();
        assertThatThrownBy(() -> as("admin", () -> {
            engine.getRuntimeService().createProcessInstanceModification(instance).startBeforeActivity("openRecomparison").execute();
            return null;
        })).hasMessageContaining("POLICE");
        for (String activity : List.of("applyNextRows", "settleRows", "recordResolution")) {
            as("admin", () -> {
                engine.getRuntimeService().createProcessInstanceModification(instance).startBeforeActivity(activity).execute();
                return null;
            });
            Job job = engine.getManagementService().createJobQuery().processInstanceId(instance).messages().singleResult();
            assertThatThrownBy(() -> engine.getManagementService().executeJob(job.getId())).as(activity).hasMessageContaining("POLICE");
            as("admin", () -> {
                engine.getRuntimeService().createProcessInstanceModification(instance).cancelAllForActivity(activity).execute();
                return null;
            });
        }
        assertThat(jdbc.sql("select jsonb_agg(to_jsonb(c) order by c.id)::text from citizen c").query(String.class).single()).isEqualTo(before);
        assertThat(row(batch, "police1", "R3").path("state").asText()).isEqualTo("CONFIRMED");
        handedOver(batch);
        assertThat(status("R3")).as("the ordinary way is still open").isEqualTo("MATCHED");
    }

    /** All that may not change, but for samples and who looked. */
    private String state() {
        return jdbc.sql("""
                select concat_ws('|', (select jsonb_agg(to_jsonb(c) order by c.id) from citizen c), (select jsonb_agg(to_jsonb(d) order by d.id) from dose d),
                  (select jsonb_agg(to_jsonb(r) order by r.batch_id, r.line) from cleaning_row r), (select jsonb_agg(to_jsonb(b) order by b.id) from cleaning_batch b),
                  (select jsonb_agg(to_jsonb(k) order by k.id) from cleaning_case k), (select count(*) from cleaning_decision),
                  (select count(*) from record_change), (select jsonb_agg(jsonb_build_array(id_, task_def_key_, assignee_) order by id_) from act_ru_task),
                  (select jsonb_agg(jsonb_build_array(name_, text_, long_, double_) order by id_) from act_ru_variable))""").query(String.class).single();
    }
}
