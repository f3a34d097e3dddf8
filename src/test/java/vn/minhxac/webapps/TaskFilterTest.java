package vn.minhxac.webapps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import vn.minhxac.IntegrationTest;
import vn.minhxac.TestClock;
import vn.minhxac.engine.Processes;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;

/** What the filters of Tasklist show an officer, in which order, and what its cards say of a task. */
class TaskFilterTest extends IntegrationTest {

    private static final String MINE = "Việc của tôi";
    private static final String OURS = "Việc của đơn vị tôi";
    private static final String SOON = "Sắp đến hạn trong 12 giờ";
    private static final String OVER = "Quá hạn";

    @Autowired
    Processes processes;
    @Autowired
    MockMvc web;
    private String deployment;

    @BeforeEach
    void deploy() {
        officer("facility9", Role.FACILITY_OFFICER, UnitKind.FACILITY, FACILITY);
        var model = Bpmn.createExecutableProcess("filterProbe").camundaHistoryTimeToLiveString("P1D").startEvent().subProcess()
                .embeddedSubProcess().startEvent().userTask("probe").camundaCandidateGroups("${group}").camundaDueDate("${due}").endEvent()
                .subProcessDone().endEvent().done();
        deployment = engine.getRepositoryService().createDeployment().addModelInstance("filter-probe.bpmn", model).deploy().getId();
    }

    @AfterEach
    void remove() {
        engine.getRepositoryService().deleteDeployment(deployment, true);
    }

    @Test
    void eachFilterShowsWhatItSaysAndTheLeastTimeLeftFirst() {
        task("later", Duration.ofHours(30), null);
        task("soon", Duration.ofHours(11), null);
        task("overdue", Duration.ofHours(-1), null);
        task("undated", null, null);
        task("mineSoon", Duration.ofHours(5), "facility1");
        task("mineLater", Duration.ofHours(13), "facility1");
        task("longOverdue", Duration.ofDays(-2), "facility1");

        assertThat(shown("facility1", MINE)).containsExactly("longOverdue", "mineSoon", "mineLater");
        assertThat(shown("facility1", OURS)).containsExactly("overdue", "soon", "later", "undated");
        assertThat(shown("facility1", SOON)).containsExactly("mineSoon", "soon");
        assertThat(shown("facility1", OVER)).containsExactly("longOverdue", "overdue");
    }

    @Test
    void aTaskIsDueSoonUntilItIsOverdueAndNeverBothOrNeither() {
        task("dueNow", Duration.ZERO, null);
        task("justOver", Duration.ofMillis(-1), null);
        task("almostTwelve", Duration.ofHours(12).minusMillis(1), null);
        task("twelve", Duration.ofHours(12), null);
        assertThat(shown("facility1", OVER)).containsExactly("justOver");
        assertThat(shown("facility1", SOON)).containsExactly("dueNow", "almostTwelve");

        clock.advance(Duration.ofMillis(1));
        assertThat(shown("facility1", OVER)).containsExactly("justOver", "dueNow");
        assertThat(shown("facility1", SOON)).containsExactly("almostTwelve", "twelve");
    }

    @Test
    void aColleaguesLateTaskIsSeenByTheUnitAndATaskGivenToMeOutsideMyUnitIsMine() {
        task("colleagues", Duration.ofHours(2), "facility9");
        task("lent", "unit19002facility", Duration.ofHours(-2), "facility1");
        assertThat(shown("facility1", OURS)).isEmpty();
        assertThat(shown("facility1", SOON)).containsExactly("colleagues");
        assertThat(shown("facility1", OVER)).containsExactly("lent");
        assertThat(shown("facility9", MINE)).containsExactly("colleagues");
    }

    @Test
    void anotherUnitSeesNoneOfThem() {
        task("soon", Duration.ofHours(1), null);
        task("overdue", Duration.ofHours(-1), null);
        task("assigned", Duration.ofHours(-1), "facility1");
        for (String user : List.of("facility2", "station1", "supervisor1", "ministry1")) {
            for (String filter : List.of(MINE, OURS, SOON, OVER)) {
                assertThat(shown(user, filter)).as(user + ": " + filter).isEmpty();
            }
        }
    }

    @Test
    void filtersAreThereOnceRefreshAndHaveAnOrder() {
        var filters = engine.getFilterService().createTaskFilterQuery().list();
        assertThat(filters).extracting(Filter::getName).containsExactlyInAnyOrder(MINE, OURS, SOON, OVER);
        assertThat(filters).allSatisfy(filter -> assertThat(filter.getProperties()).containsEntry("refresh", true));
        assertThat(filters.stream().sorted(Comparator.comparingInt(f -> (Integer) f.getProperties().get("priority")))
                .map(Filter::getName)).containsExactly(MINE, OURS, SOON, OVER);
    }

