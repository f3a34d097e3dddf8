package vn.minhxac.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import vn.minhxac.FlowNodes;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;

/** Data cleaning as 2262 has it: the station lists and reviews, the police confirm, sign and hand over, the records change and are compared again. */
class DataCleaningTest extends CleaningScene {

    private static final FlowNodes PASSED = new FlowNodes("dataCleaning");
    private static final FlowNodes PASSED_AT_NIGHT = new FlowNodes("nightlyCleaning");
    private static final FlowNodes PASSED_ASKING = new FlowNodes("proposalCheck");

    @AfterEach
    void remember() {
        List.of(PASSED, PASSED_AT_NIGHT, PASSED_ASKING).forEach(nodes -> nodes.remember(engine));
    }

    @AfterAll
    static void everyFlowNodeWasPassed() {
        assertThat(PASSED.notPassed()).isEmpty();
        assertThat(PASSED_AT_NIGHT.notPassed()).isEmpty();
        assertThat(PASSED_ASKING.notPassed()).isEmpty();
    }

    private ProcessInstance instance(UUID batch) {
        return engine.getRuntimeService().createProcessInstanceQuery().processInstanceBusinessKey(batch.toString()).singleResult();
    }

    /** Lan lost the zero of her number in a spreadsheet, Nam's sex is wrong, Hoa has no number; the registry knows all of them. */
    private void threeWrongRecords() {
        known("019185000001", "Nguyễn Thị Lan", "F", "1985-03-07");
        known("019085000002", "Trần Văn Nam", "M", "1985-04-08");
        known("019185000003", "Lê Thị Hoa", "F", "1985-05-09");
        imported(Line.of("R1", "Nguyễn Thị Lan", "F", "1985-03-07", "19185000001"),
                Line.of("R2", "Trần Văn Nam", "F", "1985-04-08", "019085000002"),
                Line.of("R3", "Lê Thị Hoa", "F", "1985-05-09", ""));
    }

    @Test
    void whatTheRegistryConfirmedIsAcceptedConfirmedAppliedAndMatches() {
        threeWrongRecords();
        UUID batch = requested("station1");
        assertThat(instance(batch)).isWaitingAt("reviewRows").hasVariables("batchId", "stationGroup", "policeGroup");

        var lan = row(batch, "station1", "R1");
        assertThat(lan.path("proposals").get(0).path("confirmedByRegistry").asBoolean()).isTrue();
        assertThat(lan.path("proposals").get(0).path("changes").path("idNumber").path("to").asText()).isEqualTo("019185000001");
        accepted(batch, "station1", "R1");
        accepted(batch, "station1", "R2");
        decided(batch, "station1", edit("R3", "idNumber", "019185000003"));
        complete(batch, "reviewRows", "station1");

        assertThat(instance(batch)).isWaitingAt("compareByPolice");
        confirmAll(batch, "police1");
        complete(batch, "compareByPolice", "police1");
        assertThat(instance(batch)).isWaitingAt("signAndHandOver");
        complete(batch, "signAndHandOver", "police1", Map.of("documentNumber", "15/BB-CAP"));
        assertThat(status("R1")).as("nothing changes before the station has received the signed list").isEqualTo("PRECHECK_FAILED");
        complete(batch, "receiveList", "station1");

        assertThat(List.of(status("R1"), status("R2"), status("R3"))).containsOnly("MATCHED");
        assertThat(fact("R2", "sex")).isEqualTo("M");
        assertThat(jdbc.sql("select stage from cleaning_batch").query(String.class).single()).isEqualTo("DONE");
        assertThat(jdbc.sql("select count(*) from dose where status = 'READY_TO_SIGN' or exists (select from signing_item i where i.dose_id = dose.id)")
                .query(Integer.class).single()).as("doses on their way to be signed").isEqualTo(3);
        assertThat(jdbc.sql("""
                select count(*) from record_change where source = 'CLEANING' and source_id = :batch and changed_by = 'station1'
                and confirmed_by = 'police1'""").param("batch", batch.toString()).query(Integer.class).single()).isEqualTo(3);
        assertThat(jdbc.sql("select count(*) from cleaning_case where status = 'OPEN'").query(Integer.class).single()).isZero();
    }

