package vn.minhxac.signing.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.minhxac.common.Uuid7;
import vn.minhxac.engine.Processes;
import vn.minhxac.signing.SigningSettings;

/** Sees to it that units with doses to sign gather a list, each with its process. */
@Component
class CollectingLists {

    private final SigningLists lists;
    private final Processes processes;
    private final SigningSettings settings;
    private final Clock clock;

    CollectingLists(SigningLists lists, Processes processes, SigningSettings settings, Clock clock) {
        this.lists = lists;
        this.processes = processes;
        this.settings = settings;
        this.clock = clock;
    }

    /** In sorted order, so that two transactions that share units never wait for each other crosswise. */
    void ensure(String province, Collection<String> units) {
        for (String unit : new TreeSet<>(units)) {
            lists.lockUnit(province, unit, false);
            Instant now = clock.instant();
            UUID id = Uuid7.next();
            if (lists.open(id, province, unit, now)) {
                Instant until = now.plus(settings.collection()).truncatedTo(ChronoUnit.SECONDS);
                processes.start("doseSigning", id.toString(), province,
                        Map.of("signingListId", id.toString(), "collectUntil", until.toString()));
            }
        }
    }
}
