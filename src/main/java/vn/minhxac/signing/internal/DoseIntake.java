package vn.minhxac.signing.internal;

import java.time.Clock;
import java.util.Collection;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.minhxac.citizen.Doses;
import vn.minhxac.signing.SigningIntake;

@Service
class DoseIntake implements SigningIntake {

    private final Doses doses;
    private final SigningItems items;
    private final CollectingLists collecting;
    private final Clock clock;

    DoseIntake(Doses doses, SigningItems items, CollectingLists collecting, Clock clock) {
        this.doses = doses;
        this.items = items;
        this.collecting = collecting;
        this.clock = clock;
    }

    @Override
    @Transactional
    public int handOver(String provinceCode, Collection<Long> citizenIds) {
        if (citizenIds.isEmpty()) {
            return 0;
        }
        int ready = doses.makeReady(provinceCode, citizenIds, clock.instant());
        collecting.ensure(provinceCode, items.unitsWaiting(provinceCode, citizenIds));
        return ready;
    }
}
