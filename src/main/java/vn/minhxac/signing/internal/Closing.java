package vn.minhxac.signing.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.minhxac.audit.Audit;
import vn.minhxac.citizen.Doses;
import vn.minhxac.citizen.Doses.Status;
import vn.minhxac.signing.DosesSigned;

/** Ends a list, signed or returned, and sends each of its doses where it belongs. */
@Service
public class Closing {

    private final SigningLists lists;
    private final SigningItems items;
    private final CollectingLists collecting;
    private final Doses doses;
    private final ApplicationEventPublisher events;
    private final Audit audit;
    private final Clock clock;

    Closing(SigningLists lists, SigningItems items, CollectingLists collecting, Doses doses, ApplicationEventPublisher events,
            Audit audit, Clock clock) {
        this.lists = lists;
        this.items = items;
        this.collecting = collecting;
        this.doses = doses;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /** The doses of a signed list are signed from now on. A list of which no dose was left has nothing to publish. */
    @Transactional
    public void publish(UUID listId) {
        SigningList list = lists.lock(listId);
        List<Long> included = items.list(listId, SigningItem.State.INCLUDED).stream().map(SigningItem::doseId).toList();
        boolean signed = list.status() == ListStatus.SIGNED;
        if (signed && doses.move(included, Status.READY_TO_SIGN, Status.SIGNED, clock.instant()) != included.size()) {
            throw new IllegalStateException("Signing list " + listId + " holds doses that may not be signed");
        }
        giveBack(list);
        if (signed) {
            events.publishEvent(new DosesSigned(listId, list.province()));
            audit.record("signing.published", "signing_list", listId.toString(), Map.of("doses", included.size()));
        }
    }

    /** A list that was not submitted: its doses wait for a later one, those that were excluded for their correction. */
    @Transactional
    public void release(UUID listId) {
        SigningList list = lists.lock(listId);
        lists.status(listId, ListStatus.RETURNED, list.remark());
        giveBack(list);
        audit.record("signing.released", "signing_list", listId.toString(), Map.of("doses", list.doses()));
    }

    /**
     * What was not signed: a dose whose person may not be signed for, and one that was excluded and has not been corrected
     * since, become drafts until they are handed over again; the others wait for the unit's next list.
     */
    private void giveBack(SigningList list) {
        Map<Long, SigningItem> excluded = items.list(list.id(), SigningItem.State.EXCLUDED).stream()
                .collect(Collectors.toMap(SigningItem::doseId, i -> i));
        List<Long> drafts = new ArrayList<>();
        boolean waiting = false;
        for (DoseFacts now : items.lockFacts(list.id())) {
            if (!"READY_TO_SIGN".equals(now.status())) {
                continue;
            }
            SigningItem item = excluded.get(now.doseId());
            boolean uncorrected = item != null && now.content(item.salt()).equals(item.content());
            if (uncorrected || !now.identityAllowsSigning()) {
                drafts.add(now.doseId());
            } else {
                waiting = true;
            }
        }
        doses.move(drafts, Status.READY_TO_SIGN, Status.DRAFT, clock.instant());
        if (waiting) {
            collecting.ensure(list.province(), List.of(list.unit()));
        }
    }
}