    @Test
    void whatIsNotReviewedGoesOnAsAListOfItsOwnAndHoldsNobodyUp() {
        threeWrongRecords();
        UUID batch = requested("station1");
        assertThatThrownBy(() -> complete(batch, "reviewRows", "station1")).hasMessageContaining("Chưa có hồ sơ nào được rà soát");
        accepted(batch, "station1", "R1");
        complete(batch, "reviewRows", "station1");

        UUID rest = jdbc.sql("select id from cleaning_batch where follows = :batch").param("batch", batch).query(UUID.class).single();
        assertThat(instance(rest)).isWaitingAt("reviewRows");
        assertThat(rows(rest, "station1")).extracting(row -> row.path("recordId").asText()).containsExactlyInAnyOrder("R2", "R3");
        confirmAll(batch, "police1");
        handedOver(batch);
        assertThat(status("R1")).isEqualTo("MATCHED");
        assertThat(instance(batch)).isNull();
        assertThat(task(rest, "reviewRows")).isNotNull();
    }

    @Test
    void aListThatOthersHavePutRightIsCompleteWithoutADecision() {
        threeWrongRecords();
        UUID batch = requested("station1");
        decided(batch, "station1", edit("R3", "idNumber", "019185999999"));
        agreedByAll(batch);
        assertThat(instance(batch)).as("the second round").isWaitingAt("reviewRows");
        assertThatThrownBy(() -> complete(batch, "reviewRows", "station1")).hasMessageContaining("Chưa có hồ sơ nào được rà soát");
        // a complaint brings the right number, and it matches
        jdbc.sql("update citizen set id_number = '019185000003', identity_status = 'MATCHED' where record_id = 'R3'").update();
        jdbc.sql("update cleaning_case set status = 'CLOSED', closed_at = opened_at, close_reason = 'SETTLED' where citizen_id = :id")
                .param("id", citizen("R3")).update();
        complete(batch, "reviewRows", "station1");
        assertThat(instance(batch)).as("nothing is left for the police").isNull();
        assertThat(jdbc.sql("select stage from cleaning_batch where id = :id").param("id", batch).query(String.class).single()).isEqualTo("DONE");
    }

    @Test
    void whoFailsTwiceGoesToTheProvincialTaskForce() {
        threeWrongRecords();
        UUID batch = requested("station1");
        decided(batch, "station1", edit("R3", "idNumber", "019185999999"));
        agreedByAll(batch);
        assertThat(instance(batch)).as("the second round").isWaitingAt("reviewRows");
        assertThat(head(batch, "station1").path("round").asInt()).isEqualTo(2);
        assertThat(row(batch, "station1", "R3").path("state").asText()).isEqualTo("OPEN");

        decided(batch, "station1", edit("R3", "idNumber", "019185888888"));
        agreedByAll(batch);
        assertThat(instance(batch)).isWaitingAt("resolveByTaskForce");
        assertThat(task(batch, "resolveByTaskForce").getTenantId()).isEqualTo(PROVINCE);

        decided(batch, "province1", decision("R3", "RETURN", "reason", "PAPERS_NEEDED"));
        complete(batch, "resolveByTaskForce", "province1");
        assertThat(instance(batch)).isWaitingAt("reviewRows");
        assertThat(row(batch, "station1", "R3").path("decision").path("reasonText").asText()).isEqualTo("Cần bổ sung giấy tờ");
        decided(batch, "station1", edit("R3", "idNumber", "019185000003"));
        agreedByAll(batch);
        assertThat(status("R3")).isEqualTo("MATCHED");
        assertThat(instance(batch)).isNull();
    }

    @Test
    void theTaskForceClosesWithAReason() {
        threeWrongRecords();
        UUID batch = requested("station1");
        decided(batch, "station1", decision("R3", "NOT_FOUND"));
        agreedByAll(batch);
        assertThat(instance(batch)).as("nobody in the commune knows the person").isWaitingAt("resolveByTaskForce");
        assertThat(refused(batch, "province1", decision("R3", "CLOSE"))).isEqualTo("cleaning.reason");
        decided(batch, "province1", decision("R3", "CLOSE", "reason", "PERSON_UNKNOWN"));
        complete(batch, "resolveByTaskForce", "province1");
        assertThat(instance(batch)).isNull();
        assertThat(jdbc.sql("select count(*) from cleaning_case where citizen_id = :id and status = 'OPEN'").param("id", citizen("R3"))
                .query(Integer.class).single()).isZero();
    }

