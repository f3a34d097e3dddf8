package vn.minhxac;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;

/** Which flow nodes of a process the tests of a class have passed, over all of them. */
public final class FlowNodes {

    private final String process;
    private final Set<String> passed = new HashSet<>();
    private Set<String> all = Set.of();

    public FlowNodes(String process) {
        this.process = process;
    }

    /** Remembers what a test has passed, before the tables are emptied for the next. */
    public void remember(ProcessEngine engine) {
        engine.getHistoryService().createHistoricActivityInstanceQuery().finished().list().stream()
                .filter(activity -> activity.getProcessDefinitionKey().equals(process)).map(HistoricActivityInstance::getActivityId).forEach(passed::add);
        String definition = engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey(process).latestVersion()
                .singleResult().getId();
        all = engine.getRepositoryService().getBpmnModelInstance(definition).getModelElementsByType(FlowNode.class).stream()
                .map(FlowNode::getId).collect(Collectors.toSet());
    }

    public Set<String> notPassed() {
        Set<String> rest = new HashSet<>(all);
        rest.removeAll(passed);
        return rest;
    }
}
