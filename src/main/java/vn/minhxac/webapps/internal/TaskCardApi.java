package vn.minhxac.webapps.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.Texts;
import vn.minhxac.unit.Officers;

/** What the cards of Tasklist show of the tasks in its list, beyond their names: for all of them in one call, and nothing of a person. */
@RestController
@Tag(name = "tasks")
class TaskCardApi {

    static final String PATH = "/api/v1/task-cards";
    /** Tasklist shows 15 at a time. */
    private static final int MOST = 100;

    private final Officers officers;
    private final TaskService tasks;
    private final TaskCardVariables variables;
    private final Texts texts;
    private final Clock clock;

    TaskCardApi(Officers officers, TaskService tasks, TaskCardVariables variables, Texts texts, Clock clock) {
        this.officers = officers;
        this.tasks = tasks;
        this.variables = variables;
        this.texts = texts;
        this.clock = clock;
    }

    /** @param now the server's time, by which the time left is to be counted: an office computer's clock may be wrong */
    record Cards(Instant now, List<Card> items) {
    }

    /** @param kind what a citizen complains of, in words; null for other tasks */
    record Card(String taskId, Instant dueAt, String unit, String kind) {
    }

    @GetMapping(PATH)
    @Operation(summary = "Due time, unit and kind of tasks (ids, at most 100); those the officer may not see are left out")
    Cards cards(@RequestParam Set<String> ids) {
        officers.require();
        if (ids.size() > MOST) {
            throw new BadInput("taskCards.tooMany");
        }
        List<Task> visible = ids.isEmpty() ? List.of() : tasks.createTaskQuery().taskIdIn(ids.toArray(String[]::new)).list();
        Map<String, TaskCardVariables.Values> known = variables.of(visible.stream().map(Task::getId).toList());
        return new Cards(clock.instant(), visible.stream().map(task -> card(task, known.get(task.getId()))).toList());
    }

    private Card card(Task task, TaskCardVariables.Values values) {
        return new Card(task.getId(), task.getDueDate() == null ? null : task.getDueDate().toInstant(),
                values == null ? null : values.unit(),
                values == null || values.complaintType() == null ? null : texts.find("taskCard.kind." + values.complaintType()));
    }
}