    @Test
    void whatThePoliceSendBackIsReviewedOnceMore() {
        threeWrongRecords();
        UUID batch = requested("station1");
        accepted(batch, "station1", "R1");
        decided(batch, "station1", edit("R3", "idNumber", "019185000003"));
        complete(batch, "reviewRows", "station1");
        assertThat(refused(batch, "police1", decision("R3", "RETURN"))).isEqualTo("cleaning.reason");
        decided(batch, "police1", decision("R3", "RETURN", "reason", "PAPERS_NEEDED"));
        assertThatThrownBy(() -> complete(batch, "compareByPolice", "police1")).hasMessageContaining("Còn hồ sơ chưa được xác nhận");
        decided(batch, "police1", decision("R1", "CONFIRM"));
        handedOver(batch);
        assertThat(status("R1")).isEqualTo("MATCHED");
        assertThat(instance(batch)).isWaitingAt("reviewRows");
        assertThat(fact("R3", "id_number")).isNull();
        assertThat(row(batch, "station1", "R3").path("decision").path("reasonText").asText()).isEqualTo("Cần bổ sung giấy tờ");
    }

    @Test
    void whoProposesDoesNotConfirmAndPoliceWhoKnowBetterNeedAColleague() {
        threeWrongRecords();
        officer("police2", Role.COMMUNE_POLICE, UnitKind.COMMUNE, COMMUNE);
        UUID batch = requested("station1");
        decided(batch, "station1", edit("R3", "idNumber", "019185777777"));
        complete(batch, "reviewRows", "station1");
        decided(batch, "police1", edit("R3", "idNumber", "019185000003"));
        assertThat(refused(batch, "police1", decision("R3", "CONFIRM"))).isEqualTo("cleaning.fourEyes");
        decided(batch, "police2", decision("R3", "CONFIRM", "npdResult", "BOTH"));
        handedOver(batch);
        assertThat(status("R3")).isEqualTo("MATCHED");
        assertThat(jdbc.sql("select changed_by || ' ' || confirmed_by from record_change").query(String.class).single()).isEqualTo("police1 police2");
    }

    @Test
    void oneStationWithoutOfficersIsServedByTwoPeopleOfTheProvince() {
        known("019185000001", "Nguyễn Thị Lan", "F", "1985-03-07");
        imported(Line.of("R1", "Nguyễn Thị Lan", "F", "1985-03-07", "19185000001").in("05434"));
        UUID batch = UUID.fromString(call(org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post("/api/v1/cleaning/batches"), "province1",
                Map.of("communeCode", "05434"), 201).path("id").asText());
        accepted(batch, "province1", "R1");
        complete(batch, "reviewRows", "province1");
        assertThat(refused(batch, "province1", decision("R1", "CONFIRM"))).isEqualTo("cleaning.fourEyes");
        decided(batch, "province2", decision("R1", "CONFIRM"));
        complete(batch, "compareByPolice", "province2");
        complete(batch, "signAndHandOver", "province2", Map.of("documentNumber", "1/BB"));
        complete(batch, "receiveList", "province1");
        assertThat(status("R1")).isEqualTo("MATCHED");
    }

    @Test
    void whoMovedIsListedInTheOtherCommune() {
        threeWrongRecords();
        UUID batch = requested("station1");
        assertThat(refused(batch, "station1", decision("R3", "TRANSFER", "commune", COMMUNE))).isEqualTo("cleaning.commune");
        decided(batch, "station1", decision("R3", "TRANSFER", "commune", "05434"));
        agreedByAll(batch);
        assertThat(fact("R3", "permanent_commune")).isEqualTo("05434");
        assertThat(instance(batch)).isNull();
        night();
        assertThat(jdbc.sql("select commune_code from cleaning_batch b join cleaning_row r on r.batch_id = b.id where r.citizen_id = :id and r.state = 'OPEN'")
                .param("id", citizen("R3")).query(String.class).single()).isEqualTo("05434");
    }

