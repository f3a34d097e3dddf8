package vn.minhxac.engine.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.camunda.bpm.engine.TaskService;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.engine.Tasks;

@Service
class EngineTasks implements Tasks {

    private final TaskService tasks;
    private final JdbcClient jdbc;

    EngineTasks(TaskService tasks, JdbcClient jdbc) {
        this.tasks = tasks;
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public List<OpenTask> open(String businessKey) {
        return jdbc.sql("""
                select t.id_, t.task_def_key_, t.assignee_,
                       array(select l.group_id_ from act_ru_identitylink l where l.task_id_ = t.id_ and l.type_ = 'candidate' and l.group_id_ is not null)
                from act_ru_execution e join act_ru_task t on t.proc_inst_id_ = e.id_
                where e.business_key_ = :businessKey and e.parent_id_ is null""")
                .param("businessKey", businessKey).query((row, n) -> new OpenTask(row.getString(1), row.getString(2), row.getString(3),
                        Set.of((String[]) row.getArray(4).getArray()))).list();
    }

    @Override
    @Transactional
    public void assign(String taskId, String userId) {
        tasks.setAssignee(taskId, userId);
    }

    @Override
    @Transactional
    public void addGroup(String taskId, String group) {
        tasks.addCandidateGroup(taskId, group);
    }

    @Override
    @Transactional(readOnly = true)
    public List<WaitingTask> unassigned(String processKey, Collection<String> orHadBy) {
        return jdbc.sql("""
                select t.id_, e.business_key_, t.task_def_key_, t.assignee_
                from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_ join act_re_procdef p on p.id_ = t.proc_def_id_
                where p.key_ = :process and (t.assignee_ is null or t.assignee_ = any(:had)) order by t.create_time_, t.id_""")
                .param("process", processKey).param("had", orHadBy.toArray(String[]::new))
                .query((row, n) -> new WaitingTask(row.getString(1), row.getString(2), row.getString(3), row.getString(4))).list();
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, Integer> load(Collection<String> userIds) {
        Map<String, Integer> load = new HashMap<>();
        jdbc.sql("select assignee_, count(*) from act_ru_task where assignee_ = any(:users) group by 1")
                .param("users", userIds.toArray(String[]::new)).query(row -> {
                    load.put(row.getString(1), row.getInt(2));
                });
        return load;
    }
}
