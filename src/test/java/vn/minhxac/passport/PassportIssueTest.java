package vn.minhxac.passport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Passport issue, from the signed list to the stored passport. */
class PassportIssueTest extends PassportTestData {

    private static final Set<String> PASSED = new HashSet<>();

    @Autowired
    PassportChecker checker;
    @Autowired
    DataSource dataSource;

    @AfterEach
    void notePassedNodes() {
        engine.getHistoryService().createHistoricActivityInstanceQuery().list().forEach(a -> PASSED.add(a.getActivityId()));
    }

    @AfterAll
    static void everyNodeOfTheDiagramWasPassed() {
        var model = Bpmn.readModelFromStream(PassportIssueTest.class.getResourceAsStream("/processes/passport-issue.bpmn"));
        assertThat(model.getModelElementsByType(FlowNode.class)).extracting(FlowNode::getId).isSubsetOf(PASSED);
    }

    @Test
    void whoHasASignedDoseGetsAPassportAboutTheLatest() {
        long nhung = citizen("R1", "Đặng Thị Hồng Nhung", "019185000001");
        signed(nhung, 1, FIRST, "ASTRAZENECA");
        signed(nhung, 2, SECOND, "PFIZER");
        UUID list = list(nhung);
        tell(list);
        ProcessInstance instance = instance(list);
        assertThat(instance).isWaitingAt("openBatch");
        runJobs();
        assertThat(instance).isEnded().hasPassedInOrder("openBatch", "issueNextChunk", "passportsIssued");

        var passport = jdbc.sql("select * from passport").query().singleRow();
        assertThat(passport).containsEntry("status", "ACTIVE").containsEntry("person_key", "VN:019185000001");
        assertThat((String) passport.get("uvci")).startsWith("URN:UVCI:01:VN:").doesNotContain("019185000001");
        CheckedPassport code = checker.check((String) passport.get("hc1"), clock.instant());
        assertThat(code.status()).isEqualTo(CheckedPassport.Status.VALID);
        assertThat(code.fields()).extracting(PassportFields::fullName, PassportFields::latinName, PassportFields::dateOfBirth,
                        PassportFields::doseNumber, PassportFields::seriesDoses, PassportFields::vaccinationDate, PassportFields::product,
                        PassportFields::issuer)
                .containsExactly("Đặng Thị Hồng Nhung", "DANG<<THI<HONG<NHUNG", "1985-02-07", 2, 2, "2021-10-12", "EU/1/20/1528",
                        "Ministry of Health of Viet Nam");
        assertThat(batch(list)).containsEntry("status", "DONE").containsEntry("people", 1).containsEntry("issued", 1);
        assertThat(audited("passport.issued")).contains("\"issued\": 1");
        assertThat(jdbc.sql("select string_agg(distinct name_, ',' order by name_) from act_hi_varinst").query(String.class).optional())
                .as("history keeps no variables at level activity").isEmpty();
    }

    @Test
    void nobodyEligibleEndsTheBatchAtOnce() {
        long mismatched = citizen("R1", "Đặng Thị Hồng Nhung", "019185000001", "VN", "MISMATCHED", null);
        signed(mismatched, 1, FIRST, "PFIZER");
        long tooEarly = citizen("R2", "Lê Thị Hoa", "019185000002");
        signed(tooEarly, 1, LocalDate.of(2021, 3, 7), "COVAXIN");
        long excluded = citizen("R3", "Lê Thị Lan", "019185000003");
        signed(excluded, 1, FIRST, "PFIZER");
        UUID list = list(mismatched, tooEarly, excluded);
        jdbc.sql("update signing_item set state = 'EXCLUDED' where citizen_id = :id").param("id", excluded).update();
        tell(list);
        ProcessInstance instance = instance(list);
        runJobs();
        assertThat(instance).isEnded().hasPassed("nobodyEligible").hasNotPassed("issueNextChunk");
        assertThat(count("passport")).isZero();
        assertThat(batch(list)).containsEntry("status", "DONE").containsEntry("people", 0);
    }

