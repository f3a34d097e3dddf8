package vn.minhxac.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.minhxac.IntegrationTest;
import vn.minhxac.common.BadInput;

/** Whoever posts more, or other, than a task's form asks for changes nothing. */
class SubmissionGuardTest extends IntegrationTest {

    @Autowired
    Processes processes;
    private String deployment;

    @BeforeEach
    void deploy() {
        var model = Bpmn.createExecutableProcess("guarded").camundaHistoryTimeToLiveString("P1D").startEvent("guardedStart")
                .userTask("guardProbe").camundaCandidateGroups("unit19001facility").userTask("withoutRule").endEvent().done();
        deployment = engine.getRepositoryService().createDeployment().addModelInstance("guarded.bpmn", model).deploy().getId();
        processes.start("guarded", "list-1", PROVINCE, Map.of());
    }

    @AfterEach
    void remove() {
        engine.getRepositoryService().deleteDeployment(deployment, true);
    }

    @Test
    void theTenantIsTheProvince() {
        assertThat(task().getTenantId()).isEqualTo(PROVINCE);
    }

    @Test
    void onlyTheFieldsOfTheFormAreTaken() {
        String id = task().getId();
        assertThatThrownBy(() -> complete("facility1", id, Map.of("decision", "YES", "listId", "another")))
                .isInstanceOf(BadUserRequestException.class).hasMessageContaining("không được phép");
        assertThatThrownBy(() -> complete("facility1", id, Map.of("decision", "NO"))).isInstanceOf(BadUserRequestException.class);
        assertThat(task().getId()).isEqualTo(id);
        assertThat(engine.getRuntimeService().createVariableInstanceQuery().count()).isZero();
        complete("facility1", id, Map.of("decision", "YES"));
        assertThat(task().getTaskDefinitionKey()).isEqualTo("withoutRule");
    }

    @Test
    void aTaskWithoutARuleCannotBeCompleted() {
        complete("facility1", task().getId(), Map.of("decision", "YES"));
        assertThatThrownBy(() -> engine.getTaskService().complete(task().getId())).isInstanceOf(BadInput.class);
    }

    @Test
    void aTaskCannotBeLeftByAnErrorOrGivenOtherVariables() {
        String id = task().getId();
        assertThatThrownBy(() -> as("facility1", () -> {
            engine.getTaskService().handleBpmnError(id, "ANY");
            return null;
        })).isInstanceOf(BadUserRequestException.class);
        assertThatThrownBy(() -> as("facility1", () -> {
            engine.getTaskService().setVariable(id, "decision", "YES");
            return null;
        })).isInstanceOf(BadUserRequestException.class);
    }

    @Test
    void anOfficerCannotStartAProcessAroundItsForm() {
        assertThatThrownBy(() -> as("admin", () -> engine.getRuntimeService().startProcessInstanceByKey("guarded", Map.of("a", 1))))
                .isInstanceOf(BadUserRequestException.class);
        String definition = engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey("guarded").singleResult().getId();
        assertThatThrownBy(() -> as("admin", () -> engine.getFormService().submitStartForm(definition, Map.of("listId", "x"))))
                .isInstanceOf(BadUserRequestException.class);
    }

    private void complete(String officer, String task, Map<String, Object> values) {
        as(officer, () -> {
            engine.getFormService().submitTaskForm(task, values);
            return null;
        });
    }

    private Task task() {
        return engine.getTaskService().createTaskQuery().processDefinitionKey("guarded").singleResult();
    }
}
