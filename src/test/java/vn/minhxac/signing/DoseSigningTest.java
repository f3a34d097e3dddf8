package vn.minhxac.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.minhxac.IntegrationTest;
import vn.minhxac.training.TrainingPki;
import vn.minhxac.training.internal.TestCa;

/** A list of doses on its way to a signature, and everything that can come between. */
class DoseSigningTest extends IntegrationTest {

    private static final Set<String> PASSED = new HashSet<>();

    @Autowired
    private SigningIntake intake;
    @Autowired
    private TrainingPki pki;
    @Autowired
    private PlatformTransactionManager transactions;

    private SigningScene scene;
    private byte[] keystore;
    private byte[] revocations;

    @BeforeEach
    void scene() throws Exception {
        scene = new SigningScene(jdbc, pki);
        keystore = Files.readAllBytes(pki.signingKeystore());
        revocations = Files.readAllBytes(pki.revocations());
    }

    @AfterEach
    void keepPassedNodesAndRestoreKeys() throws Exception {
        engine.getHistoryService().createHistoricActivityInstanceQuery().finished().list().stream()
                .map(HistoricActivityInstance::getActivityId).forEach(PASSED::add);
        Files.write(pki.signingKeystore(), keystore);
        Files.write(pki.revocations(), revocations);
    }

    @AfterAll
    static void everyFlowNodeWasPassed() {
        Set<String> nodes = Bpmn.readModelFromFile(Path.of("processes/dose-signing.bpmn").toFile())
                .getModelElementsByType(FlowNode.class).stream().map(FlowNode::getId).collect(Collectors.toSet());
        assertThat(PASSED).containsAll(nodes);
    }

    @Test
    void reviewedAndApprovedByTwoPeopleTheListIsSigned() {
        List<Long> people = scene.people(3, FACILITY);
        assertThat(handOver(people)).isEqualTo(3);
        ProcessInstance instance = instance();
        assertThat(instance).isWaitingAt("collectionOver");
        collect();
        assertThat(instance).isWaitingAt("reviewList");
        assertThat(task().getProcessInstanceId()).isEqualTo(instance.getId());
        submit("facility1", "SUBMIT", null);
        assertThat(instance).isWaitingAt("approveList");
        assertThat(scene.listStatus(scene.onlyList())).isEqualTo("IN_APPROVAL");
        approve("facilityhead1", "APPROVE", null);
        runJobs();
        assertThat(instance).isEnded().hasPassed("listSigned");
        assertThat(people).allSatisfy(p -> assertThat(scene.doseStatus(p)).isEqualTo("SIGNED"));
        assertThat(jdbc.sql("select signed_by from signing_list").query(String.class).single()).contains("TEST");
    }

