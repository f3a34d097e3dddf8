package vn.minhxac.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.minhxac.LiveTest;

/** An officer, or an administrator, with the engine's own REST API in his hands: no clock moves, no police are skipped, no complaint is decided but by its form. */
class HostileOfficerTest extends LiveTest {

    private static final String VALUES = "{\"variables\":%s}";
    private static final String FORGED = "{\"identityChanged\":{\"value\":false,\"type\":\"Boolean\"},\"dueAt\":{\"value\":\"2099-01-01T00:00:00.000+0000\",\"type\":\"Date\"}}";

    @Autowired
    private ObjectMapper json;
    private final HttpClient http = HttpClient.newHttpClient();

    /** A complaint at facility 19001, with facility1. */
    private UUID complaint() throws Exception {
        String request = """
                {"fullName":"Lê Thị Hòa","sex":"F","dateOfBirth":"1990-01-02","idType":"CCCD","idNumber":"019190000123","phone":"0912345678",
                 "type":"WRONG_DOSE_INFO","description":"Sai ngày tiêm.","doses":[{"doseNumber":1,"date":"2021-09-05","vaccine":"PFIZER","facilityCode":"19001"}]}""";
        assertThat(call("POST", "/api/v1/complaints/assisted", request, "facilityhead1").statusCode()).isEqualTo(201);
        runJobs();
        return jdbc.sql("select id from complaint").query(UUID.class).single();
    }

    @Test
    void nothingButTheFormMovesAComplaint() throws Exception {
        UUID complaint = complaint();
        Task task = task(complaint);
        String holder = task.getAssignee();
        assertThat(holder).isEqualTo("facility1");
        String instance = task.getProcessInstanceId();
        String job = engine.getManagementService().createJobQuery().processInstanceId(instance).list().get(0).getId();
        String before = state(complaint);
        String message = "{\"messageName\":\"complaintWithdrawn\",\"businessKey\":\"" + complaint + "\"}";
        String[][] attempts = {
            {"POST", "/task/" + task.getId() + "/resolve", VALUES.formatted(FORGED)},
            {"POST", "/task/" + task.getId() + "/resolve", "{\"variables\":{\"outcome\":{\"value\":\"REJECTED\"},\"reasonCode\":{\"value\":\"R01\"}}}"},
            {"POST", "/task/" + task.getId() + "/complete", VALUES.formatted(FORGED)},
            {"POST", "/task/" + task.getId() + "/submit-form", VALUES.formatted(FORGED)},
            {"POST", "/task/" + task.getId() + "/complete", "{\"variables\":{\"outcome\":{\"value\":\"APPROVED\"},\"handlerGroup\":{\"value\":\"x\"}}}"},
            {"POST", "/task/" + task.getId() + "/complete", "{\"variables\":{\"outcome\":{\"value\":{\"a\":1},\"type\":\"Json\"}}}"},
            {"POST", "/task/" + task.getId() + "/complete", "{\"variables\":{\"outcome\":{\"value\":\"" + "R".repeat(100_000) + "\"}}}"},
            {"POST", "/task/" + task.getId() + "/complete", "{\"variables\":{\"outcome\":{\"value\":7,\"type\":\"Integer\"},\"reasonCode\":{\"value\":true}}}"},
            {"POST", "/task/" + task.getId() + "/complete", "{\"variables\":{\"outcome\":{\"value\":\"DEFERRED\"},\"reasonCode\":{\"value\":\"NEEDS_CHECK\"},"
                + "\"deferredUntil\":{\"value\":\"+999999999-12-31\"}}}"},
            {"POST", "/task/" + task.getId() + "/complete", "{}"},
            {"POST", "/task/" + task.getId() + "/bpmnError", "{\"errorCode\":\"x\",\"variables\":" + FORGED + "}"},
            {"POST", "/task/" + task.getId() + "/bpmnEscalation", "{\"escalationCode\":\"x\",\"variables\":" + FORGED + "}"},
            {"POST", "/task/" + task.getId() + "/variables", "{\"modifications\":" + FORGED + "}"},
            {"PUT", "/task/" + task.getId() + "/variables/identityChanged", "{\"value\":false,\"type\":\"Boolean\"}"},
            {"POST", "/task/" + task.getId() + "/localVariables", "{\"modifications\":" + FORGED + "}"},
            {"DELETE", "/task/" + task.getId() + "/variables/dueAt", null},
            {"PUT", "/process-instance/" + instance + "/variables/complaintId", "{\"value\":\"" + UUID.randomUUID() + "\"}"},
            {"POST", "/process-instance/" + instance + "/variables", "{\"modifications\":" + FORGED + "}"},
            {"POST", "/process-instance/variables-async", "{\"processInstanceIds\":[\"" + instance + "\"],\"variables\":" + FORGED + "}"},
            {"POST", "/execution/" + task.getExecutionId() + "/localVariables", "{\"modifications\":" + FORGED + "}"},
            {"POST", "/execution/" + task.getExecutionId() + "/signal", VALUES.formatted(FORGED)},
            {"POST", "/execution/" + task.getExecutionId() + "/messageSubscriptions/complaintWithdrawn/trigger", "{}"},
            {"POST", "/message", message},
            {"POST", "/message", message.replace("complaintWithdrawn", "linkedAnswered")},
            {"POST", "/message", "{\"messageName\":\"complaintWithdrawn\",\"all\":true}"},
            {"POST", "/signal", "{\"name\":\"complaintWithdrawn\"}"},
            {"PUT", "/job/" + job + "/duedate", "{\"duedate\":\"2099-01-01T00:00:00.000+0000\"}"},
            {"POST", "/job/" + job + "/duedate/recalculate", null},
            {"POST", "/task/" + task.getId() + "/attachment/create", null},
            {"POST", "/process-definition/key/complaintHandling/start", "{\"businessKey\":\"" + UUID.randomUUID() + "\"}"},
        };
        for (String user : new String[] {holder, "facility2", "station1", "province1", "supervisor1", "admin"}) {
            for (String[] attempt : attempts) {
                HttpResponse<String> answer = engine(attempt[0], attempt[1], attempt[2], user);
                boolean nothingToDo = attempt[1].equals("/signal") && answer.statusCode() == 204;
                assertThat(nothingToDo || answer.statusCode() >= 400).as(user + " " + attempt[0] + " " + attempt[1] + " → " + answer.statusCode()).isTrue();
                assertThat(state(complaint)).as(user + " " + attempt[0] + " " + attempt[1]).isEqualTo(before);
            }
        }
    }

