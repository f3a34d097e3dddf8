package vn.minhxac.verification;

import java.util.UUID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.verification.internal.PreCheck;
import vn.minhxac.verification.internal.Progress;

/** Checks the four compulsory fields; what cannot be compared leaves the comparison here. */
@Component("preCheckList")
public class PreCheckList implements JavaDelegate {

    private final PreCheck preCheck;

    PreCheckList(PreCheck preCheck) {
        this.preCheck = preCheck;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Progress progress = preCheck.run(UUID.fromString((String) execution.getVariable("listId")));
        execution.setVariable("chunk", progress.nextChunk());
        execution.setVariable("hasChunkLeft", progress.hasChunkLeft());
        execution.setVariable("dosesMissing", progress.dosesMissing());
    }
}
