package vn.minhxac.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

import vn.minhxac.FlowNodes;
import vn.minhxac.training.registry.RegistrySimulator.Entry;

/** The four steps with a registry that answers: every way through the diagram, every outcome. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FourStepVerificationTest extends VerificationScenario {

    @Autowired
    MockMvc web;

    private final FlowNodes nodes = new FlowNodes("fourStepVerification");

    @AfterEach
    void rememberWhatWasPassed() {
        nodes.remember(engine);
    }

    @AfterAll
    void everyNodeWasPassed() {
        assertThat(nodes.notPassed()).isEmpty();
    }

    @Test
    void whoeverMatchesGoesOnToSigningAndTheOthersToCleaning() {
        long matched = imported(known(somebody()));
        long alsoMatched = imported(known(somebody()).named("NGUYỄN  THỊ HOÀ"));
        long mismatched = imported(known(somebody()).named("Nguyễn Thị Hoa"));
        Record incomplete = somebody();
        registry.load(Stream.of(new Entry(incomplete.number(), incomplete.name(), "F", incomplete.born(), null, false)));
        long unverifiable = imported(incomplete);
        long noNumber = imported(somebody().numbered(null));
        long foreigner = imported(somebody().numbered("M1234567").from("FR"));

        importCompleted();
        runJobs();

        assertThat(Stream.of(matched, alsoMatched, mismatched, unverifiable, noNumber, foreigner).map(this::status)).containsExactly(
                "MATCHED", "MATCHED", "MISMATCHED", "UNVERIFIABLE", "PRECHECK_FAILED", "EXEMPT_FOREIGNER");
        assertThat(Stream.of(matched, alsoMatched, foreigner).map(this::doseStatus)).containsOnly("READY_TO_SIGN");
        assertThat(Stream.of(mismatched, unverifiable, noNumber).map(this::doseStatus)).containsOnly("DRAFT");
        assertThat(cases(matched)).isEmpty();
        assertThat(cases(mismatched)).containsOnlyKeys("M3");
        assertThat(cases(unverifiable)).containsOnlyKeys("M4");
        assertThat(cases(noNumber)).containsOnlyKeys("M1");
        assertThat(jdbc.sql("select status || ' ' || people || ' ' || unit_code from verification_list").query(String.class).list())
                .containsExactly("DONE 6 05431");
        assertThat(jdbc.sql("select outcome from verification_member order by citizen_id").query(String.class).list()).containsExactly(
                "MATCHED", "MATCHED", "MISMATCHED", "UNVERIFIABLE", "PRECHECK_FAILED", "EXEMPT_FOREIGNER");
        assertThat(comparisons(matched)).isOne();
        assertThat(comparisons(foreigner) + comparisons(noNumber)).isZero();
        assertThat(onlyList()).isNull();
    }

    @Test
    void thePreCheckSendsNobodyWhoLacksACompulsoryField() {
        List<Long> people = Stream.of(somebody().numbered("19185001234"), somebody().numbered("019 185 001 234"), somebody().numbered("003185001234"),
                somebody().withSex(null), somebody().born(null, null), somebody().born(LocalDate.of(1985, 1, 1), "Y"),
                somebody().numbered("B1234567"), somebody().from("US")).map(this::imported).toList();
        importCompleted();
        runJobs();

        assertThat(people.stream().map(this::status)).containsOnly("PRECHECK_FAILED");
        assertThat(people.stream().map(person -> cases(person).keySet()).map(Object::toString)).containsExactly(
                "[M2]", "[M2]", "[M2]", "[M3]", "[M3]", "[M3]", "[M8]", "[M8]");
        assertThat(cases(people.get(0)).get("M2")).contains("ID_LOST_ZERO");
        assertThat(cases(people.get(5)).get("M3")).contains("BIRTH_DATE_INCOMPLETE");
        assertThat(count("select count(*) from comparison")).isZero();
    }

    @Test
    void anOldNumberADuplicateAndASharedNumberAreNamed() {
        Record replaced = somebody();
        registry.load(Stream.of(new Entry(replaced.number(), replaced.name(), "F", replaced.born(), "090123456", true)));
        long oldCard = imported(replaced.numbered("090123456"));
        long first = imported(known(somebody().in("05434")));
        Record twin = known(somebody().named("Trần Thị Lan"));
        long original = imported(twin);
        long copy = imported(twin);
        long thief = imported(twin.named("Lê Văn Nam").withSex("M"));

        importCompleted();
        runJobs();

        assertThat(cases(oldCard)).containsOnlyKeys("M7");
        assertThat(cases(first)).isEmpty();
        assertThat(status(original)).isEqualTo("MATCHED");
        assertThat(cases(original)).containsOnlyKeys("M5");
        assertThat(cases(copy)).containsOnlyKeys("M5");
        assertThat(cases(thief)).containsOnlyKeys("M3", "M6");
        assertThat(cases(thief).get("M3")).contains("SEX_AGAINST_ID");
    }

    @Test
    void itWorksWithARegistryThatSaysNothingButTheResult() {
        registry.details(false);
        Record replaced = somebody();
        registry.load(Stream.of(new Entry(replaced.number(), replaced.name(), "F", replaced.born(), "090123456", true)));
        long oldCard = imported(replaced.numbered("090123456"));
        importCompleted();
        runJobs();
        assertThat(status(oldCard)).isEqualTo("MISMATCHED");
        assertThat(cases(oldCard)).containsOnlyKeys("M3", "M7");
    }

    @Test
    void aCorrectedRecordIsComparedAgainAndItsCaseClosed() {
        Record right = known(somebody());
        long person = imported(right.named("Nguyễn Thị Hoa"));
        importCompleted();
        runJobs();
        assertThat(cases(person)).containsOnlyKeys("M3");

        jdbc.sql("update citizen set full_name = ?, identity_status = 'DRAFT', version = version + 1 where id = ?").param(right.name()).param(person).update();
        importCompleted();
        runJobs();

        assertThat(status(person)).isEqualTo("MATCHED");
        assertThat(cases(person)).isEmpty();
        assertThat(comparisons(person)).isEqualTo(2);
        assertThat(doseStatus(person)).isEqualTo("READY_TO_SIGN");
    }

    @Test
    void newDosesOfAMatchedPersonGoStraightOn() {
        long person = imported(known(somebody()));
        importCompleted();
        runJobs();
        dose(person, 2, LocalDate.of(2021, 12, 1));
        importCompleted();
        assertThat(doseStatus(person)).isEqualTo("READY_TO_SIGN,READY_TO_SIGN");
        assertThat(count("select count(*) from verification_list")).isOne();
    }

    @Test
    void eachCommuneHasItsListAndUnknownCommunesAreTheProvinces() {
        imported(known(somebody()));
        imported(known(somebody().in("05434")));
        imported(known(somebody().in("99999")));
        imported(known(somebody().in(null)));
        importCompleted();
        assertThat(jdbc.sql("select unit_kind || ' ' || unit_code || ' ' || people from verification_list order by 1").query(String.class).list())
                .containsExactly("COMMUNE 05431 1", "COMMUNE 05434 1", "PROVINCE 19 2");
        runJobs();
        assertThat(count("select count(*) from citizen where identity_status = 'MATCHED'")).isEqualTo(4);
        // A second import of nothing new makes no list.
        importCompleted();
        assertThat(count("select count(*) from verification_list")).isEqualTo(3);
    }

    @Test
    void aListMadeByHandGoesThroughAllFourSteps() throws Exception {
        Record patient = known(somebody());
        String list = startedBy("station1");
        Task compile = engine.getTaskService().createTaskQuery().taskDefinitionKey("compileList").singleResult();
        assertThatThrownBy(() -> complete("station1", compile)).hasMessageContaining("chưa có người nào");

        String person = """
                {"fullName":"%s","sex":"F","dateOfBirth":"1985-03-07","idNumber":"%s","nationality":"VN","permanentCommune":"05431"}"""
                .formatted(patient.name(), patient.number());
        assertThat(post("station1", "/members", list, person).getStatus()).isEqualTo(201);
        assertThat(post("station1", "/members", list, person).getStatus()).isEqualTo(201);
        assertThat(post("station1", "/members", list, "{\"fullName\":\"Lê Văn Tám\",\"sex\":\"M\",\"dateOfBirth\":\"07/03/1985\"}").getStatus()).isEqualTo(201);
        assertThat(get("station1", "/members", list)).contains("\"total\":2").contains("0191••••").doesNotContain(patient.number());
        complete("station1", compile);
        runJobs();

        long id = jdbc.sql("select id from citizen where id_number = ?").param(patient.number()).query(Long.class).single();
        assertThat(status(id)).isEqualTo("MATCHED");
        Task record = engine.getTaskService().createTaskQuery().taskDefinitionKey("recordDoses").singleResult();
        assertThatThrownBy(() -> complete("station1", record)).hasMessageContaining("chưa có mũi tiêm");
        String dose = "[{\"citizenId\":\"%d\",\"doseNumber\":1,\"date\":\"2022-05-04\",\"vaccine\":\"PFIZER\",\"lotNumber\":\"AB12\"}]";
        assertThat(post("station1", "/doses", list, dose.formatted(id)).getStatus()).isEqualTo(200);
        assertThat(post("station1", "/doses", list, dose.formatted(id)).getStatus()).isEqualTo(200);
        complete("station1", record);
        runJobs();

        assertThat(doseStatus(id)).isEqualTo("READY_TO_SIGN");
        assertThat(jdbc.sql("select entering_unit from dose").query(String.class).list()).containsExactly("19001");
        assertThat(jdbc.sql("select status from verification_list").query(String.class).single()).isEqualTo("DONE");
        assertThat(cases(jdbc.sql("select id from citizen where id_number is null").query(Long.class).single())).containsOnlyKeys("M1");
    }

    @Test
    void whoeverWasNotVaccinatedIsMarkedAndTheListGoesOn() throws Exception {
        String list = startedBy("station1");
        Record patient = known(somebody());
        post("station1", "/members", list, "{\"fullName\":\"%s\",\"sex\":\"F\",\"dateOfBirth\":\"1985-03-07\",\"idNumber\":\"%s\"}"
                .formatted(patient.name(), patient.number()));
        complete("station1", engine.getTaskService().createTaskQuery().taskDefinitionKey("compileList").singleResult());
        runJobs();
        assertThat(post("station1", "/doses", list, "[]").getStatus()).isEqualTo(200);
        complete("station1", engine.getTaskService().createTaskQuery().taskDefinitionKey("recordDoses").singleResult());
        runJobs();
        assertThat(onlyList()).isNull();
    }

    @Test
    void whatIsEnteredWronglyIsRefusedWithAReasonAndNothingIsStored() throws Exception {
        String list = startedBy("station1");
        MockHttpServletResponse answer = post("station1", "/members", list, """
                {"fullName":"Lê V4n","sex":"X","dateOfBirth":"31/02/1985","idNumber":"12","nationality":"VNM","phone":"1","permanentCommune":"00000"}""");
        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.getContentAsString()).contains("fullName", "sex", "dateOfBirth", "idNumber", "nationality", "phone", "permanentCommune")
                .doesNotContain("V4n");
        assertThat(post("station1", "/members", list, "[1").getStatus()).isEqualTo(400);
        assertThat(post("station1", "/doses", list, "[]").getStatus()).isEqualTo(409);
        assertThat(count("select count(*) from citizen")).isZero();
        assertThatThrownBy(() -> start("station1", Map.of("sessionTitle", " ", "sessionDate", "2022-05-04"))).hasMessageContaining("chưa đúng");
        assertThatThrownBy(() -> start("station1", Map.of("sessionTitle", "Tiêm", "sessionDate", "1999-01-01"))).hasMessageContaining("chưa đúng");
        assertThatThrownBy(() -> start("station1", Map.of("sessionTitle", "Tiêm", "sessionDate", "2022-05-04", "isImported", true)));
    }

    @Test
    void onlyTheUnitsOwnOfficersSeeAList() throws Exception {
        String list = startedBy("station1");
        for (String stranger : List.of("facility2", "police1", "province2", "supervisor1", "ministry1")) {
            assertThat(post(stranger, "/members", list, "{\"fullName\":\"Lê Văn Tám\"}").getStatus()).as(stranger).isEqualTo(404);
        }
        assertThat(post("police1", "/members", "00000000-0000-0000-0000-000000000000", "{}").getStatus()).isEqualTo(404);
    }

    private String startedBy(String officer) {
        start(officer, Map.of("sessionTitle", "Tiêm lưu động tổ 5", "sessionDate", "2022-05-04"));
        String list = jdbc.sql("select id::text from verification_list").query(String.class).single();
        assertThat(onlyList().getBusinessKey()).isEqualTo(list);
        assertThat(onlyList().getTenantId()).isEqualTo(PROVINCE);
        return list;
    }

    private void start(String officer, Map<String, Object> values) {
        String definition = engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey("fourStepVerification")
                .latestVersion().singleResult().getId();
        as(officer, () -> engine.getFormService().submitStartForm(definition, values));
    }

    private void complete(String officer, Task task) {
        as(officer, () -> {
            engine.getTaskService().complete(task.getId());
            return null;
        });
    }

    private MockHttpServletResponse post(String officer, String path, String list, String body) throws Exception {
        return web.perform(MockMvcRequestBuilders
                .post("/api/v1/verification-lists/" + list + path).contentType("application/json").content(body)
                .with(user(officer))
                .with(csrf())).andReturn().getResponse();
    }

    private String get(String officer, String path, String list) throws Exception {
        return web.perform(MockMvcRequestBuilders.get("/api/v1/verification-lists/" + list + path)
                .with(user(officer)))
                .andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);
    }
}