    @Test
    void handingOverTwiceGathersOneListForEachUnit() {
        List<Long> people = new ArrayList<>(scene.people(2, FACILITY));
        people.addAll(scene.people(2, "19002"));
        assertThat(handOver(people)).isEqualTo(4);
        assertThat(handOver(people)).isZero();
        assertThat(jdbc.sql("select unit_code from signing_list order by 1").query(String.class).list())
                .containsExactly("19001", "19002");
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("doseSigning").count()).isEqualTo(2);
    }

    @Test
    void onlyMatchedAndExemptPeopleAreHandedOver() {
        long draft = scene.person("A", "Hoàng Văn Một", "DRAFT", FACILITY);
        long mismatched = scene.person("B", "Hoàng Văn Hai", "MISMATCHED", FACILITY);
        long foreigner = scene.person("C", "John Smith", "EXEMPT_FOREIGNER", FACILITY);
        assertThat(handOver(List.of(draft, mismatched, foreigner))).isEqualTo(1);
        assertThat(scene.doseStatus(foreigner)).isEqualTo("READY_TO_SIGN");
        assertThat(scene.doseStatus(mismatched)).isEqualTo("DRAFT");
        assertThat(handOver(List.of())).isZero();
    }

    @Test
    void aListWhoseDosesWereTakenBackEndsWithoutBotheringAnybody() {
        handOver(scene.people(1, FACILITY));
        jdbc.sql("update dose set status = 'VOID'").update();
        ProcessInstance instance = instance();
        collect();
        assertThat(instance).isEnded().hasPassed("nothingToSign");
        assertThat(scene.listStatus(scene.onlyList())).isEqualTo("EMPTY");
    }

    @Test
    void theReviewerCannotApprove() {
        handOver(scene.people(1, "19003"));
        collect();
        submit("province1", "SUBMIT", null);
        assertThatThrownBy(() -> approve("province1", "APPROVE", null)).hasMessageContaining("phải khác người rà soát");
        assertThat(scene.listStatus(scene.onlyList())).isEqualTo("IN_APPROVAL");
        approve("province2", "APPROVE", null);
        runJobs();
        assertThat(scene.listStatus(scene.onlyList())).isEqualTo("SIGNED");
    }

    @Test
    void whatTheFormsMayNotSendIsRefused() {
        handOver(scene.people(1, FACILITY));
        collect();
        for (Map<String, Object> bad : List.<Map<String, Object>>of(Map.of(), Map.of("reviewDecision", "OK"),
                Map.of("reviewDecision", "SUBMIT", "doseCount", 0), Map.of("reviewDecision", 1),
                Map.of("reviewDecision", "RETURN"), Map.of("reviewDecision", "SUBMIT", "remark", "x".repeat(501)),
                Map.of("reviewDecision", "RETURN", "remark", "Sai số 019 190 012 345"),
                Map.of("reviewDecision", "RETURN", "remark", "gọi 0912345678"), Map.of("reviewDecision", "RETURN", "remark", 7))) {
            assertThatThrownBy(() -> complete("facility1", new HashMap<>(bad))).isInstanceOf(RuntimeException.class);
        }
        assertThat(scene.listStatus(scene.onlyList())).isEqualTo("IN_REVIEW");
    }

    @Test
    void remarksAreKeptWithTheListAndNotInTheEngine() {
        handOver(scene.people(1, FACILITY));
        ProcessInstance instance = instance();
        collect();
        submit("facility1", "SUBMIT", "Đã đối chiếu phiếu giấy");
        assertThat(jdbc.sql("select remark from signing_list").query(String.class).single()).isEqualTo("Đã đối chiếu phiếu giấy");
        assertThat(engine.getRuntimeService().getVariable(instance.getId(), "remark")).isNull();
    }

    @Test
    void whatTheHeadSendsBackIsReviewedAgain() {
        handOver(scene.people(2, FACILITY));
        ProcessInstance instance = instance();
        collect();
        submit("facility1", "SUBMIT", null);
        approve("facilityhead1", "RETURN", "Kiểm tra lại số lô");
        assertThat(instance).isWaitingAt("reviewList");
        assertThat(scene.listStatus(scene.onlyList())).isEqualTo("IN_REVIEW");
        assertThat(jdbc.sql("select remark from signing_list").query(String.class).single()).isEqualTo("Kiểm tra lại số lô");
        submit("facility1", "SUBMIT", null);
        approve("facilityhead1", "APPROVE", null);
        runJobs();
        assertThat(scene.listStatus(scene.onlyList())).isEqualTo("SIGNED");
    }

    @Test
    void aListThatIsNotSubmittedGivesItsDosesToALaterOne() {
        List<Long> people = scene.people(2, FACILITY);
        handOver(people);
        ProcessInstance instance = instance();
        collect();
        UUID first = scene.onlyList();
        submit("facility1", "RETURN", "Nhập thiếu, gom lại");
        runJobs();
        assertThat(instance).isEnded().hasPassed("releaseDoses", "listReturned");
        assertThat(scene.listStatus(first)).isEqualTo("RETURNED");
        assertThat(people).allSatisfy(p -> assertThat(scene.doseStatus(p)).isEqualTo("READY_TO_SIGN"));
        assertThat(jdbc.sql("select count(*) from signing_list where status = 'COLLECTING'").query(Integer.class).single()).isOne();
    }

    @Test
    void everyKindOfChangeAfterFreezingDropsThatDoseAloneAndTheRestIsSigned() {
        List<Long> people = scene.people(7, FACILITY);
        handOver(people);
        collect();
        submit("facility1", "SUBMIT", null);
        jdbc.sql("update dose set lot_number = 'OTHER' where citizen_id = :c").param("c", people.get(0)).update();
        jdbc.sql("update citizen set full_name = 'Nguyễn Thị Khác' where id = :c").param("c", people.get(1)).update();
        jdbc.sql("update dose set status = 'VOID' where citizen_id = :c").param("c", people.get(2)).update();
        jdbc.sql("update citizen set identity_status = 'MISMATCHED' where id = :c").param("c", people.get(3)).update();
        approve("facilityhead1", "APPROVE", null);
        jdbc.sql("update citizen set id_number = '019190099999' where id = :c").param("c", people.get(4)).update();
        UUID list = scene.onlyList();
        runOnly("checkCertificate", "signList");
        assertThat(scene.itemState(list, people.get(0))).isEqualTo("DROPPED DOSE_CHANGED");
        assertThat(scene.itemState(list, people.get(1))).isEqualTo("DROPPED PERSON_CHANGED");
        assertThat(scene.itemState(list, people.get(2))).isEqualTo("DROPPED VOIDED");
        assertThat(scene.itemState(list, people.get(3))).isEqualTo("DROPPED IDENTITY_NOT_MATCHED");
        assertThat(scene.itemState(list, people.get(4))).isEqualTo("DROPPED PERSON_CHANGED");
        assertThat(scene.itemState(list, people.get(5))).isEqualTo("INCLUDED");
        assertThat(people.stream().map(scene::doseStatus)).containsExactly("READY_TO_SIGN", "READY_TO_SIGN", "VOID", "DRAFT",
                "READY_TO_SIGN", "SIGNED", "SIGNED");
        assertThat(jdbc.sql("select doses from signing_list where id = :id").param("id", list).query(Integer.class).single()).isEqualTo(2);
        assertThat(jdbc.sql("select count(*) from signing_list where status = 'COLLECTING'").query(Integer.class).single()).isOne();
    }

    @Test
    void aListOfWhichNothingIsLeftIsNotSigned() {
        List<Long> people = scene.people(2, FACILITY);
        handOver(people);
        ProcessInstance instance = instance();
        collect();
        submit("facility1", "SUBMIT", null);
        approve("facilityhead1", "APPROVE", null);
        jdbc.sql("update citizen set identity_status = 'UNVERIFIABLE'").update();
        runJobs();
        assertThat(instance).isEnded();
        assertThat(scene.listStatus(scene.onlyList())).isEqualTo("EMPTY");
        assertThat(people).allSatisfy(p -> assertThat(scene.doseStatus(p)).isEqualTo("DRAFT"));
    }

    @Test
    void contentTamperedWithAfterApprovalIsNotSigned() {
        List<Long> people = scene.people(2, FACILITY);
        handOver(people);
        collect();
        submit("facility1", "SUBMIT", null);
        approve("facilityhead1", "APPROVE", null);
        jdbc.sql("update signing_item set content = replace(content, 'PFIZER', 'ABDALA')").update();
        runJobs();
        assertThat(scene.listStatus(scene.onlyList())).isEqualTo("IN_APPROVAL");
        assertThat(failure()).contains("khác nội dung đã phê duyệt");
    }

    @Test
    void aCertificateThatMustNotSignIsFoundFirstAndMendedLater() throws Exception {
        handOver(scene.people(1, FACILITY));
        ProcessInstance instance = instance();
        collect();
        submit("facility1", "SUBMIT", null);
        approve("facilityhead1", "APPROVE", null);
        Instant now = clock.instant();
        Instant longAgo = now.minus(Duration.ofDays(400));
        Instant later = now.plus(Duration.ofDays(400));

        scene.certificate(FACILITY, scene.issuing(), longAgo, now.minusSeconds(1));
        runJobs();
        assertThat(instance).isWaitingAt("renewCertificate");
        assertCertificateProblem("EXPIRED");

        scene.certificate(FACILITY, scene.issuing(), now.plusSeconds(60), later);
        renewed();
        assertCertificateProblem("NOT_YET_VALID");

        scene.certificate(FACILITY, TestCa.root("TEST stranger", later), longAgo, later);
        renewed();
        assertCertificateProblem("UNTRUSTED");

        var revoked = scene.certificate(FACILITY, scene.issuing(), longAgo, later);
        Files.writeString(pki.revocations(), new String(revocations).substring(0, new String(revocations).indexOf("-----END X509 CRL-----"))
                + "-----END X509 CRL-----\n" + scene.issuing().crl(later, revoked));
        renewed();
        assertCertificateProblem("REVOKED");

        scene.withoutCertificate(FACILITY);
        scene.withoutCertificate(TrainingPki.CENTRAL);
        renewed();
        assertCertificateProblem("MISSING");
        assertThat(instance).hasPassed("certificateInvalid");

        scene.certificate(FACILITY, scene.issuing(), longAgo, later);
        renewed();
        assertThat(instance).isEnded().hasPassed("listSigned");
        assertThat(jdbc.sql("select remark from signing_list").query(String.class).optional()).isEmpty();
        assertThat(jdbc.sql("select signed_by from signing_list").query(String.class).single()).contains("CN=TEST " + FACILITY);
    }

    @Test
    void aSignerThatFailsIsTriedAgainAndSignsOnce() throws Exception {
        handOver(scene.people(2, FACILITY));
        ProcessInstance instance = instance();
        collect();
        submit("facility1", "SUBMIT", null);
        approve("facilityhead1", "APPROVE", null);
        runOnly("checkCertificate");
        Path away = pki.signingKeystore().resolveSibling("away.p12");
        Files.move(pki.signingKeystore(), away);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> run("signList")).isInstanceOf(SignerUnavailable.class);
            assertThat(jdbc.sql("select count(*) from signing_list where signature is not null").query(Integer.class).single()).isZero();
        }
        assertThat(failure()).contains("tệp khóa");
        Files.move(away, pki.signingKeystore());
        clock.advance(Duration.ofMinutes(2));
        run("signList");
        assertThat(instance).isEnded();
        assertThat(jdbc.sql("select count(*) from audit_event where action = 'signing.signed' and subject_id = :id")
                .param("id", scene.onlyList().toString()).query(Integer.class).single()).isOne();
    }

    @Test
    void aDoseHandedOverWhileItsListIsFrozenIsNeverStranded() throws Exception {
        List<Long> people = scene.people(40, FACILITY);
        handOver(people.subList(0, 20));
        clock.advance(Duration.ofHours(1));
        String timer = engine.getManagementService().createJobQuery().timers().singleResult().getId();
        var tx = new TransactionTemplate(transactions);
        var freeze = new java.util.concurrent.FutureTask<>(() -> engine.getManagementService().executeJob(timer), null);
        tx.executeWithoutResult(status -> {
            intake.handOver(PROVINCE, people.subList(20, 40));
            new Thread(freeze).start();
            // The freezing waits for us, and then takes what we handed over.
            assertThatThrownBy(() -> freeze.get(700, java.util.concurrent.TimeUnit.MILLISECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
        });
        freeze.get(20, java.util.concurrent.TimeUnit.SECONDS);
        assertThat(jdbc.sql("select count(*) from signing_item").query(Integer.class).single()).isEqualTo(40);
    }

    @Test
    void manyHandOversAtOnceOpenOneListAndLoseNothing() throws Exception {
        List<Long> people = new ArrayList<>(scene.people(60, FACILITY));
        people.addAll(scene.people(60, "19002"));
        var pool = java.util.concurrent.Executors.newFixedThreadPool(6);
        List<java.util.concurrent.Future<Integer>> done = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            List<Long> part = List.of(people.get(i), people.get(119 - i), people.get(i + 20));
            done.add(pool.submit(() -> handOver(part)));
        }
        for (var one : done) {
            one.get(30, java.util.concurrent.TimeUnit.SECONDS);
        }
        pool.shutdown();
        assertThat(jdbc.sql("select count(*) from signing_list where status = 'COLLECTING'").query(Integer.class).single()).isEqualTo(2);
        assertThat(jdbc.sql("select count(*) from dose where status = 'READY_TO_SIGN'").query(Integer.class).single()).isEqualTo(36);
    }

    private void assertCertificateProblem(String code) {
        UUID list = scene.onlyList();
        assertThat(scene.listStatus(list)).isEqualTo("WAITING_FOR_CERTIFICATE");
        assertThat(jdbc.sql("select remark from signing_list").query(String.class).single()).isEqualTo(code);
        assertThat((String) engine.getTaskService().getVariable(task().getId(), "remark")).contains("hứng thư số");
    }

    private void renewed() {
        complete("facilityhead1", new HashMap<>());
        runJobs();
    }

    private int handOver(List<Long> people) {
        return new TransactionTemplate(transactions).execute(status -> intake.handOver(PROVINCE, people));
    }

    /** Lets the time of gathering pass. */
    private void collect() {
        clock.advance(Duration.ofHours(1));
        runJobs();
    }

    private void submit(String officer, String decision, String remark) {
        complete(officer, values("reviewDecision", decision, remark));
    }

    private void approve(String officer, String decision, String remark) {
        complete(officer, values("approvalDecision", decision, remark));
    }

    private void complete(String officer, Map<String, Object> values) {
        as(officer, () -> {
            engine.getTaskService().complete(task().getId(), values);
            return null;
        });
    }

    private static Map<String, Object> values(String field, String decision, String remark) {
        Map<String, Object> values = new HashMap<>();
        values.put(field, decision);
        if (remark != null) {
            values.put("remark", remark);
        }
        return values;
    }

    private Task task() {
        return engine.getTaskService().createTaskQuery().processDefinitionKey("doseSigning").singleResult();
    }

    private ProcessInstance instance() {
        return engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("doseSigning").singleResult();
    }

    private void runOnly(String... activities) {
        for (String activity : activities) {
            run(activity);
        }
    }

    private void run(String activity) {
        engine.getManagementService().executeJob(
                engine.getManagementService().createJobQuery().activityId(activity).singleResult().getId());
    }

    private String failure() {
        return engine.getManagementService().createJobQuery().withException().singleResult().getExceptionMessage();
    }
}
