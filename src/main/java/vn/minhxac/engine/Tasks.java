package vn.minhxac.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Officers' tasks as the modules see them. Joins the caller's transaction. */
public interface Tasks {

    /**
     * A task somebody has to do.
     *
     * @param definition id of the user task in its diagram, e.g. {@code reviewByStation}
     * @param assignee   user id, or null
     * @param groups     candidate groups
     */
    record OpenTask(String id, String definition, String assignee, Set<String> groups) {
    }

    /** The open tasks of the instance with this business key. */
    List<OpenTask> open(String businessKey);

    /** Gives the task to an officer, or to nobody (null): then whoever of its groups takes it. */
    void assign(String taskId, String userId);

    /** Lets another group see the task and work on it. */
    void addGroup(String taskId, String group);

    /**
     * Open tasks of a process that wait for somebody.
     *
     * @param businessKey of the instance
     * @param assignee    user id, or null
     */
    record WaitingTask(String id, String businessKey, String definition, String assignee) {
    }

    /** Tasks of this process that nobody has, and those that one of these officers has; oldest first. */
    List<WaitingTask> unassigned(String processKey, Collection<String> orHadBy);

    /** How many open tasks each of these officers has; officers with none are left out. */
    Map<String, Integer> load(Collection<String> userIds);
}
