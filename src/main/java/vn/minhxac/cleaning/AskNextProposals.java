package vn.minhxac.cleaning;

import java.util.UUID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.cleaning.internal.proposal.ProposalAsking;

/** Asks the population database about the next candidates of a run; a job of its own, so that it is retried alone. */
@Component("askNextProposals")
public class AskNextProposals implements JavaDelegate {

    private final ProposalAsking asking;

    AskNextProposals(ProposalAsking asking) {
        this.asking = asking;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariable("hasProposalLeft", asking.run(UUID.fromString((String) execution.getVariable("runId"))));
    }
}
