package vn.minhxac.signing.internal;

import java.time.Clock;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.minhxac.audit.Audit;
import vn.minhxac.common.BadInput;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;

/** What officers decide about a frozen list: which doses stay out, whether it is submitted, whether it is approved. */
@Service
class Reviews {

    private final SigningLists lists;
    private final SigningItems items;
    private final Officers officers;
    private final Audit audit;
    private final Clock clock;

    Reviews(SigningLists lists, SigningItems items, Officers officers, Audit audit, Clock clock) {
        this.lists = lists;
        this.items = items;
        this.officers = officers;
        this.audit = audit;
        this.clock = clock;
    }

    /** Submits what is included; its root is what the head approves and what is signed. */
    @Transactional
    public void submit(UUID listId, String officer, String remark) {
        locked(listId, ListStatus.IN_REVIEW);
        List<SigningItem> included = items.list(listId, SigningItem.State.INCLUDED);
        if (included.isEmpty()) {
            throw new BadInput(409, "signing.nothingIncluded");
        }
        byte[] root = new MerkleTree(included.stream().map(SigningItem::leafHash).toList()).root();
        int people = (int) included.stream().mapToLong(SigningItem::citizenId).distinct().count();
        lists.submitted(listId, officer, root, people, included.size(), remark, clock.instant());
        audit.record("signing.submitted", "signing_list", listId.toString(),
                Map.of("doses", included.size(), "root", HexFormat.of().formatHex(root)));
    }

    /** The reviewer does not submit the list at all. */
    @Transactional
    public void giveUp(UUID listId, String officer, String remark) {
        locked(listId, ListStatus.IN_REVIEW);
        lists.notSubmitted(listId, officer, remark, clock.instant());
        audit.record("signing.returned", "signing_list", listId.toString(), Map.of("by", "REVIEW"));
    }

    @Transactional
    public void approve(UUID listId, String officer, String remark) {
        SigningList list = locked(listId, ListStatus.IN_APPROVAL);
        if (officer.equals(list.reviewedBy())) {
            throw new BadInput(409, "signing.sameOfficer");
        }
        lists.approved(listId, officer, remark, clock.instant());
        audit.record("signing.approved", "signing_list", listId.toString(),
                Map.of("root", HexFormat.of().formatHex(list.reviewedRoot())));
    }

    /** The head sends the list back to its reviewer. */
    @Transactional
    public void sendBack(UUID listId, String remark) {
        locked(listId, ListStatus.IN_APPROVAL);
        lists.backToReview(listId, remark);
        audit.record("signing.returned", "signing_list", listId.toString(), Map.of("by", "APPROVAL"));
    }

    @Transactional
    public int exclude(UUID listId, Collection<Long> doses, String reason) {
        Officer officer = reviewer(listId);
        refuseUnknown(listId, doses);
        int excluded = items.exclude(listId, doses, reason, officer.userId());
        audit.record("signing.excluded", "signing_list", listId.toString(), Map.of("doses", excluded));
        return excluded;
    }

    @Transactional
    public int include(UUID listId, Collection<Long> doses) {
        reviewer(listId);
        refuseUnknown(listId, doses);
        int included = items.include(listId, doses);
        audit.record("signing.included", "signing_list", listId.toString(), Map.of("doses", included));
        return included;
    }

    /** Whether this officer may work on the review of a list of this unit. */
    boolean mayReview(Officer officer, SigningList list) {
        String group = officers.groupFor(Role.FACILITY_OFFICER, UnitKind.FACILITY, list.unit(), list.province());
        return officer.role() == Role.ADMIN || group.equals(officer.group());
    }

    private Officer reviewer(UUID listId) {
        Officer officer = officers.require();
        SigningList list = lists.find(listId).filter(l -> mayReview(officer, l)).orElseThrow(BadInput::notFound);
        locked(list.id(), ListStatus.IN_REVIEW);
        return officer;
    }

    private SigningList locked(UUID listId, ListStatus expected) {
        SigningList list = lists.lock(listId);
        if (list.status() != expected) {
            throw new BadInput(409, "signing.otherState");
        }
        return list;
    }

    private void refuseUnknown(UUID listId, Collection<Long> doses) {
        if (items.known(listId, doses) != Set.copyOf(doses).size()) {
            throw new BadInput(400, "signing.unknownDose", List.of(new BadInput.FieldError("doseIds", "signing.unknownDose")));
        }
    }
}
