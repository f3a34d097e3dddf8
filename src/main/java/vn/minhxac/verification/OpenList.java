package vn.minhxac.verification;

import java.util.UUID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.verification.internal.ListOpening;
import vn.minhxac.verification.internal.ListOpening.OpenedList;

/** Opens the list: an import has made it already; one made by hand is made now, for the unit of the officer who asked for it. */
@Component("openList")
public class OpenList implements JavaDelegate {

    private final ListOpening opening;

    OpenList(ListOpening opening) {
        this.opening = opening;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Object listId = execution.getVariable("listId");
        OpenedList list = listId != null ? opening.imported(UUID.fromString(listId.toString())) : opening.byHand(execution.getVariables());
        execution.setProcessBusinessKey(list.id().toString());
        execution.setVariable("listId", list.id().toString());
        execution.setVariable("isImported", list.imported());
        execution.setVariable("unitName", list.unitName());
        execution.setVariable("healthGroup", list.healthGroup());
        execution.setVariable("sessionDate", list.sessionDate() == null ? null : list.sessionDate().toString());
    }
}
