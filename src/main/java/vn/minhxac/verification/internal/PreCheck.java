package vn.minhxac.verification.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.audit.Audit;
import vn.minhxac.citizen.IdNumber;
import vn.minhxac.citizen.Identities;
import vn.minhxac.citizen.Identities.Identity;
import vn.minhxac.citizen.IdentityStatus;
import vn.minhxac.citizen.VietnameseName;
import vn.minhxac.cleaning.CleaningCases;
import vn.minhxac.registry.PopulationRegistryGateway;
import vn.minhxac.signing.SigningIntake;
import vn.minhxac.verification.internal.ListRepository.VerificationList;

/** 9438: whoever lacks one of the four compulsory fields is never sent; foreigners are not compared at all. */
@Service
public class PreCheck {

    private final ListRepository lists;
    private final Identities identities;
    private final CleaningCases cases;
    private final SigningIntake signing;
    private final Audit audit;
    private final Clock clock;

    PreCheck(ListRepository lists, Identities identities, CleaningCases cases, SigningIntake signing, Audit audit, Clock clock) {
        this.lists = lists;
        this.identities = identities;
        this.cases = cases;
        this.signing = signing;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public Progress run(UUID listId) {
        VerificationList list = lists.lock(listId);
        if (!list.status().equals("DRAFT")) {
            return lists.progress(listId, 1);
        }
        List<Long> members = lists.members(listId);
        Map<IdentityStatus, List<Long>> sorted = new EnumMap<>(IdentityStatus.class);
        for (Identity person : identities.lock(members)) {
            sorted.computeIfAbsent(check(person), status -> new ArrayList<>()).add(person.id());
        }
        List<Long> toCompare = sorted.getOrDefault(IdentityStatus.SENT, List.of());
        List<Long> failed = sorted.getOrDefault(IdentityStatus.PRECHECK_FAILED, List.of());
        List<Long> cleared = new ArrayList<>(sorted.getOrDefault(IdentityStatus.MATCHED, List.of()));
        cleared.addAll(sorted.getOrDefault(IdentityStatus.EXEMPT_FOREIGNER, List.of()));

        sorted.forEach((status, people) -> {
            identities.mark(people, status, clock.instant());
            if (status != IdentityStatus.SENT) {
                lists.outcome(listId, people, status.name());
            }
        });
        lists.takeFromOtherLists(listId, toCompare);
        int chunks = lists.assignChunks(listId, toCompare, 1, PopulationRegistryGateway.MAX_ITEMS);
        lists.comparing(listId, members.size(), chunks);

        List<Long> known = new ArrayList<>(failed);
        known.addAll(cleared);
        cases.sort(listId, known);
        signing.handOver(list.provinceCode(), cleared);
        Progress progress = lists.progress(listId, 1);
        audit.record("verification.preChecked", "verification_list", listId.toString(), Map.of("toCompare", toCompare.size(),
                "preCheckFailed", failed.size(), "cleared", cleared.size()));
        return progress;
    }

    /** Where a person goes from here: SENT is to be compared; whoever was matched before stays so. */
    private static IdentityStatus check(Identity person) {
        if (person.status() == IdentityStatus.MATCHED || person.status() == IdentityStatus.EXEMPT_FOREIGNER) {
            return person.status();
        }
        if (!person.vietnamese()) {
            // The number of a Vietnamese citizen on a foreigner's record: exempting it would be a way round the comparison.
            return IdNumber.isPersonal(person.idNumber()) ? IdentityStatus.PRECHECK_FAILED : IdentityStatus.EXEMPT_FOREIGNER;
        }
        boolean complete = !VietnameseName.key(person.fullName()).isEmpty()
                && ("M".equals(person.sex()) || "F".equals(person.sex()))
                && person.dateOfBirth() != null && "D".equals(person.dobPrecision())
                && IdNumber.isWellFormed(person.idNumber(), true);
        return complete ? IdentityStatus.SENT : IdentityStatus.PRECHECK_FAILED;
    }
}
