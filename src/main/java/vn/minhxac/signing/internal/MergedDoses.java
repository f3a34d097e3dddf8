package vn.minhxac.signing.internal;

import java.util.List;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.citizen.Identities;
import vn.minhxac.citizen.RecordsMerged;
import vn.minhxac.signing.SigningIntake;

/** Doses that came to a proven person when records were merged may be signed now, without another comparison. */
@Component
class MergedDoses {

    private final SigningIntake intake;
    private final Identities identities;

    MergedDoses(SigningIntake intake, Identities identities) {
        this.intake = intake;
        this.identities = identities;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(RecordsMerged event) {
        List<Long> person = List.of(event.into());
        identities.find(person).forEach(into -> intake.handOver(into.provinceCode(), person));
    }
}
