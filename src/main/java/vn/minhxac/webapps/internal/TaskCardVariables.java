package vn.minhxac.webapps.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The process variables {@code unitName} and {@code complaintType} as tasks see them, for many tasks with one query. The
 * engine's own query of variables refuses officers, who have rights in tasks and none in instances: ask only for tasks that
 * the officer may see.
 */
@Component
class TaskCardVariables {

    /** @param complaintType name of a type of complaint, or null */
    record Values(String unit, String complaintType) {
    }

    private final JdbcClient jdbc;

    TaskCardVariables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    Map<String, Values> of(Collection<String> taskIds) {
        Map<String, Values> found = new HashMap<>();
        if (taskIds.isEmpty()) {
            return found;
        }
        // From the task's own execution upwards; the nearest value counts.
        jdbc.sql("""
                with recursive scope as (
                    select id_ as task, execution_id_ as execution, 0 as height from act_ru_task where id_ = any(:tasks)
                    union all
                    select s.task, e.parent_id_, s.height + 1 from scope s join act_ru_execution e on e.id_ = s.execution
                    where e.parent_id_ is not null)
                select task, (array_agg(v.text_ order by s.height) filter (where v.name_ = 'unitName'))[1],
                       (array_agg(v.text_ order by s.height) filter (where v.name_ = 'complaintType'))[1]
                from scope s join act_ru_variable v on v.execution_id_ = s.execution and v.task_id_ is null
                     and v.name_ in ('unitName', 'complaintType') and v.type_ = 'string'
                group by task""")
                .param("tasks", taskIds.toArray(String[]::new))
                .query(row -> {
                    found.put(row.getString(1), new Values(row.getString(2), row.getString(3)));
                });
        return found;
    }
}
