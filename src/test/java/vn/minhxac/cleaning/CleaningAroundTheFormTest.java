package vn.minhxac.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import vn.minhxac.LiveTest;
import vn.minhxac.citizen.Imports;
import vn.minhxac.training.registry.HttpRegistrySimulator;
import vn.minhxac.training.registry.RegistrySimulator.Fault;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;

/**
 * An officer, or an administrator, with the engine's own REST API in his hands: no list gets to the police unreviewed, to the records
 * unsigned, to another group or another commune, and nobody makes one for others.
 */
class CleaningAroundTheFormTest extends LiveTest {

    private static final List<String> EVERYBODY = List.of("station1", "police1", "chair1", "facility1", "district1", "province1", "supervisor1", "ministry1", "analyst1");
    /** Who has, had or will have a task of the list, and who watches. */
    private static final List<String> INSIDERS = List.of("station1", "police1", "province1", "supervisor1");
    private static final String FORGED = "{\"variables\":{\"%s\":{\"value\":%s}}}";

    @Autowired
    private Imports imports;
    @Autowired
    private HttpRegistrySimulator registry;
    @Autowired
    private ObjectMapper json;
    @TempDir
    private Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private UUID batch;

    @BeforeEach
    void aListInReview() throws Exception {
        registry.clear();
        registry.fault(Fault.OK);
        Path file = Files.writeString(folder.resolve("xuat.csv"), """
                record_id,full_name,sex,date_of_birth,id_number,id_type,nationality,phone,permanent_commune,dose_number,vaccination_date,vaccine,lot_number,facility_code
                R1,Lê Thị Hoa,F,1985-05-09,,CCCD,VN,0912345678,05431,1,2021-09-01,Pfizer,FK1,19001
                R2,Vũ Thị Mai,F,1985-05-10,,CCCD,VN,0912345679,05434,1,2021-09-01,Pfizer,FK1,19001
                """);
        imports.accept(file, "xuat.csv", false, PROVINCE, "province1");
        imports.runWaiting();
        // The application's own worker may have been faster.
        await().until(() -> jdbc.sql("select status from import").query(String.class).single().equals("DONE"));
        runJobs();
        HttpResponse<String> made = call("POST", "/api/v1/cleaning/batches", "{}", "station1");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        batch = UUID.fromString(json.readTree(made.body()).path("id").asText());
    }

    @Test
    void aListInReviewMovesByItsFormAlone() throws Exception {
        decide("station1", "[{\"recordId\":\"R1\",\"decision\":\"DECEASED\"}]");
        nothingMoves(task(), List.of("station1"));
        String complete = "/engine-rest/task/" + task().getId() + "/complete";
        HttpResponse<String> done = call("POST", complete, "{}", "station1");
        assertThat(done.statusCode()).as(done.body()).isEqualTo(204);
        assertThat(call("POST", complete, "{}", "station1").statusCode()).as("twice").isGreaterThanOrEqualTo(400);
    }

    @Test
    void aListWithThePoliceMovesByItsFormsAlone() throws Exception {
        decide("station1", "[{\"recordId\":\"R1\",\"decision\":\"DECEASED\"}]");
        String reviewed = task().getId();
        assertThat(call("POST", "/engine-rest/task/" + reviewed + "/complete", "{}", "station1").statusCode()).isEqualTo(204);
        runJobs();
        assertThat(task().getTaskDefinitionKey()).isEqualTo("compareByPolice");
        nothingMoves(task(), List.of("police1"));
        for (String user : EVERYBODY) {
            assertThat(call("POST", "/engine-rest/task/" + task().getId() + "/complete", "{}", user).statusCode()).as("not confirmed yet: " + user).isGreaterThanOrEqualTo(400);
            assertThat(call("POST", "/engine-rest/task/" + reviewed + "/complete", "{}", user).statusCode()).as("of the step before: " + user).isGreaterThanOrEqualTo(400);
        }
        decide("police1", "[{\"recordId\":\"R1\",\"decision\":\"CONFIRM\"}]");
        assertThat(call("POST", "/engine-rest/task/" + task().getId() + "/complete", "{}", "police1").statusCode()).isEqualTo(204);
        nothingMoves(task(), List.of("police1"));
        for (String number : List.of("\"Lê Thị Hoa\"", "\"0912 345 678\"", "15", "null", "{\"a\":1}", "[\"15\"]")) {
            assertThat(call("POST", "/engine-rest/task/" + task().getId() + "/complete", FORGED.formatted("documentNumber", number), "police1").statusCode())
                    .as(number).isGreaterThanOrEqualTo(400);
        }
        assertThat(task().getTaskDefinitionKey()).isEqualTo("signAndHandOver");
        assertThat(jdbc.sql("select count(*) from act_hi_varinst where text_ ~ 'Hoa|0912'").query(Integer.class).single()).isZero();
    }

