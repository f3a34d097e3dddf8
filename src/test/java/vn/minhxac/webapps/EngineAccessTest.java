package vn.minhxac.webapps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import vn.minhxac.LiveTest;
import vn.minhxac.common.StartStep;
import vn.minhxac.engine.Processes;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;

/** The engine's REST API and sessions over real HTTP: nobody unnamed, and everybody within unit and province. */
class EngineAccessTest extends LiveTest {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @Autowired
    Processes processes;
    @Autowired
    ObjectMapper json;
    @Autowired
    @Qualifier("engineRights")
    StartStep engineRights;
    private String deployment;

    @BeforeEach
    void tasksInTwoProvinces() {
        var model = Bpmn.createExecutableProcess("accessProbe").camundaHistoryTimeToLiveString("P1D").startEvent("probeStarted")
                .userTask("probe").camundaCandidateGroups("${group}").endEvent("probed").done();
        deployment = engine.getRepositoryService().createDeployment().addModelInstance("access-probe.bpmn", model).deploy().getId();
        officers.save(new Officer("supervisor20", "supervisor20", Role.SUPERVISOR, UnitKind.PROVINCE, "20", "20", null, null, true), "minhxac");
        officers.save(new Officer("facility20", "facility20", Role.FACILITY_OFFICER, UnitKind.FACILITY, "19001", "20", null, null, true), "minhxac");
        processes.start("accessProbe", "of-19001", PROVINCE, Map.of("group", "unit19001facility"));
        processes.start("accessProbe", "of-19002", PROVINCE, Map.of("group", "unit19002facility"));
        processes.start("accessProbe", "of-20", "20", Map.of("group", "unit19001facility"));
        processes.start("accessProbe", "of-ministry", "20", Map.of("group", "ministry"));
    }

    @AfterEach
    void remove() {
        engine.getRepositoryService().deleteDeployment(deployment, true);
    }

