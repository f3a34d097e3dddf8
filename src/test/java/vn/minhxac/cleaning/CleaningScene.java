package vn.minhxac.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import vn.minhxac.IntegrationTest;
import vn.minhxac.citizen.Imports;
import vn.minhxac.training.registry.HttpRegistrySimulator;
import vn.minhxac.training.registry.RegistrySimulator.Entry;
import vn.minhxac.training.registry.RegistrySimulator.Fault;

/** What tests of data cleaning do again and again: an export comes in, a list is made, officers decide through the calls of the grid. */
public abstract class CleaningScene extends IntegrationTest {

    protected static final String HEADER = "record_id,full_name,sex,date_of_birth,id_number,id_type,nationality,phone,permanent_commune,"
            + "dose_number,vaccination_date,vaccine,lot_number,facility_code\n";

    @Autowired
    protected MockMvc web;
    @Autowired
    protected Imports imports;
    @Autowired
    protected HttpRegistrySimulator registry;
    @Autowired
    protected ObjectMapper json;
    @TempDir
    Path folder;
    private int files;

    @BeforeEach
    void freshRegistry() {
        registry.clear();
        registry.fault(Fault.OK);
        registry.details(true);
        // A circuit that an outage has opened is half open again by now.
        clock.advance(Duration.ofMinutes(5));
    }

    /** A line of the platform's export: one person with one dose. */
    protected record Line(String recordId, String name, String sex, String born, String number, String nationality, String phone, String commune,
                          String doseNumber, String day) {

        public static Line of(String recordId, String name, String sex, String born, String number) {
            return new Line(recordId, name, sex, born, number, "VN", "0912345678", COMMUNE, "1", "2021-09-01");
        }

        public Line in(String other) {
            return new Line(recordId, name, sex, born, number, nationality, phone, other, doseNumber, day);
        }

        public Line phoned(String other) {
            return new Line(recordId, name, sex, born, number, nationality, other, commune, doseNumber, day);
        }

        public Line dose(String number2, String day2) {
            return new Line(recordId, name, sex, born, number, nationality, phone, commune, number2, day2);
        }

        String csv() {
            return String.join(",", recordId, name, sex, born, number, "CCCD", nationality, phone, commune, doseNumber, day, "Pfizer", "FK1", FACILITY) + "\n";
        }
    }

    /** The population database knows this person. */
    protected void known(String number, String name, String sex, String born) {
        registry.load(Stream.of(new Entry(number, name, sex, LocalDate.parse(born), null, true)));
    }

    /** Imports the lines and does everything that follows by itself: the comparison, the cases, the questions about proposals. */
    protected void imported(Line... lines) {
        StringBuilder csv = new StringBuilder(HEADER);
        Stream.of(lines).forEach(line -> csv.append(line.csv()));
        imported(csv.toString());
    }