    @Test
    void theDeadAreClosedAndNotListedAgain() {
        threeWrongRecords();
        UUID batch = requested("station1");
        decided(batch, "station1", decision("R3", "DECEASED"));
        agreedByAll(batch);
        assertThat(jdbc.sql("select distinct close_reason from cleaning_case where citizen_id = :id").param("id", citizen("R3")).query(String.class).single())
                .isEqualTo("DECEASED");
        night();
        assertThat(jdbc.sql("select count(*) from cleaning_row where citizen_id = :id and state not in ('DONE', 'RELEASED')")
                .param("id", citizen("R3")).query(Integer.class).single()).isZero();
    }

    @Test
    void twoRecordsOfOnePersonAreMergedWithFourEyesAndBothHistories() {
        known("019185000001", "Nguyễn Thị Lan", "F", "1985-03-07");
        imported(Line.of("R1", "Nguyễn Thị Lan", "F", "1985-03-07", "019185000001"));
        imported(Line.of("R2", "Nguyễn Thị Lan", "F", "1985-03-07", "019185000001").dose("2", "2021-10-15"));
        assertThat(status("R2")).isEqualTo("MATCHED");
        UUID batch = requested("station1");
        var row = row(batch, "station1", "R2");
        assertThat(row.path("others").get(0).path("recordId").asText()).isEqualTo("R1");
        assertThat(refused(batch, "station1", decision("R2", "MERGE", "otherRecordId", "R2"))).isEqualTo("cleaning.otherRecord");
        decided(batch, "station1", decision("R2", "MERGE", "otherRecordId", "R1"));
        agreedByAll(batch);
        assertThat(fact("R2", "merged_into")).isEqualTo(Long.toString(citizen("R1")));
        assertThat(jdbc.sql("select string_agg(dose_number::text, ',' order by dose_number) from dose where citizen_id = :id and status <> 'VOID'")
                .param("id", citizen("R1")).query(String.class).single()).isEqualTo("1,2");
        assertThat(jdbc.sql("select count(*) from cleaning_case where status = 'OPEN'").query(Integer.class).single()).isZero();
    }

    @Test
    void dosesThatContradictEachOtherAreNotMergedAndTheStationReadsWhy() {
        known("019185000001", "Nguyễn Thị Lan", "F", "1985-03-07");
        imported(Line.of("R1", "Nguyễn Thị Lan", "F", "1985-03-07", "019185000001"));
        imported(Line.of("R2", "Nguyễn Thị Lan", "F", "1985-03-07", "019185000001").dose("1", "2021-10-15"));
        UUID batch = requested("station1");
        decided(batch, "station1", decision("R2", "MERGE", "otherRecordId", "R1"));
        agreedByAll(batch);
        assertThat(fact("R2", "merged_into")).isNull();
        assertThat(row(batch, "station1", "R2").path("decision").path("reasonText").asText()).isEqualTo("Mũi tiêm của hai hồ sơ mâu thuẫn nhau");
        assertThat(jdbc.sql("select count(*) from dose where status <> 'VOID'").query(Integer.class).single()).isEqualTo(2);
    }

    @Test
    void thePoliceDecideWhoseTheNumberIs() {
        known("019185000009", "Vũ Thị Mai", "F", "1985-08-08");
        imported(Line.of("R1", "Nguyễn Thị Lan", "F", "1985-03-07", "019185000009"), Line.of("R2", "Vũ Thị Mai", "F", "1985-08-08", "019185000009"));
        UUID batch = requested("station1");
        assertThat(rows(batch, "station1")).as("the owner is proven; only the other has a case").hasSize(1);
        assertThat(refused(batch, "station1", decision("R1", "OWNER"))).isEqualTo("cleaning.ownerProven");
        decided(batch, "station1", decision("R1", "NOT_OWNER"));
        agreedByAll(batch);
        assertThat(fact("R1", "id_number")).isNull();
        assertThat(fact("R2", "id_number")).isEqualTo("019185000009");
        assertThat(instance(batch)).as("now the number is missing").isWaitingAt("reviewRows");
        assertThat(row(batch, "station1", "R1").path("classes").get(0).path("code").asText()).isEqualTo("M1");
    }