    @Test
    void theEnginesApiAnswersNoStranger() throws Exception {
        for (String path : new String[] {"/engine-rest/engine", "/engine-rest/task", "/engine-rest/identity/password-policy",
            "/engine-rest/user/admin/profile"}) {
            assertThat(get(path, null).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(get("/engine-rest/task", "station1:wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void officersSeeTheTasksOfTheirUnitAndSupervisorsThoseOfTheirProvince() throws Exception {
        assertThat(tasks("facility1")).isEqualTo(1);
        assertThat(tasks("facility2")).isEqualTo(1);
        assertThat(tasks("facility20")).isEqualTo(1);
        assertThat(tasks("station1")).isZero();
        assertThat(tasks("supervisor1")).isEqualTo(2);
        assertThat(tasks("supervisor20")).isEqualTo(2);
        assertThat(tasks("ministry1")).isEqualTo(1);
        assertThat(tasks("analyst1")).isZero();
        assertThat(tasks("admin")).isEqualTo(4);
    }

    @Test
    void instancesAreForSupervisorsOfTheProvince() throws Exception {
        assertThat(count("/engine-rest/process-instance/count?processDefinitionKey=accessProbe", "supervisor1")).isEqualTo(2);
        assertThat(count("/engine-rest/process-instance/count?processDefinitionKey=accessProbe", "supervisor20")).isEqualTo(2);
        assertThat(count("/engine-rest/process-instance/count?processDefinitionKey=accessProbe", "facility1")).isZero();
    }

    @Test
    void rightsEndWithTheRole() throws Exception {
        String instance = engine.getRuntimeService().createProcessInstanceQuery().processInstanceBusinessKey("of-19001").singleResult().getId();
        assertThat(send("DELETE", "/engine-rest/process-instance/" + instance, "supervisor1").statusCode()).isEqualTo(403);
        assertThat(send("POST", "/engine-rest/user/create", "province1").statusCode()).isIn(403, 500, 400);
        assertThat(engine.getIdentityService().createUserQuery().userId("intruder").count()).isZero();
        assertThat(count("/engine-rest/authorization/count", "station1")).isZero();
        assertThat(get("/engine-rest/deployment/count", "analyst1").body()).contains("\"count\":0");
    }

    @Test
    void stationsAndFacilitiesMayStartAListAndPoliceMayNot() throws Exception {
        String start = "/engine-rest/authorization/check?permissionName=CREATE_INSTANCE&resourceName=process-definition&resourceType=6&resourceId=fourStepVerification";
        assertThat(get(start, "station1").body()).contains("\"authorized\":true");
        assertThat(get(start, "facility1").body()).contains("\"authorized\":true");
        assertThat(get(start, "police1").body()).contains("\"authorized\":false");
        assertThat(get(start, "supervisor1").body()).contains("\"authorized\":false");
    }

    @Test
    void stationsAndTheProvinceMayHaveACommunesErrorsListedAndOthersMayNot() throws Exception {
        String start = "/engine-rest/authorization/check?permissionName=CREATE_INSTANCE&resourceName=process-definition&resourceType=6&resourceId=dataCleaning";
        assertThat(get(start, "station1").body()).contains("\"authorized\":true");
        assertThat(get(start, "province1").body()).contains("\"authorized\":true");
        assertThat(get(start, "facility1").body()).contains("\"authorized\":false");
        assertThat(get(start, "police1").body()).contains("\"authorized\":false");
    }

    @Test
    void whoHasHadARoleForLongGetsANewRightOfItAtTheNextStart() throws Exception {
        engine.getIdentityService().deleteMembership("station1", "cleaners");
        String start = "/engine-rest/authorization/check?permissionName=CREATE_INSTANCE&resourceName=process-definition&resourceType=6&resourceId=dataCleaning";
        assertThat(get(start, "station1").body()).contains("\"authorized\":false");
        engineRights.start();
        assertThat(get(start, "station1").body()).contains("\"authorized\":true");
    }

    @Test
    void basicLeavesNoSession() throws Exception {
        assertThat(get("/api/v1/session", "station1:minhxac").headers().allValues("Set-Cookie")).noneMatch(c -> c.startsWith("JSESSIONID"));
    }

    @Test
    void aSessionsWriteNeedsTheHeader() throws Exception {
        CookieManager cookies = new CookieManager();
        HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).followRedirects(HttpClient.Redirect.NEVER).build();
        Matcher token = TOKEN.matcher(browser.send(HttpRequest.newBuilder(URI.create(url("/login"))).build(),
                HttpResponse.BodyHandlers.ofString()).body());
        assertThat(token.find()).isTrue();
        String form = "username=station1&password=minhxac&_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
        var login = browser.send(HttpRequest.newBuilder(URI.create(url("/login"))).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(login.headers().firstValue("Location").orElse("")).endsWith("/camunda/app/tasklist/default/");

        assertThat(browser.send(HttpRequest.newBuilder(URI.create(url("/api/v1/session"))).build(), HttpResponse.BodyHandlers.ofString())
                .statusCode()).isEqualTo(200);
        String value = cookies.getCookieStore().getCookies().stream().filter(c -> c.getName().equals("MX-XSRF"))
                .map(HttpCookie::getValue).findFirst().orElseThrow();
        var write = HttpRequest.newBuilder(URI.create(url("/engine-rest/task/none/claim"))).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"userId\":\"station1\"}"));
        assertThat(browser.send(write.build(), HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(403);
        var allowed = browser.send(write.header("X-MX-XSRF", value).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(allowed.statusCode()).as(allowed.body()).isNotIn(401, 403);
    }

    private long tasks(String user) throws Exception {
        return count("/engine-rest/task/count?processDefinitionKey=accessProbe", user);
    }

    private long count(String path, String user) throws Exception {
        JsonNode answer = json.readTree(get(path, user).body());
        return answer.path("count").asLong(-1);
    }

    private HttpResponse<String> get(String path, String user) throws IOException, InterruptedException {
        return send("GET", path, user);
    }

    private HttpResponse<String> send(String method, String path, String user) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url(path))).method(method, method.equals("POST")
                ? HttpRequest.BodyPublishers.ofString("{\"profile\":{\"id\":\"intruder\"},\"credentials\":{\"password\":\"intruder1\"}}")
                : HttpRequest.BodyPublishers.noBody()).header("Content-Type", "application/json");
        if (user != null) {
            String credentials = user.contains(":") ? user : user + ":minhxac";
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