    @Test
    void whatOnlyTheEnginesRightsKeepFromOfficers() throws Exception {
        UUID complaint = complaint();
        Task task = task(complaint);
        String instance = task.getProcessInstanceId();
        String job = engine.getManagementService().createJobQuery().processInstanceId(instance).list().get(0).getId();
        String before = state(complaint);
        String[][] attempts = {
            {"POST", "/task/" + task.getId() + "/assignee", "{\"userId\":\"facility2\"}"},
            {"POST", "/task/" + task.getId() + "/delegate", "{\"userId\":\"facility2\"}"},
            {"POST", "/task/" + task.getId() + "/claim", "{\"userId\":\"facility2\"}"},
            {"POST", "/task/" + task.getId() + "/claim", "{\"userId\":\"nobody\"}"},
            {"POST", "/task/" + task.getId() + "/claim", "{\"userId\":null}"},
            {"POST", "/task/" + task.getId() + "/identity-links", "{\"groupId\":\"unit19002facility\",\"type\":\"candidate\"}"},
            {"PUT", "/task/" + task.getId(), "{\"due\":\"2099-01-01T00:00:00.000+0000\",\"assignee\":\"facility2\"}"},
            {"DELETE", "/task/" + task.getId(), null},
            {"POST", "/task/create", "{\"name\":\"x\"}"},
            {"POST", "/process-instance/" + instance + "/modification", "{\"instructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"correctionToApply\"}]}"},
            {"PUT", "/process-instance/" + instance + "/suspended", "{\"suspended\":true}"},
            {"DELETE", "/process-instance/" + instance, null},
            {"PUT", "/job/" + job + "/suspended", "{\"suspended\":true}"},
            {"PUT", "/job/" + job + "/retries", "{\"retries\":0}"},
            {"POST", "/job/" + job + "/execute", null},
            {"DELETE", "/job/" + job, null},
            {"PUT", "/job-definition/suspended", "{\"processDefinitionKey\":\"complaintHandling\",\"suspended\":true,\"includeJobs\":true}"},
            {"PUT", "/process-definition/suspended", "{\"processDefinitionKey\":\"complaintHandling\",\"suspended\":true,\"includeProcessInstances\":true}"},
            {"POST", "/decision-definition/key/complaintRouting/evaluate", "{\"variables\":{}}"},
            {"POST", "/filter/create", "{\"resourceType\":\"Task\",\"name\":\"x\",\"query\":{\"assigneeExpression\":\"${true}\"}}"},
        };
        for (String user : new String[] {task.getAssignee(), "facility2", "station1", "province1", "supervisor1"}) {
            for (String[] attempt : attempts) {
                HttpResponse<String> answer = engine(attempt[0], attempt[1], attempt[2], user);
                boolean nothingFound = answer.statusCode() == 204 && attempt[1].contains("-definition/suspended");
                assertThat(nothingFound || answer.statusCode() >= 400).as(user + " " + attempt[0] + " " + attempt[1] + " → " + answer.statusCode()).isTrue();
                assertThat(state(complaint)).as(user + " " + attempt[0] + " " + attempt[1]).isEqualTo(before);
            }
        }
    }