    @Test
    void aGhostDoseIsVoidedWithAReasonConfirmedAboveAndNeverDeleted() {
        known("019185000001", "Nguyễn Thị Lan", "F", "1985-03-07");
        Line lan = Line.of("R1", "Nguyễn Thị Lan", "F", "1985-03-07", "019185000001");
        imported(lan, lan.dose("2", "2021-09-01"));
        UUID batch = requested("station1");
        Map<String, Object> voided = decision("R1", "DOSE", "dose", Map.of("action", "VOID", "doseNumber", 2));
        assertThat(refused(batch, "station1", voided)).isEqualTo("cleaning.reason");
        voided.put("reason", "GHOST_DOSE");
        decided(batch, "station1", voided);
        complete(batch, "reviewRows", "station1");
        assertThat(refused(batch, "police1", decision("R1", "CONFIRM"))).as("doses are not for the police").isEqualTo("cleaning.notAtThisStage");
        assertThat(rows(batch, "police1")).as("nor to be seen by them").isEmpty();
        complete(batch, "compareByPolice", "police1");
        complete(batch, "signAndHandOver", "police1", Map.of("documentNumber", "15/BB-CAP"));
        assertThat(instance(batch)).isWaitingAt("confirmDoses");
        decided(batch, "district1", decision("R1", "CONFIRM"));
        complete(batch, "confirmDoses", "district1");
        complete(batch, "receiveList", "station1");
        assertThat(jdbc.sql("select status || ' ' || void_reason from dose where dose_number = 2").query(String.class).single()).isEqualTo("VOID GHOST_DOSE");
        assertThat(instance(batch)).isNull();
    }

    @Test
    void listsAreMadeAtNightAndNewCasesJoinTheListInReview() {
        threeWrongRecords();
        night();
        UUID batch = jdbc.sql("select id from cleaning_batch").query(UUID.class).single();
        assertThat(instance(batch)).isWaitingAt("reviewRows");
        assertThat(rows(batch, "station1")).hasSize(3);
        assertThatThrownBy(() -> requested("station1")).hasMessageContaining("Xã đã có danh sách đang rà soát");
        imported(Line.of("R4", "Phạm Thị Nga", "F", "1985-06-10", ""));
        night();
        assertThat(rows(batch, "station1")).extracting(row -> row.path("recordId").asText()).contains("R4").hasSize(4);
        night();
        assertThat(jdbc.sql("select count(*) from cleaning_batch").query(Integer.class).single()).isOne();
    }

    @Test
    void aCommuneWithoutWrongRecordsHasNothingToDo() {
        UUID batch = requested("station1");
        assertThat(instance(batch)).isNull();
        assertThat(jdbc.sql("select stage from cleaning_batch where id = :id").param("id", batch).query(String.class).single()).isEqualTo("DONE");
    }

    @Test
    void latePoliceAreRemindedAndTheChairIsTold() {
        threeWrongRecords();
        officers.save(new Officer("police1", "police1", Role.COMMUNE_POLICE, UnitKind.COMMUNE, COMMUNE, PROVINCE, "police@example.test", null, true), "minhxac");
        officers.save(new Officer("chair1", "chair1", Role.COMMUNE_CHAIR, UnitKind.COMMUNE, COMMUNE, PROVINCE, "chair@example.test", null, true), "minhxac");
        UUID batch = requested("station1");
        accepted(batch, "station1", "R1");
        complete(batch, "reviewRows", "station1");
        clock.advance(Duration.ofDays(3).plusMinutes(1));
        runJobs();
        assertThat(jdbc.sql("select recipient from outbox order by 1").query(String.class).list()).containsExactly("chair@example.test", "police@example.test");
        assertThat(instance(batch)).as("the work goes on").isWaitingAt("compareByPolice");
    }

    @Test
    void whatTheRegistryMatchedMeanwhileIsNeverOverwritten() {
        threeWrongRecords();
        UUID batch = requested("station1");
        decided(batch, "station1", edit("R2", "fullName", "Trần Văn Nắm"));
        complete(batch, "reviewRows", "station1");
        confirmAll(batch, "police1");
        jdbc.sql("update citizen set sex = 'M', identity_status = 'MATCHED' where record_id = 'R2'").update();
        handedOver(batch);
        assertThat(fact("R2", "full_name")).isEqualTo("Trần Văn Nam");
        assertThat(jdbc.sql("select outcome from cleaning_row where citizen_id = :id").param("id", citizen("R2")).query(String.class).single())
                .isEqualTo("MATCHED");
    }

    private void night() {
        engine.getRuntimeService().startProcessInstanceByKey("nightlyCleaning");
        runJobs();
    }
}