    @Test
    void cardsSayUnitKindAndDueTimeInTheCallersLanguage() throws Exception {
        String id = task("card", Duration.ofHours(5), null);
        web.perform(get("/api/v1/task-cards").param("ids", id).with(httpBasic("facility1", "minhxac")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.now").value("2022-05-04T01:00:00Z"))
                .andExpect(jsonPath("$.items.length()").value(1))
                .andExpect(jsonPath("$.items[0].taskId").value(id))
                .andExpect(jsonPath("$.items[0].dueAt").value("2022-05-04T06:00:00Z"))
                .andExpect(jsonPath("$.items[0].unit").value("Trạm Y tế phường Quán Triều"))
                .andExpect(jsonPath("$.items[0].kind").value("Sai thông tin mũi tiêm"));
        web.perform(get("/api/v1/task-cards").param("ids", id).header("Accept-Language", "en").with(httpBasic("facility1", "minhxac")))
                .andExpect(jsonPath("$.items[0].kind").value("Wrong dose information"));
    }

    @Test
    void cardsOfTasksOneMayNotSeeAreLeftOut() throws Exception {
        String id = task("card", Duration.ofHours(5), null);
        web.perform(get("/api/v1/task-cards").param("ids", id + ",none").with(httpBasic("facility2", "minhxac")))
                .andExpect(status().isOk()).andExpect(jsonPath("$.items.length()").value(0));
        web.perform(get("/api/v1/task-cards").param("ids", id)).andExpect(status().isUnauthorized());
        String many = IntStream.range(0, 101).mapToObj(n -> "t" + n).collect(Collectors.joining(","));
        web.perform(get("/api/v1/task-cards").param("ids", many).with(httpBasic("facility1", "minhxac")))
                .andExpect(status().isBadRequest());
        web.perform(get("/api/v1/task-cards").with(httpBasic("facility1", "minhxac"))).andExpect(status().isBadRequest());
    }

    @Test
    void anOwnTaskIsGivenBackAndNobodyElses() throws Exception {
        String mine = task("mine", Duration.ofHours(5), "facility1");
        String theirs = task("theirs", Duration.ofHours(5), "facility9");
        web.perform(post("/api/v1/tasks/" + mine + "/release").with(httpBasic("facility1", "minhxac"))).andExpect(status().isNoContent());
        assertThat(shown("facility9", OURS)).containsExactly("mine");
        assertThat(shown("facility1", MINE)).isEmpty();
        web.perform(post("/api/v1/tasks/" + theirs + "/release").with(httpBasic("facility1", "minhxac"))).andExpect(status().isNotFound());
        assertThat(shown("facility9", MINE)).containsExactly("theirs");

        String only = task("only", Duration.ofHours(5), "facility1");
        engine.getTaskService().deleteCandidateGroup(only, "unit19001facility");
        web.perform(post("/api/v1/tasks/" + only + "/release").with(httpBasic("facility1", "minhxac"))).andExpect(status().isConflict());
        assertThat(shown("facility1", MINE)).containsExactly("only");
    }

    @Test
    void anOfficerCannotMoveADueDate() {
        String id = task("mine", Duration.ofHours(5), "facility1");
        Date due = engine.getTaskService().createTaskQuery().taskId(id).singleResult().getDueDate();
        assertThatThrownBy(() -> as("facility1", () -> {
            Task task = engine.getTaskService().createTaskQuery().taskId(id).singleResult();
            task.setDueDate(Date.from(TestClock.START.plus(Duration.ofDays(9))));
            engine.getTaskService().saveTask(task);
            return null;
        })).isInstanceOf(AuthorizationException.class);
        assertThat(engine.getTaskService().createTaskQuery().taskId(id).singleResult().getDueDate()).isEqualTo(due);
    }

    private String task(String key, Duration left, String assignee) {
        return task(key, "unit19001facility", left, assignee);
    }

    private String task(String key, String group, Duration left, String assignee) {
        Map<String, Object> variables = new HashMap<>(Map.of("group", group, "unitName", "Trạm Y tế phường Quán Triều",
                "complaintType", "WRONG_DOSE_INFO"));
        variables.put("due", left == null ? null : Date.from(TestClock.START.plus(left)));
        processes.start("filterProbe", key, PROVINCE, variables);
        Task task = engine.getTaskService().createTaskQuery().processInstanceBusinessKey(key).singleResult();
        if (assignee != null) {
            engine.getTaskService().setAssignee(task.getId(), assignee);
        }
        return task.getId();
    }

    private List<String> shown(String user, String filter) {
        String id = engine.getFilterService().createTaskFilterQuery().filterName(filter).singleResult().getId();
        return as(user, () -> {
            List<Task> tasks = engine.getFilterService().list(id);
            assertThat(engine.getFilterService().count(id)).isEqualTo(tasks.size());
            return tasks;
        }).stream().map(task -> engine.getRuntimeService().createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId()).singleResult().getBusinessKey()).toList();
    }
}