    protected void imported(String csv) {
        try {
            Path file = Files.writeString(folder.resolve("platform" + ++files + ".csv"), csv);
            imports.accept(file, file.getFileName().toString(), false, PROVINCE, "province1");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        assertThat(imports.runWaiting()).isOne();
        runJobs();
    }

    @Override
    protected void runJobs() {
        super.runJobs();
        engine.getManagementService().createJobQuery().withException().list().forEach(job -> {
            throw new AssertionError(engine.getManagementService().getJobExceptionStacktrace(job.getId()));
        });
    }

    protected long citizen(String recordId) {
        return jdbc.sql("select id from citizen where record_id = :record").param("record", recordId).query(Long.class).single();
    }

    protected String status(String recordId) {
        return jdbc.sql("select identity_status from citizen where record_id = :record").param("record", recordId).query(String.class).single();
    }

    protected String fact(String recordId, String column) {
        return jdbc.sql("select " + column + "::text from citizen where record_id = :record").param("record", recordId).query((row, n) -> new String[] {row.getString(1)}).single()[0];
    }

    /** The station asks for a list in Tasklist. */
    protected UUID requested(String officer) {
        String definition = engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey("dataCleaning").latestVersion()
                .singleResult().getId();
        ProcessInstance instance = as(officer, () -> engine.getFormService().submitStartForm(definition, Map.of()));
        return UUID.fromString(engine.getHistoryService().createHistoricProcessInstanceQuery().processInstanceId(instance.getId()).singleResult()
                .getBusinessKey());
    }

    protected Task task(UUID batch, String definition) {
        return engine.getTaskService().createTaskQuery().processInstanceBusinessKey(batch.toString()).taskDefinitionKey(definition).singleResult();
    }

    protected void complete(UUID batch, String definition, String officer, Map<String, Object> values) {
        Task task = task(batch, definition);
        assertThat(task).as("open task " + definition).isNotNull();
        as(officer, () -> {
            engine.getFormService().submitTaskForm(task.getId(), new TreeMap<>(values));
            return null;
        });
        runJobs();
    }

    protected void complete(UUID batch, String definition, String officer) {
        complete(batch, definition, officer, Map.of());
    }

    /** From the decided list to the records compared again: everybody agrees. */
    protected void agreedByAll(UUID batch) {
        complete(batch, "reviewRows", "station1");
        confirmAll(batch, "police1");
        handedOver(batch);
    }

    protected void confirmAll(UUID batch, String officer) {
        List<Map<String, Object>> all = new ArrayList<>();
        rows(batch, officer).forEach(row -> {
            if (row.path("state").asText().equals("REVIEWED")) {
                all.add(decision(row.path("recordId").asText(), "CONFIRM"));
            }
        });
        decide(batch, officer, all).forEach(result -> assertThat(result.path("result").asText()).isIn("DONE", "REFUSED"));
    }

    /** The police have judged everything: they sign, the station receives, the system does the rest. */
    protected void handedOver(UUID batch) {
        complete(batch, "compareByPolice", "police1");
        complete(batch, "signAndHandOver", "police1", Map.of("documentNumber", "15/BB-CAP"));
        complete(batch, "receiveList", "station1");
    }

    protected static Map<String, Object> decision(String recordId, String decision) {
        return new HashMap<>(Map.of("recordId", recordId, "decision", decision));
    }

    protected static Map<String, Object> decision(String recordId, String decision, String field, Object value) {
        Map<String, Object> one = decision(recordId, decision);
        one.put(field, value);
        return one;
    }

    protected static Map<String, Object> edit(String recordId, String field, String value) {
        return decision(recordId, "EDIT", "changes", Map.of(field, value));
    }

    /** Decides one row and expects that it is done. */
    protected void decided(UUID batch, String officer, Map<String, Object> decision) {
        JsonNode result = decide(batch, officer, List.of(decision)).get(0);
        assertThat(result.path("result").asText()).as(result.toString()).isEqualTo("DONE");
    }

    /** Accepts what the registry confirmed about a record. */
    protected void accepted(UUID batch, String officer, String recordId) {
        decided(batch, officer, decision(recordId, "ACCEPT", "proposalId", row(batch, officer, recordId).path("proposals").get(0).path("id").asText()));
    }

    /** Why a decision is not taken; nothing has changed. */
    protected String refused(UUID batch, String officer, Map<String, Object> decision) {
        JsonNode result = decide(batch, officer, List.of(decision)).get(0);
        assertThat(result.path("result").asText()).as(result.toString()).isIn("REFUSED", "CONFLICT");
        assertThat(result.path("message").asText()).isNotBlank().doesNotContain("error.");
        return result.path("code").asText();
    }

    protected JsonNode decide(UUID batch, String officer, List<Map<String, Object>> decisions) {
        return call(post("/api/v1/cleaning/batches/" + batch + "/decisions"), officer, decisions, 200);
    }

    protected JsonNode head(UUID batch, String officer) {
        return call(get("/api/v1/cleaning/batches/" + batch), officer, null, 200);
    }

    protected JsonNode index(UUID batch, String officer, Map<String, ?> filter) {
        return call(post("/api/v1/cleaning/batches/" + batch + "/index"), officer, filter, 200);
    }

    /** All rows of a batch, or nothing where there are none. */
    protected List<JsonNode> rows(UUID batch, String officer) {
        List<JsonNode> rows = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        index(batch, officer, Map.of()).path("lines").forEach(line -> lines.add(line.asText()));
        for (int from = 0; from < lines.size(); from += 200) {
            call(get("/api/v1/cleaning/batches/" + batch + "/rows").param("lines", String.join(",", lines.subList(from, Math.min(lines.size(), from + 200)))),
                    officer, null, 200).forEach(rows::add);
        }
        return rows;
    }

    protected JsonNode row(UUID batch, String officer, String recordId) {
        return rows(batch, officer).stream().filter(row -> row.path("recordId").asText().equals(recordId)).findFirst().orElseThrow();
    }

    protected JsonNode call(MockHttpServletRequestBuilder request, String officer, Object body, int status) {
        Answer answer = send(request, officer, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        try {
            return answer.body().isEmpty() ? json.nullNode() : json.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a call brings, whatever it is. */
    protected record Answer(int status, String body) {
    }

    /** @param body written as JSON; text is JSON already; null: none */
    protected Answer send(MockHttpServletRequestBuilder request, String officer, Object body) {
        try {
            if (body != null) {
                request.contentType(MediaType.APPLICATION_JSON).content(body instanceof String text ? text.getBytes(StandardCharsets.UTF_8)
                        : json.writeValueAsBytes(body));
            }
            MockHttpServletResponse response = web.perform(request.with(user(officer)).with(csrf())).andReturn().getResponse();
            return new Answer(response.getStatus(), response.getContentAsString(StandardCharsets.UTF_8));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
