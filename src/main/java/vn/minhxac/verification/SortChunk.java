package vn.minhxac.verification;

import java.util.UUID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.verification.internal.ChunkSorting;
import vn.minhxac.verification.internal.Progress;

/** Sends the people of a compared chunk on: matched ones to signing, the others to cleaning. */
@Component("sortChunk")
public class SortChunk implements JavaDelegate {

    private final ChunkSorting sorting;

    SortChunk(ChunkSorting sorting) {
        this.sorting = sorting;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Progress progress = sorting.run(UUID.fromString((String) execution.getVariable("listId")), (Integer) execution.getVariable("chunk"));
        execution.setVariable("chunk", progress.nextChunk());
        execution.setVariable("hasChunkLeft", progress.hasChunkLeft());
        execution.setVariable("dosesMissing", progress.dosesMissing());
    }
}