    @Test
    void aVaccineThatIsNotEligibleYieldsNoPassportAndIsNotTakenForTheLatest() {
        jdbc.sql("""
                insert into vaccine (code, name, mp, ma, vp, sd, passport_eligible, valid_from)
                values ('NOTELIGIBLE', 'Thử nghiệm', 'X', 'X', 'X', 2, false, '2021-01-01') on conflict do nothing""").update();
        long both = citizen("R1", "Đặng Thị Hồng Nhung", "019185000001");
        signed(both, 1, FIRST, "VERO_CELL");
        signed(both, 2, SECOND, "NOTELIGIBLE");
        long only = citizen("R2", "Lê Thị Hoa", "019185000002");
        signed(only, 1, FIRST, "NOTELIGIBLE");
        issue(list(both, only));
        assertThat(onlyFields().product()).isEqualTo("BBIBP-CorV");
        jdbc.sql("delete from vaccine where code = 'NOTELIGIBLE'").update();
    }

    @Test
    void anUnsignedThirdDoseIsNotOnThePassport() {
        long nhung = citizen("R1", "Đặng Thị Hồng Nhung", "019185000001");
        signed(nhung, 1, FIRST, "MODERNA");
        signed(nhung, 2, SECOND, "MODERNA");
        dose(nhung, 3, THIRD, "PFIZER", "READY_TO_SIGN");
        issue(list(nhung));
        assertThat(onlyFields()).extracting(PassportFields::doseNumber, PassportFields::vaccinationDate).containsExactly(2, "2021-10-12");
    }

    @Test
    void aBoosterAfterASingleDoseSeriesIsToldFromACompletedSeries() {
        long nhung = citizen("R1", "Đặng Thị Hồng Nhung", "019185000001");
        signed(nhung, 1, FIRST, "JANSSEN");
        signed(nhung, 2, THIRD, "PFIZER");
        issue(list(nhung));
        assertThat(onlyFields()).extracting(PassportFields::doseNumber, PassportFields::seriesDoses).containsExactly(2, 1);
    }

    @Test
    void severalRecordsOfOnePersonGiveOnePassportAboutTheLatestDoseOfAll() {
        long one = citizen("R1", "Đặng Thị Hồng Nhung", "019185000001");
        long other = citizen("R2", "ĐẶNG THỊ HỒNG NHUNG", "019185000001");
        signed(one, 1, FIRST, "ASTRAZENECA");
        signed(other, 2, SECOND, "ASTRAZENECA");
        UUID list = list(one, other);
        issue(list);
        assertThat(onlyFields().doseNumber()).isEqualTo(2);
        assertThat(batch(list)).containsEntry("people", 1);
    }

    @Test
    void aForeignerNeedsNoComparison() {
        long john = citizen("R1", "John Smith", "C1234567", "GB", "EXEMPT_FOREIGNER", null);
        signed(john, 1, FIRST, "PFIZER");
        issue(list(john));
        assertThat(onlyFields().latinName()).isEqualTo("JOHN<<SMITH");
    }

    @Test
    void twoPeopleWithTheSameNumberOfDifferentCountriesAreTwo() {
        long vietnamese = citizen("R1", "Lê Thị Hoa", "123456789");
        long foreigner = citizen("R2", "Ann Lee", "123456789", "SG", "EXEMPT_FOREIGNER", null);
        signed(vietnamese, 1, FIRST, "PFIZER");
        signed(foreigner, 1, FIRST, "PFIZER");
        issue(list(vietnamese, foreigner));
        assertThat(count("passport where status = 'ACTIVE'")).isEqualTo(2);
    }

