package vn.minhxac.verification.internal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.audit.Audit;
import vn.minhxac.citizen.Identities;
import vn.minhxac.citizen.Identities.Identity;
import vn.minhxac.citizen.IdentityStatus;
import vn.minhxac.cleaning.CleaningCases;
import vn.minhxac.signing.SigningIntake;
import vn.minhxac.verification.internal.ListRepository.VerificationList;

/** After a chunk was compared: a list never waits for its worst record. */
@Service
public class ChunkSorting {

    private final ListRepository lists;
    private final Identities identities;
    private final CleaningCases cases;
    private final SigningIntake signing;
    private final Audit audit;

    ChunkSorting(ListRepository lists, Identities identities, CleaningCases cases, SigningIntake signing, Audit audit) {
        this.lists = lists;
        this.identities = identities;
        this.cases = cases;
        this.signing = signing;
        this.audit = audit;
    }

    @Transactional
    public Progress run(UUID listId, int chunk) {
        VerificationList list = lists.lock(listId);
        List<Long> compared = lists.compared(listId, chunk);
        Map<IdentityStatus, List<Long>> byStatus = identities.find(compared).stream()
                .collect(Collectors.groupingBy(Identity::status, TreeMap::new, Collectors.mapping(Identity::id, Collectors.toList())));
        cases.sort(listId, compared);
        signing.handOver(list.provinceCode(), byStatus.getOrDefault(IdentityStatus.MATCHED, List.of()));
        Progress progress = lists.progress(listId, chunk + 1);
        Map<String, Object> counts = new TreeMap<>();
        byStatus.forEach((status, people) -> counts.put(status.name(), people.size()));
        counts.put("chunk", chunk);
        audit.record("verification.compared", "verification_list", listId.toString(), counts);
        return progress;
    }
}
