package vn.minhxac.cleaning.internal;

import java.util.List;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.citizen.RecordsChanged;
import vn.minhxac.citizen.RecordsMerged;
import vn.minhxac.cleaning.CleaningCases;

/** Cases follow what happens to records outside a comparison, in the same transaction. */
@Component
class CaseEvents {

    private static final int CHUNK = 5_000;

    private final CleaningCases cases;

    CaseEvents(CleaningCases cases) {
        this.cases = cases;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(RecordsMerged event) {
        cases.close(event.from(), "MERGED");
        cases.refresh(List.of(event.from(), event.into()));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(RecordsChanged event) {
        List<Long> people = List.copyOf(event.citizenIds());
        for (int from = 0; from < people.size(); from += CHUNK) {
            cases.refresh(people.subList(from, Math.min(people.size(), from + CHUNK)));
        }
    }
}
