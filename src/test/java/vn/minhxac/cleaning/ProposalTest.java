package vn.minhxac.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.test.web.servlet.MockMvc;

import vn.minhxac.FlowNodes;
import vn.minhxac.cleaning.MistypedProvince.Facts;
import vn.minhxac.cleaning.MistypedProvince.Person;
import vn.minhxac.cleaning.MistypedProvince.Slip;
import vn.minhxac.cleaning.Proposals.Proposal;
import vn.minhxac.cleaning.internal.proposal.ProposalAsking;
import vn.minhxac.training.registry.RegistrySimulator.Entry;
import vn.minhxac.training.registry.RegistrySimulator.Fault;

/** From a record that does not match to a correction the registry has confirmed. The first law: none is wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProposalTest extends ProposalScenario {

    private static final Facts HOA = new Facts("Nguyễn Thị Hòa", "F", LocalDate.of(1985, 3, 17), "019185001234");

    @Autowired
    MockMvc web;
    @Autowired
    ProposalAsking asking;
    @Autowired
    ApplicationContext beans;

    private final FlowNodes nodes = new FlowNodes("proposalCheck");

    @AfterEach
    void rememberWhatWasPassed() {
        nodes.remember(engine);
    }

    @AfterAll
    void everyNodeWasPassed() {
        assertThat(nodes.notPassed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofThousandsOfRecordsNoConfirmedProposalIsWrongAndMostMistakesHaveOne(boolean details) {
        registry.details(details);
        List<Person> people = MistypedProvince.make(7, 4_000, List.of("05431", "05434"));
        Map<String, Long> ids = imported(people);
        runJobsInTime();

        Map<Long, Proposal> confirmed = confirmed(ids);
        Map<Slip, int[]> shares = new EnumMap<>(Slip.class);
        List<String> wrong = new ArrayList<>();
        for (Person person : people) {
            long id = ids.get(person.recordId());
            Proposal proposal = confirmed.get(id);
            if (!statusOf(id).equals("MATCHED")) {
                int[] share = shares.computeIfAbsent(person.slip(), slip -> new int[2]);
                share[0]++;
                share[1] += proposal == null ? 0 : 1;
            }
            if (proposal != null && !corrected(person.typed(), proposal).isSame(person.truth())) {
                wrong.add(person.slip() + " " + proposal.rule());
            }
            if (person.slip().isEqual()) {
                assertThat(statusOf(id)).as(person.slip().name()).isEqualTo("MATCHED");
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(people.stream().filter(person -> person.slip().isEqual()).map(person -> ids.get(person.recordId())))
                .doesNotContainAnyElementsOf(jdbc.sql("select citizen_id from cleaning_case where status = 'OPEN'").query(Long.class).list());
        int mismatched = shares.values().stream().mapToInt(share -> share[0]).sum();
        assertThat(confirmed.size()).isGreaterThanOrEqualTo(mismatched * (details ? 60 : 52) / 100);
        for (Slip slip : List.of(Slip.LOST_ZERO, Slip.SEPARATORS, Slip.LETTER_O, Slip.DECIMAL_TAIL, Slip.DOUBLED_LAST, Slip.ALL_DIGITS_SCIENTIFIC,
                Slip.DAY_AND_MONTH, Slip.SEX)) {
            assertThat(shares.get(slip)[1]).as(slip.name()).isGreaterThanOrEqualTo(shares.get(slip)[0] * 95 / 100);
        }
        for (Slip slip : List.of(Slip.NO_MARKS, Slip.LETTER, Slip.LOST_MARK, Slip.TWO)) {
            assertThat(shares.get(slip)[1]).as(slip.name()).isGreaterThanOrEqualTo(shares.get(slip)[0] * 85 / 100);
        }
        assertThat(shares.get(Slip.OLD_NUMBER)[1]).isEqualTo(details ? shares.get(Slip.OLD_NUMBER)[0] : 0);
        for (Slip slip : List.of(Slip.NO_NUMBER, Slip.LOSSY_SCIENTIFIC, Slip.DROPPED_LAST, Slip.NUMBER_TYPO, Slip.UNVERIFIABLE, Slip.COLLISION)) {
            assertThat(shares.get(slip)[1]).as(slip.name()).isZero();
        }
        assertThat(count("select count(*) from cleaning_proposal where asked_at is not null")).isLessThan(mismatched * 3);
        assertThat(count("select count(*) from cleaning_proposal group by citizen_id order by 1 desc limit 1")).isLessThanOrEqualTo(8);
        assertThat(asking()).isEmpty();
    }

    @Test
    void whatWasAskedAndAnsweredIsKeptAndAuditedInCountsOnly() {
        Map<String, Long> ids = imported(List.of(typed("R1", HOA.named("NGUYEN THI HOA")), typed("R2", other(1).numbered("19185000001"))));
        runJobs();
        assertThat(confirmed(ids)).hasSize(2);
        assertThat(jdbc.sql("select count(*) from cleaning_proposal where result is not null and (request_id is null or asked_at is null)")
                .query(Integer.class).single()).isZero();
        List<String> events = jdbc.sql("select detail from audit_event where action = 'cleaning.proposalsAsked' order by id desc limit 3")
                .query(String.class).list();
        assertThat(events).isNotEmpty().allMatch(detail -> detail.contains("confirmed") && !detail.contains("HOA") && !detail.contains("0191850"));
        assertThat(jdbc.sql("select text_ from act_hi_varinst where proc_def_key_ = 'proposalCheck' and text_ is not null").query(String.class).list())
                .allMatch(value -> value.matches("[0-9a-f-]{36}"));
        assertThat(engine.getHistoryService().createHistoricProcessInstanceQuery().processDefinitionKey("proposalCheck").list())
                .isNotEmpty().allMatch(instance -> PROVINCE.equals(instance.getTenantId()));
    }

    @Test
    void theRegistryBeingDownEveryRunWaitsAndResumesByItselfAskingNothingTwice() {
        Map<String, Long> ids = imported(List.of(typed("R1", HOA.named("Nguyễn Thị Hào")), typed("R2", other(1).withSex("M"), "05434")));
        untilAsking();
        registry.fault(Fault.DOWN);
        for (int minute = 0; minute < 6; minute++) {
            runJobs();
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(engine.getRuntimeService().createIncidentQuery().activityId("askNextProposals").list()).isNotEmpty()
                .allSatisfy(incident -> assertThat(incident.getIncidentMessage()).contains("tự chạy tiếp").doesNotContain("Hào"));
        assertThat(confirmed(ids)).isEmpty();

        registry.fault(Fault.OK);
        for (int minute = 0; minute < 3; minute++) {
            clock.advance(Duration.ofMinutes(2));
            ReflectionTestUtils.invokeMethod(beans.getBean("comparisonResume"), "tick");
            runJobs();
        }
        assertThat(engine.getRuntimeService().createIncidentQuery().count()).isZero();
        assertThat(confirmed(ids)).hasSize(2);
        assertThat(registry.compared()).isEqualTo(count("select count(*) from comparison")
                + count("select count(*) from cleaning_proposal where asked_at is not null"));
    }

    @Test
    void anAnswerThatWasLostIsAskedForAgainUnderTheSameRequest() {
        Map<String, Long> ids = imported(List.of(typed("R1", HOA.named("NGUYEN THI HOA")), typed("R2", other(1).withSex("M"))));
        Job job = untilAsking();
        UUID run = UUID.fromString((String) engine.getRuntimeService().getVariable(job.getProcessInstanceId(), "runId"));
        int requests = registry.requests();
        int compared = registry.compared();
        assertThatThrownBy(() -> inTransaction(() -> {
            asking.run(run);
            throw new IllegalStateException("killed");
        })).hasMessage("killed");
        assertThat(count("select count(*) from cleaning_proposal where asked_at is not null")).isZero();
        engine.getManagementService().executeJob(job.getId());
        assertThat(registry.requests()).isEqualTo(requests + 2);
        assertThat(registry.compared()).isEqualTo(compared + 2);
        runJobs();
        assertThat(confirmed(ids)).hasSize(2);
    }

    @Test
    void aRecordThatWasChangedMeanwhileHasNoneAndIsNotAskedAbout() {
        Map<String, Long> ids = imported(List.of(typed("R1", HOA.named("Nguyễn Thị Hào")), typed("R2", other(1).withSex("M"))));
        untilAsking();
        jdbc.sql("update citizen set full_name = 'Nguyễn Thị Hoài', name_key = 'NGUYỄN THỊ HOÀI' where id = ?").param(ids.get("R1")).update();
        runJobs();
        assertThat(confirmed(ids)).containsOnlyKeys(ids.get("R2"));
        assertThat(count("select count(*) from cleaning_proposal where citizen_id = " + ids.get("R1"))).isZero();

        jdbc.sql("update citizen set sex = 'F' where id = ?").param(ids.get("R2")).update();
        assertThat(proposals.of(ids.values())).isEmpty();
    }

    @Test
    void whoeverMatchesNowHasNoneAndAComparisonAgainDerivesAnew() {
        Map<String, Long> ids = imported(List.of(typed("R1", HOA.named("Nguyễn Thị Hào"))));
        runJobs();
        assertThat(confirmed(ids)).hasSize(1);
        jdbc.sql("update citizen set identity_status = 'DRAFT', full_name = 'Nguyễn Thị Hoa', name_key = 'NGUYỄN THỊ HOA'").update();
        importCompleted();
        runJobs();
        assertThat(confirmed(ids).values()).singleElement()
                .satisfies(proposal -> assertThat(proposal.changes().get("fullName").from()).isEqualTo("Nguyễn Thị Hoa"));
        assertThat(count("select count(distinct run_id) from cleaning_proposal")).isEqualTo(2);
        jdbc.sql("update citizen set identity_status = 'MATCHED'").update();
        assertThat(proposals.of(ids.values())).isEmpty();
    }

    @Test
    void whatTheRegistryDidNotConfirmIsAHint() {
        Map<String, Long> ids = imported(List.of(typed("R1", HOA.numbered("19185009999").withSex("M"))));
        runJobs();
        List<Proposal> hints = proposals.of(ids.values()).get(ids.get("R1"));
        assertThat(hints).isNotEmpty().hasSizeLessThanOrEqualTo(3).noneMatch(Proposal::confirmedByRegistry)
                .anyMatch(hint -> hint.rule().equals("ID_LOST_ZERO+SEX_FROM_ID"));
    }

    @Test
    void aNumberThatMayBeSomebodyElsesIsNeverConfirmed() {
        // Hoa has lost her number; Hòa, born on the same day, has it in her record.
        Facts hoa = HOA.named("Nguyễn Thị Hoa");
        Map<String, Long> ids = imported(List.of(typed("R1", hoa.numbered(""), hoa, "05434", "0912345678"),
                typed("R2", HOA.numbered(hoa.number()), HOA.numbered("019185777777"), "05434", "0987654321")));
        registry.load(Stream.of(new Entry(hoa.number(), hoa.fullName(), hoa.sex(), hoa.born(), null, true)));
        jdbc.sql("update citizen set identity_status = 'DRAFT' where record_id = 'R2'").update();
        importCompleted();
        runJobs();
        assertThat(jdbc.sql("select result from cleaning_proposal where citizen_id = ?").param(ids.get("R2")).query(String.class).list())
                .contains("MATCH");
        assertThat(confirmed(ids)).isEmpty();
        // Once Hoa is proven to be somebody else with another number, nothing speaks against it any more.
        jdbc.sql("update citizen set identity_status = 'MATCHED', id_number = '019185888888' where record_id = 'R1'").update();
        assertThat(confirmed(ids)).containsOnlyKeys(ids.get("R2"));
    }

    @Test
    void theOtherRecordOfThePersonGivesItsNumberANamesakesDoesNot() {
        Map<String, Long> ids = imported(List.of(typed("R1", HOA, HOA, "05431", "0912345678"), typed("R2", HOA.numbered(""), HOA, "05434", "0912345678"),
                typed("R3", HOA.numbered(""), HOA, "05431", "0987654321")));
        runJobs();
        assertThat(statusOf(ids.get("R1"))).isEqualTo("MATCHED");
        assertThat(confirmed(ids)).containsOnlyKeys(ids.get("R2"));
        assertThat(confirmed(ids).get(ids.get("R2"))).returns("OTHER_RECORD", Proposal::rule).returns(ids.get("R1"), Proposal::otherCitizenId);
    }

    @Test
    void officersOfTheRecordSeeItsProposalsWithTheirRuleAndNobodyElse() throws Exception {
        imported(List.of(typed("R1", HOA.named("NGUYEN THI HOA").numbered("19185001234"))));
        runJobs();
        for (String officer : List.of("station1", "police1", "province1")) {
            web.perform(get("/api/v1/records/R1").with(user(officer))).andExpect(status().isOk())
                    .andExpect(jsonPath("$.proposals.length()").value(1)).andExpect(jsonPath("$.proposals[0].id").isString())
                    .andExpect(jsonPath("$.proposals[0].confirmedByRegistry").value(true))
                    .andExpect(jsonPath("$.proposals[0].rule").value("ID_LOST_ZERO+NAME_DIACRITICS"))
                    .andExpect(jsonPath("$.proposals[0].ruleText").value("Bù số 0 bị mất ở đầu số; Thêm dấu cho họ tên"))
                    .andExpect(jsonPath("$.proposals[0].changes.length()").value(2))
                    .andExpect(jsonPath("$.proposals[0].changes.idNumber.from").value("19185001234"))
                    .andExpect(jsonPath("$.proposals[0].changes.idNumber.to").value("019185001234"))
                    .andExpect(jsonPath("$.proposals[0].changes.fullName.to").value("Nguyễn Thị Hòa"));
        }
        web.perform(get("/api/v1/records/R1").with(user("facility2"))).andExpect(status().isNotFound());
    }

    private static Person typed(String record, Facts typed) {
        return typed(record, typed, "05431");
    }

    /** Truth is {@link #HOA} for R1, {@link #other} for the others. */
    private static Person typed(String record, Facts typed, String commune) {
        return typed(record, typed, record.equals("R1") ? HOA : other(1), commune, "09" + record.hashCode());
    }

    private static Person typed(String record, Facts typed, Facts truth, String commune, String phone) {
        return new Person(record, Slip.NONE, typed, truth, null, true, phone, commune);
    }

    private static Facts other(int number) {
        return new Facts("Trần Thị Lan", "F", LocalDate.of(1985, 5, 20), "01918500000" + number);
    }
}