    /** A task that waits in a unit's queue is taken for oneself or not at all. */
    @Test
    void aWaitingTaskIsClaimedForOneselfOnly() throws Exception {
        UUID complaint = complaint();
        String id = task(complaint).getId();
        engine.getTaskService().setAssignee(id, null);
        for (String other : new String[] {"\"facility2\"", "\"admin\"", "\"nobody\"", "null", "\"\""}) {
            assertThat(engine("POST", "/task/" + id + "/claim", "{\"userId\":" + other + "}", "facility1").statusCode()).as(other).isBetween(400, 499);
            assertThat(task(complaint).getAssignee()).isNull();
        }
        assertThat(engine("POST", "/task/" + id + "/claim", "{\"userId\":\"facility2\"}", "facility2").statusCode()).isGreaterThanOrEqualTo(400);
        HttpResponse<String> own = engine("POST", "/task/" + id + "/claim", "{\"userId\":\"facility1\"}", "facility1");
        assertThat(own.statusCode()).as(own.body()).isEqualTo(204);
        assertThat(task(complaint).getAssignee()).isEqualTo("facility1");
    }

    /** Somebody of another unit, who knows every id there is. */
    @Test
    void anotherUnitSeesNothing() throws Exception {
        UUID complaint = complaint();
        Task task = task(complaint);
        for (String user : new String[] {"facility2", "facilityhead2", "station1", "police1", "chair1", "district1", "ministry1", "analyst1"}) {
            for (String path : new String[] {"/engine-rest/task/" + task.getId(), "/engine-rest/task/" + task.getId() + "/variables",
                "/engine-rest/task/" + task.getId() + "/form-variables", "/engine-rest/task/" + task.getId() + "/deployed-form",
                "/engine-rest/process-instance/" + task.getProcessInstanceId(), "/engine-rest/process-instance/" + task.getProcessInstanceId() + "/variables",
                "/engine-rest/execution/" + task.getExecutionId(), "/api/v1/complaint-reviews/" + complaint}) {
                assertThat(call("GET", path, null, user).statusCode()).as(user + " " + path).isGreaterThanOrEqualTo(400);
            }
            for (String path : new String[] {"/task", "/variable-instance", "/history/variable-instance", "/history/task", "/history/process-instance", "/job", "/incident",
                "/event-subscription", "/user-operation-log"}) {
                HttpResponse<String> answer = engine("GET", path.equals("/user-operation-log") ? "/history" + path : path, null, user);
                assertThat(answer.statusCode() != 200 || json.readTree(answer.body()).isEmpty()).as(user + " " + path + " " + answer.body()).isTrue();
            }
            JsonNode cards = json.readTree(call("GET", "/api/v1/task-cards?ids=" + task.getId(), null, user).body());
            assertThat(cards.path("items")).isEmpty();
        }
    }

    private Task task(UUID complaint) {
        return engine.getTaskService().createTaskQuery().processInstanceBusinessKey(complaint.toString()).singleResult();
    }

    /** All that the engine and we know of the complaint, but for revisions. */
    private String state(UUID complaint) {
        return jdbc.sql("""
                select concat_ws('|', (select to_jsonb(c) from complaint c where id = :id),
                  (select jsonb_agg(to_jsonb(s) order by s.id) from complaint_step s),
                  (select jsonb_agg(jsonb_build_array(id_, task_def_key_, assignee_, owner_, due_date_, delegation_, suspension_state_) order by id_) from act_ru_task),
                  (select jsonb_agg(jsonb_build_array(task_id_, group_id_, user_id_, type_) order by id_) from act_ru_identitylink),
                  (select jsonb_agg(jsonb_build_array(name_, text_, long_, double_) order by id_) from act_ru_variable),
                  (select jsonb_agg(jsonb_build_array(id_, duedate_, suspension_state_) order by id_) from act_ru_job),
                  (select jsonb_agg(jsonb_build_array(id_, act_id_) order by id_) from act_ru_execution),
                  (select count(*) from act_hi_attachment), (select count(*) from complaint_decision), (select count(*) from outbox))""")
                .param("id", complaint).query(String.class).single();
    }

    private HttpResponse<String> engine(String method, String path, String body, String user) throws Exception {
        if (path.endsWith("/attachment/create")) {
            return http.send(request("/engine-rest" + path, user).header("Content-Type", "multipart/form-data; boundary=x").POST(BodyPublishers.ofString(
                    "--x\r\nContent-Disposition: form-data; name=\"attachment-name\"\r\n\r\na\r\n--x\r\nContent-Disposition: form-data; name=\"url\"\r\n\r\n"
                            + "javascript:alert(1)\r\n--x--\r\n")).build(), BodyHandlers.ofString());
        }
        return call(method, "/engine-rest" + path, body, user);
    }

    private HttpResponse<String> call(String method, String path, String body, String user) throws Exception {
        return http.send(request(path, user).header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String user) {
        return HttpRequest.newBuilder(URI.create(url(path)))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString((user + ":minhxac").getBytes(StandardCharsets.UTF_8)));
    }
}
