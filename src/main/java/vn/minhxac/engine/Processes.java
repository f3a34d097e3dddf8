package vn.minhxac.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The engine as the modules see it: they start processes without importing Camunda. Joins the caller's transaction. */
public interface Processes {

    /**
     * Starts the latest version of a process.
     *
     * @param key         process id in its BPMN file, e.g. {@code fourStepVerification}
     * @param businessKey internal id of the list, batch or complaint
     * @param province    province code, the tenant of the instance
     * @param variables   ids, codes, counts and dates only; no personal data
     */
    void start(String key, String businessKey, String province, Map<String, Object> variables);

    /**
     * Tells the instance with this business key that something happened, if it waits for that; what follows runs in the
     * caller's transaction.
     *
     * @param message   name of the message in the diagram, e.g. {@code complaintWithdrawn}
     * @param variables as for {@link #start}
     * @return whether an instance was waiting for it
     */
    boolean tell(String message, String businessKey, Map<String, Object> variables);

    /** A timer that waits in an instance: at which event, until when. */
    record Timer(String businessKey, String activityId, Instant due) {
    }

    /** The timers that wait in the instances of this process with these business keys. */
    List<Timer> timers(String key, Collection<String> businessKeys);

    /** Which of these business keys have a running instance of this process. */
    Set<String> running(String key, Collection<String> businessKeys);

    /** Gives failed jobs at this activity (those Cockpit shows an incident for) one more try; returns how many, at most {@code limit}. */
    int retryFailed(String key, String activityId, int limit);
}