    /** The engine's start command: only for the own commune, without a business key, without a variable that the form has not. */
    @Test
    void nobodyStartsAListForOthersOrWithForgedGroups() throws Exception {
        String before = state();
        String start = "/engine-rest/process-definition/key/dataCleaning/";
        String tenant = "/engine-rest/process-definition/key/dataCleaning/tenant-id/19/";
        String nothing = "{}";
        String[][] attempts = {
            {start + "start", "{\"businessKey\":\"" + batch + "\"}"},
            {start + "start", "{\"variables\":{\"batchId\":{\"value\":\"" + batch + "\"}}}"},
            {start + "start", "{\"startInstructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"applyNextRows\"}],\"variables\":{\"batchId\":{\"value\":\"" + batch + "\"}}}"},
            {start + "submit-form", "{\"businessKey\":\"" + batch + "\",\"variables\":{}}"},
            {start + "submit-form", FORGED.formatted("batchId", "\"" + batch + "\"")},
            {start + "submit-form", FORGED.formatted("stationGroup", "\"unit05434station\"")},
            {start + "submit-form", FORGED.formatted("policeGroup", "\"unit05431station\"")},
            {start + "submit-form", FORGED.formatted("hasRowLeft", "true")},
            {start + "submit-form", FORGED.formatted("communeCode", "\"20\"")},
            {start + "submit-form", FORGED.formatted("communeCode", "\"99999\"")},
            {start + "submit-form", FORGED.formatted("communeCode", "\"bà Lê Thị Hoa\"")},
            {start + "submit-form", FORGED.formatted("communeCode", "5434")},
            {start + "submit-form", FORGED.formatted("communeCode", "{\"a\":1}")},
            {start + "submit-form", FORGED.formatted("communeCode", "\"05431\"")},
            {tenant + "start", nothing},
            {"/engine-rest/process-definition/key/nightlyCleaning/start", nothing},
            {"/engine-rest/process-definition/key/nightlyCleaning/submit-form", nothing},
            {"/engine-rest/process-definition/key/proposalCheck/start", FORGED.formatted("runId", "\"" + UUID.randomUUID() + "\"")},
            {"/engine-rest/process-definition/key/proposalCheck/submit-form", FORGED.formatted("runId", "\"" + UUID.randomUUID() + "\"")},
            {"/engine-rest/message", "{\"messageName\":\"policeDueDate\",\"businessKey\":\"" + batch + "\"}"},
        };
        for (String user : INSIDERS) {
            for (String[] attempt : attempts) {
                HttpResponse<String> answer = call("POST", attempt[0], attempt[1], user);
                assertThat(answer.statusCode()).as(user + " " + attempt[0] + " " + attempt[1] + ": " + answer.body()).isGreaterThanOrEqualTo(400);
                assertThat(state()).as(user + " " + attempt[0] + " " + attempt[1]).isEqualTo(before);
            }
        }
        for (String user : List.of("police1", "chair1", "facility1", "district1", "supervisor1", "ministry1", "analyst1")) {
            assertThat(call("POST", start + "submit-form", nothing, user).statusCode()).as(user).isGreaterThanOrEqualTo(400);
            assertThat(call("POST", start + "submit-form", FORGED.formatted("communeCode", "\"05434\""), user).statusCode()).as(user).isGreaterThanOrEqualTo(400);
            assertThat(call("POST", "/api/v1/cleaning/batches", "{\"communeCode\":\"05434\"}", user).statusCode()).as(user).isEqualTo(403);
        }
        assertThat(call("POST", "/api/v1/cleaning/batches", "{\"communeCode\":\"05434\"}", "station1").statusCode()).isEqualTo(403);
        assertThat(state()).isEqualTo(before);
        assertThat(call("POST", start + "submit-form", FORGED.formatted("communeCode", "\"05434\""), "province1").statusCode()).as("the province may").isEqualTo(200);
    }

