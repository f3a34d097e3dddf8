package vn.minhxac.verification.internal;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.audit.Audit;
import vn.minhxac.signing.SigningIntake;
import vn.minhxac.verification.internal.ListRepository.VerificationList;

/** Step 4 begins: what step 3 entered goes to signing too, and the list is done. */
@Service
public class ListClosing {

    private final ListRepository lists;
    private final SigningIntake signing;
    private final Audit audit;
    private final Clock clock;

    ListClosing(ListRepository lists, SigningIntake signing, Audit audit, Clock clock) {
        this.lists = lists;
        this.signing = signing;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public void run(UUID listId) {
        VerificationList list = lists.lock(listId);
        List<Long> cleared = lists.cleared(listId);
        int doses = signing.handOver(list.provinceCode(), cleared);
        lists.status(listId, "DONE", clock.instant());
        audit.record("verification.handedOver", "verification_list", listId.toString(), Map.of("people", cleared.size(), "doses", doses));
    }
}
