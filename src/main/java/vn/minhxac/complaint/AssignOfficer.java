package vn.minhxac.complaint;

import java.util.UUID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.complaint.internal.routing.Assigning.Assigned;
import vn.minhxac.complaint.internal.routing.Assigning;

/** „Giao cán bộ xử lý“: the unit the decision table names, and there the officer whose turn it is. */
@Component("assignOfficer")
class AssignOfficer implements JavaDelegate {

    private final Assigning assigning;

    AssignOfficer(Assigning assigning) {
        this.assigning = assigning;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Assigned assigned = assigning.run(UUID.fromString((String) execution.getVariable("complaintId")), (String) execution.getVariable("handler"),
                (String) execution.getVariable("site"), (String) execution.getVariable("routingRule"));
        execution.setVariable("handlerGroup", assigned.group());
        execution.setVariable("unitName", assigned.unitName());
        execution.setVariable("assignee", assigned.assignee());
        execution.setVariable("taskDue", execution.getVariable("dueAt"));
    }
}