    /** Somebody of another unit, who knows every id there is. */
    @Test
    void otherUnitsSeeNothingOfIt() throws Exception {
        officer("station9", Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, "05434");
        officer("police9", Role.COMMUNE_POLICE, UnitKind.COMMUNE, "05434");
        Task task = task();
        for (String user : List.of("station9", "police9", "facility1", "facilityhead1", "chair1", "ministry1", "analyst1")) {
            for (String path : List.of("/engine-rest/task/" + task.getId(), "/engine-rest/task/" + task.getId() + "/variables", "/engine-rest/task/" + task.getId() + "/deployed-form",
                    "/engine-rest/process-instance/" + task.getProcessInstanceId() + "/variables", "/api/v1/cleaning/batches/" + batch,
                    "/api/v1/cleaning/batches/" + batch + "/rows?lines=1", "/api/v1/cleaning/batches/" + batch + "/workbook",
                    "/api/v1/cleaning/batches/" + batch + "/signed-list.pdf", "/api/v1/cleaning/batches/" + batch + "/scan")) {
                assertThat(call("GET", path, null, user).statusCode()).as(user + " " + path).isGreaterThanOrEqualTo(400);
            }
            HttpResponse<String> list = call("GET", "/api/v1/cleaning/batches", null, user);
            assertThat(list.statusCode() == 403 || json.readTree(list.body()).isEmpty()).as(user + " " + list.body()).isTrue();
            for (String path : List.of("/engine-rest/task?processDefinitionKey=dataCleaning", "/engine-rest/history/variable-instance", "/engine-rest/history/process-instance")) {
                HttpResponse<String> answer = call("GET", path, null, user);
                assertThat(answer.statusCode() != 200 || json.readTree(answer.body()).isEmpty()).as(user + " " + path + " " + answer.body()).isTrue();
            }
        }
    }

