package vn.minhxac.engine;

import java.util.Map;

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

    /** Gives failed jobs at this activity (those Cockpit shows an incident for) one more try; returns how many, at most {@code limit}. */
    int retryFailed(String key, String activityId, int limit);
}
