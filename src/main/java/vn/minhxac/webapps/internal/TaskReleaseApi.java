package vn.minhxac.webapps.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.minhxac.common.BadInput;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;

/**
 * Giving a task back. In the engine only those may who may also hand it to anybody and move its due date, and officers may
 * do neither.
 */
@RestController
@Tag(name = "tasks")
class TaskReleaseApi {

    private final Officers officers;
    private final TaskService tasks;

    TaskReleaseApi(Officers officers, TaskService tasks) {
        this.officers = officers;
        this.tasks = tasks;
    }

    @PostMapping("/api/v1/tasks/{id}/release")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Gives an own task back to the groups that may take it; 409 where there is none")
    void release(@PathVariable String id) {
        Officer officer = officers.require();
        Task task = tasks.createTaskQuery().taskId(id).taskAssignee(officer.userId()).singleResult();
        if (task == null) {
            throw BadInput.notFound();
        }
        // Nobody would find it again.
        if (tasks.getIdentityLinksForTask(id).stream().map(IdentityLink::getGroupId).allMatch(Objects::isNull)) {
            throw new BadInput(409, "task.nobodyElse");
        }
        tasks.setAssignee(id, null);
    }
}
