package vn.minhxac.engine;

import java.util.Map;
import java.util.Set;

/**
 * What an officer may submit with one kind of user task. The engine stores whatever is posted, so each user task has a
 * rule, and completing a task without one, or with variables its rule does not name, fails and changes nothing.
 */
public interface TaskRule {

    /** Id of the user task in its diagram, e.g. {@code reviewList}. */
    String task();

    /** Names of the variables its form may submit. */
    Set<String> fields();

    /**
     * Checks a submission before the task completes, in the same transaction.
     *
     * @throws vn.minhxac.common.BadInput when it breaks a rule; the officer sees its text
     */
    void check(Submission submission);

    /**
     * @param businessKey internal id of the list or batch
     * @param officer     user id of who completes the task
     * @param values      what the form submitted
     */
    record Submission(String businessKey, String officer, Map<String, Object> values) {
    }
}
