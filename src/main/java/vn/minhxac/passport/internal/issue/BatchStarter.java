package vn.minhxac.passport.internal.issue;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.minhxac.common.Uuid7;
import vn.minhxac.engine.Processes;
import vn.minhxac.signing.DosesSigned;
import vn.minhxac.unit.Role;

/** Doses were signed: in the same transaction a batch of passports begins. One batch for a list, however often it is told. */
@Component
class BatchStarter {

    private final BatchTable batches;
    private final Processes processes;
    private final Clock clock;

    BatchStarter(BatchTable batches, Processes processes, Clock clock) {
        this.batches = batches;
        this.processes = processes;
        this.clock = clock;
    }

    @EventListener
    @Transactional
    public void on(DosesSigned signed) {
        UUID batchId = Uuid7.next();
        if (batches.create(batchId, signed.provinceCode(), signed.signingListId(), clock.instant())) {
            processes.start("passportIssue", batchId.toString(), signed.provinceCode(), Map.of("batchId", batchId.toString(),
                    "signingListId", signed.signingListId().toString(), "releaseGroup", Role.MINISTRY.group(null)));
        }
    }
}
