package vn.minhxac.verification;

import java.util.UUID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.verification.internal.ChunkComparison;

/** Compares one chunk of people with the population database; a job of its own, so that it is retried alone. */
@Component("compareNextChunk")
public class CompareNextChunk implements JavaDelegate {

    private final ChunkComparison comparison;

    CompareNextChunk(ChunkComparison comparison) {
        this.comparison = comparison;
    }

    @Override
    public void execute(DelegateExecution execution) {
        comparison.run(UUID.fromString((String) execution.getVariable("listId")), (Integer) execution.getVariable("chunk"));
    }
}