    @Test
    void toldTwiceAListGetsOneBatch() {
        UUID list = list(crowd(1, 3));
        tell(list);
        tell(list);
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("passportIssue").count()).isEqualTo(1);
        runJobs();
        tell(list);
        runJobs();
        assertThat(count("passport")).isEqualTo(3);
        assertThat(count("passport_batch")).isEqualTo(1);
    }

    @Test
    void aSigningThatIsRolledBackLeavesNoBatch() {
        UUID list = list(crowd(1, 1));
        new org.springframework.transaction.support.TransactionTemplate(transactions).executeWithoutResult(tx -> {
            events.publishEvent(new vn.minhxac.signing.DosesSigned(list, PROVINCE));
            tx.setRollbackOnly();
        });
        assertThat(count("passport_batch")).isZero();
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().count()).isZero();
    }

    @Test
    void aLargeListIsIssuedInChunksOfAThousand() {
        UUID list = list(crowd(1, 2_345));
        tell(list);
        ProcessInstance instance = instance(list);
        runJobs();
        assertThat(instance).isEnded();
        assertThat(engine.getHistoryService().createHistoricActivityInstanceQuery().activityId("issueNextChunk").finished().count()).isEqualTo(3);
        assertThat(count("passport where status = 'ACTIVE'")).isEqualTo(2_345);
        assertThat(count("passport_batch_member where outcome = 'ISSUED'")).isEqualTo(2_345);
        assertThat(batch(list)).containsEntry("issued", 2_345);
    }

    @Test
    void whoLostEligibilityOrGotAPassportMeanwhileIsSkipped() {
        List<Long> people = crowd(1, 4);
        UUID list = list(people);
        tell(list);
        runOpenBatch();
        jdbc.sql("update dose set status = 'VOID', void_reason = 'test' where citizen_id = :id").param("id", people.get(0)).update();
        jdbc.sql("update citizen set identity_status = 'MISMATCHED' where id = :id").param("id", people.get(1)).update();
        givePassport(people.get(2), batchOf(list));
        runJobs();
        assertThat(outcomes()).containsExactly("NOT_ELIGIBLE", "NOT_ELIGIBLE", "HAS_PASSPORT", "ISSUED");
        assertThat(batch(list)).containsEntry("issued", 1).containsEntry("status", "DONE");
    }

    @Test
    void twoNodesIssuingTheSamePeopleAtTheSameTimeGiveEachOnePassport() {
        List<Long> people = crowd(1, 900);
        UUID one = list(people);
        UUID other = list(people.subList(300, 900));
        tell(one);
        tell(other);
        runOpenBatch();
        List<Job> jobs = engine.getManagementService().createJobQuery().list();
        assertThat(jobs).hasSize(2);
        CountDownLatch go = new CountDownLatch(1);
        List<CompletableFuture<Void>> nodes = jobs.stream().map(job -> CompletableFuture.runAsync(() -> {
            await(go);
            engine.getManagementService().executeJob(job.getId());
        })).toList();
        go.countDown();
        nodes.forEach(CompletableFuture::join);
        assertThat(count("passport where status = 'ACTIVE'")).isEqualTo(900);
        assertThat(count("passport")).isEqualTo(900);
        assertThat(count("passport_batch_member where outcome = 'ISSUED'")).isEqualTo(900);
        assertThat(count("passport_batch_member where outcome = 'HAS_PASSPORT'")).isEqualTo(600);
        assertThat(jdbc.sql("select sum(issued) from passport_batch").query(Integer.class).single()).isEqualTo(900);
        assertThat(count("passport_batch where status = 'DONE'")).isEqualTo(2);
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().count()).isZero();
    }

    @Test
    void aPassportThatIsBeingWrittenElsewhereIsWaitedForAndTheRestGoesOn() throws Exception {
        List<Long> people = crowd(1, 10);
        UUID list = list(people);
        tell(list);
        runOpenBatch();
        try (Connection elsewhere = dataSource.getConnection()) {
            elsewhere.setAutoCommit(false);
            insertPassport(elsewhere, people.get(4), batchOf(list));
            var job = CompletableFuture.runAsync(this::runJobs);
            assertThat(blockedSessions()).isTrue();
            elsewhere.commit();
            job.get(20, TimeUnit.SECONDS);
        }
        assertThat(count("passport where status = 'ACTIVE'")).isEqualTo(10);
        assertThat(outcomes()).filteredOn("ISSUED"::equals).hasSize(9);
        assertThat(outcomes().get(4)).isEqualTo("HAS_PASSPORT");
    }

    @Test
    void aChunkThatFailedAfterItsCopyIsRepeatedWhole() {
        UUID list = list(crowd(1, 50));
        tell(list);
        runOpenBatch();
        jdbc.sql("""
                create function test_fail() returns trigger language plpgsql as $$ begin raise exception 'node died'; end $$;
                create trigger test_fail before insert on audit_event for each row execute function test_fail()""").update();
        runJobs();
        assertThat(count("passport")).isZero();
        assertThat(count("passport_batch_member where outcome is not null")).isZero();
        jdbc.sql("drop function test_fail cascade").update();
        clock.advance(Duration.ofMinutes(2));
        runJobs();
        assertThat(count("passport where status = 'ACTIVE'")).isEqualTo(50);
        assertThat(batch(list)).containsEntry("issued", 50);
    }

    @Test
    void aLargeBatchIsReleasedByTwoOfficersOfTheMinistry() {
        UUID list = list(crowd(1, 50_001));

        tell(list);
        ProcessInstance first = instance(list);
        runJobs();
        assertThat(first).isWaitingAt("releaseBatch").task().hasCandidateGroup("ministry");
        decide("ministry1", "releaseDecision", "STOP");
        assertThat(first).isEnded().hasPassed("batchStopped");
        assertThat(count("passport")).isZero();

        tell(list);
        ProcessInstance second = instance(list);
        runJobs();
        decide("ministry1", "releaseDecision", "RELEASE");
        assertThat(second).isWaitingAt("confirmRelease");
        decide("ministry2", "confirmDecision", "STOP");
        assertThat(second).isEnded().hasPassed("batchStopped");

        tell(list);
        UUID batch = batchOf(list);
        ProcessInstance third = instance(list);
        runJobs();
        assertThatThrownBy(() -> decide("province1", "releaseDecision", "RELEASE")).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> decide("ministry1", "releaseDecision", "MAYBE")).hasMessageContaining("Dữ liệu");
        assertThatThrownBy(() -> as("ministry1", () -> {
            engine.getTaskService().complete(task().getId(), Map.of("releaseDecision", "RELEASE", "needsRelease", false));
            return null;
        })).isInstanceOf(RuntimeException.class);
        decide("ministry1", "releaseDecision", "RELEASE");
        assertThatThrownBy(() -> decide("ministry1", "confirmDecision", "RELEASE")).hasMessageContaining("Người xác nhận phải khác người đã duyệt");
        assertThat(third).isWaitingAt("confirmRelease");
        decide("ministry2", "confirmDecision", "RELEASE");
        assertThat(third).isWaitingAt("issueNextChunk");
        assertThat(batch(list)).containsEntry("released_by", "ministry1").containsEntry("confirmed_by", "ministry2");
        jdbc.sql("delete from passport_batch_member where batch_id = :batch and chunk > 2").param("batch", batch).update();
        runJobs();
        assertThat(third).isEnded().hasPassed("passportsIssued");
        assertThat(count("passport where status = 'ACTIVE'")).isEqualTo(2_000);
    }

    private void issue(UUID list) {
        tell(list);
        runJobs();
        assertThat(batch(list)).containsEntry("status", "DONE");
    }

    private ProcessInstance instance(UUID list) {
        return engine.getRuntimeService().createProcessInstanceQuery().processInstanceBusinessKey(batchOf(list).toString()).singleResult();
    }

    private void runOpenBatch() {
        engine.getManagementService().createJobQuery().list().forEach(job -> engine.getManagementService().executeJob(job.getId()));
    }

    private Task task() {
        return engine.getTaskService().createTaskQuery().singleResult();
    }

    private void decide(String officer, String field, String decision) {
        String task = task().getId();
        as(officer, () -> {
            engine.getTaskService().complete(task, Map.of(field, decision));
            return null;
        });
    }

    private Map<String, Object> batch(UUID list) {
        return jdbc.sql("select * from passport_batch where signing_list_id = :list order by created_at desc, id desc limit 1")
                .param("list", list).query().singleRow();
    }

    private String audited(String action) {
        return jdbc.sql("select detail::text from audit_event where action = :action order by id desc limit 1")
                .param("action", action).query(String.class).single();
    }

    private PassportFields onlyFields() {
        String hc1 = jdbc.sql("select hc1 from passport where status = 'ACTIVE'").query(String.class).single();
        return checker.check(hc1, clock.instant()).fields();
    }

    private List<String> outcomes() {
        return jdbc.sql("select outcome from passport_batch_member order by citizen_id").query(String.class).list();
    }

    private void givePassport(long citizen, UUID batch) {
        try (Connection connection = dataSource.getConnection()) {
            insertPassport(connection, citizen, batch);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void insertPassport(Connection connection, long citizen, UUID batch) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into passport (id, province_code, citizen_id, person_key, dose_id, batch_id, uvci, hc1, kid, status, issued_at,
                                      expires_at, signature_hash, uci_hash, country_uci_hash)
                select gen_random_uuid(), '19', c.id, c.person_key, d.id, ?, 'URN:' || c.id, 'HC1:', '', 'ACTIVE', '2022-05-04Z',
                       '2023-05-04Z', '', '', '' from citizen c join dose d on d.citizen_id = c.id where c.id = ?""")) {
            insert.setObject(1, batch);
            insert.setLong(2, citizen);
            insert.executeUpdate();
        }
    }

    /** Waits until another session waits for a lock. */
    private boolean blockedSessions() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            if (jdbc.sql("select exists (select from pg_locks where not granted)").query(Boolean.class).single()) {
                return true;
            }
            Thread.sleep(50);
        }
        return false;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