    private void nothingMoves(Task task, List<String> whoseTurn) throws Exception {
        String instance = task.getProcessInstanceId();
        String at = "/engine-rest/task/" + task.getId();
        String before = state();
        String[][] attempts = {
            {"POST", at + "/complete", FORGED.formatted("policeGroup", "\"unit05431station\"")},
            {"POST", at + "/complete", FORGED.formatted("doseRows", "0")},
            {"POST", at + "/complete", FORGED.formatted("cleaningNext", "\"NONE\"")},
            {"POST", at + "/complete", FORGED.formatted("note", "\"bà Lê Thị Hoa, 0912345678\"")},
            {"POST", at + "/submit-form", FORGED.formatted("batchId", "\"" + UUID.randomUUID() + "\"")},
            {"POST", at + "/resolve", FORGED.formatted("documentNumber", "\"15/BB-CAP\"")},
            {"POST", at + "/bpmnError", "{\"errorCode\":\"x\"}"},
            {"POST", at + "/bpmnEscalation", "{\"escalationCode\":\"x\"}"},
            {"POST", at + "/variables", "{\"modifications\":{\"policeGroup\":{\"value\":\"unit05431station\"}}}"},
            {"PUT", at + "/variables/stationGroup", "{\"value\":\"unit05434station\",\"type\":\"String\"}"},
            {"POST", at + "/localVariables", "{\"modifications\":{\"x\":{\"value\":\"bà Hoa\"}}}"},
            {"POST", at + "/comment/create", "{\"message\":\"bà Lê Thị Hoa, 0912345678\"}"},
            {"POST", at + "/assignee", "{\"userId\":\"station9\"}"},
            {"POST", at + "/delegate", "{\"userId\":\"police1\"}"},
            {"POST", at + "/claim", "{\"userId\":\"province2\"}"},
            {"POST", at + "/identity-links", "{\"groupId\":\"unit05431station\",\"type\":\"candidate\"}"},
            {"PUT", at, "{\"due\":\"2099-01-01T00:00:00.000+0000\",\"assignee\":\"station1\",\"name\":\"bà Hoa\"}"},
            {"DELETE", at, null},
            {"POST", "/engine-rest/process-instance/" + instance + "/variables", "{\"modifications\":{\"batchId\":{\"value\":\"x\"}}}"},
            {"POST", "/engine-rest/process-instance/" + instance + "/modification",
                "{\"instructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"applyNextRows\"}]}"},
            {"PUT", "/engine-rest/process-instance/" + instance + "/suspended", "{\"suspended\":true}"},
            {"DELETE", "/engine-rest/process-instance/" + instance, null},
            {"POST", "/engine-rest/execution/" + task.getExecutionId() + "/signal", "{}"},
            {"POST", "/engine-rest/message", "{\"messageName\":\"x\",\"businessKey\":\"" + batch + "\"}"},
        };
        for (String user : EVERYBODY) {
            for (String[] attempt : INSIDERS.contains(user) ? attempts : new String[0][]) {
                HttpResponse<String> answer = call(attempt[0], attempt[1], attempt[2], user);
                assertThat(answer.statusCode()).as(user + " " + attempt[0] + " " + attempt[1] + " " + attempt[2] + ": " + answer.body()).isGreaterThanOrEqualTo(400);
                assertThat(state()).as(user + " " + attempt[0] + " " + attempt[1] + " " + attempt[2]).isEqualTo(before);
            }
            if (!whoseTurn.contains(user)) {
                assertThat(call("POST", at + "/complete", "{}", user).statusCode()).as(user).isGreaterThanOrEqualTo(400);
                assertThat(state()).as(user).isEqualTo(before);
            }
        }
    }

    private Task task() {
        return engine.getTaskService().createTaskQuery().processInstanceBusinessKey(batch.toString()).singleResult();
    }

    private void decide(String officer, String decisions) throws Exception {
        HttpResponse<String> answer = call("POST", "/api/v1/cleaning/batches/" + batch + "/decisions", decisions, officer);
        JsonNode result = json.readTree(answer.body());
        assertThat(result.path(0).path("result").asText()).as(answer.body()).isEqualTo("DONE");
    }

    /** All that the engine and we know of lists, but for revisions. */
    private String state() {
        return jdbc.sql("""
                select concat_ws('|', (select jsonb_agg(to_jsonb(b) order by b.id) from cleaning_batch b),
                  (select jsonb_agg(to_jsonb(r) order by r.batch_id, r.line) from cleaning_row r), (select jsonb_agg(to_jsonb(c) order by c.id) from citizen c),
                  (select count(*) from cleaning_decision),
                  (select jsonb_agg(jsonb_build_array(id_, name_, task_def_key_, assignee_, owner_, due_date_, delegation_, suspension_state_) order by id_) from act_ru_task),
                  (select jsonb_agg(jsonb_build_array(task_id_, group_id_, user_id_, type_) order by id_) from act_ru_identitylink),
                  (select jsonb_agg(jsonb_build_array(name_, text_, long_, double_) order by id_) from act_ru_variable),
                  (select jsonb_agg(jsonb_build_array(id_, act_id_, suspension_state_) order by id_) from act_ru_execution), (select count(*) from act_hi_comment))""")
                .query(String.class).single();
    }

    private HttpResponse<String> call(String method, String path, String body, String user) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(url(path)))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString((user + ":minhxac").getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }
}
