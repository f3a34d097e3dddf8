package vn.minhxac.signing.internal;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.minhxac.audit.Audit;
import vn.minhxac.signing.ListSigner;

/**
 * Signs an approved list. What is signed is what was reviewed: the stored content must still give the reviewed root, and a
 * dose that has changed since, with its person, drops out with a reason while the rest goes on.
 */
@Service
public class ListSigning {

    private final SigningLists lists;
    private final SigningItems items;
    private final CertificateStep certificates;
    private final CadesSignature cades;
    private final Audit audit;
    private final Clock clock;

    ListSigning(SigningLists lists, SigningItems items, CertificateStep certificates, CadesSignature cades, Audit audit,
                Clock clock) {
        this.lists = lists;
        this.items = items;
        this.certificates = certificates;
        this.cades = cades;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public void sign(UUID listId) {
        SigningList list = lists.lock(listId);
        if (list.status() == ListStatus.SIGNED || list.status() == ListStatus.EMPTY) {
            return;
        }
        refuseUnapproved(list);
        List<SigningItem> included = items.list(listId, SigningItem.State.INCLUDED);
        refuseTampered(list, included);
        Map<Long, DoseFacts> now = items.lockFacts(listId).stream()
                .collect(Collectors.toMap(DoseFacts::doseId, Function.identity()));
        Map<String, List<Long>> dropped = new TreeMap<>();
        List<SigningItem> left = new ArrayList<>();
        for (SigningItem item : included) {
            String reason = reasonToDrop(item, now.get(item.doseId()));
            if (reason == null) {
                left.add(item);
            } else {
                dropped.computeIfAbsent(reason, r -> new ArrayList<>()).add(item.doseId());
            }
        }
        if (left.isEmpty()) {
            dropped.forEach((reason, doses) -> items.drop(listId, doses, reason));
            lists.status(listId, ListStatus.EMPTY, null);
            audit.record("signing.nothingLeft", "signing_list", listId.toString(), Map.of("dropped", included.size()));
            return;
        }
        seal(list, left, dropped);
    }

    /** The signer is asked before anything is written; the leaves are numbered only for the tree that is signed. */
    private void seal(SigningList list, List<SigningItem> left, Map<String, List<Long>> dropped) {
        Instant now = clock.instant();
        byte[] root = root(left);
        int droppedDoses = dropped.values().stream().mapToInt(List::size).sum();
        int excluded = items.list(list.id(), SigningItem.State.EXCLUDED).size();
        var manifest = new Manifest(list.id(), list.unit(), list.province(), list.frozenRoot(), list.reviewedRoot(), root,
                left.size(), (int) left.stream().mapToLong(SigningItem::citizenId).distinct().count(), excluded, droppedDoses,
                list.reviewedBy(), list.approvedBy(), now);
        ListSigner.Key key = certificates.key(list);
        byte[] bytes = manifest.bytes();
        byte[] signature = cades.sign(bytes, key, now);
        dropped.forEach((reason, doses) -> items.drop(list.id(), doses, reason));
        items.number(list.id());
        String signer = key.chain().get(0).getSubjectX500Principal().getName();
        lists.signed(list.id(), manifest, bytes, signature, Pem.write(key.chain()), signer, now);
        audit.record("signing.signed", "signing_list", list.id().toString(), Map.of("doses", left.size(),
                "dropped", droppedDoses, "root", HexFormat.of().formatHex(root),
                "certificate", key.chain().get(0).getSerialNumber().toString(16)));
    }

    private static void refuseUnapproved(SigningList list) {
        if (list.reviewedBy() == null || list.approvedBy() == null || list.approvedBy().equals(list.reviewedBy())) {
            throw new IllegalStateException("Danh sách ký " + list.id() + " chưa được hai người rà soát và phê duyệt.");
        }
    }

    private static void refuseTampered(SigningList list, List<SigningItem> included) {
        boolean intact = included.stream()
                .allMatch(i -> MessageDigest.isEqual(MerkleTree.leafHash(i.content()), i.leafHash()));
        if (!intact || !MessageDigest.isEqual(root(included), list.reviewedRoot())) {
            throw new IllegalStateException("Nội dung danh sách ký " + list.id() + " khác nội dung đã phê duyệt: không ký. "
                    + "Báo quản trị viên kiểm tra nhật ký, rồi hủy phiên này để gom lại danh sách.");
        }
    }

    private static byte[] root(List<SigningItem> items) {
        return new MerkleTree(items.stream().map(SigningItem::leafHash).toList()).root();
    }

    /** A code, or null where the dose is as it was frozen and may be signed. */
    private static String reasonToDrop(SigningItem frozen, DoseFacts now) {
        if (now.status().equals("VOID")) {
            return "VOIDED";
        }
        if (!now.identityAllowsSigning()) {
            return "IDENTITY_NOT_MATCHED";
        }
        if (!now.content(frozen.salt()).equals(frozen.content())) {
            return now.hasDoseOf(frozen.content()) ? "PERSON_CHANGED" : "DOSE_CHANGED";
        }
        return now.status().equals("READY_TO_SIGN") ? null : "NOT_READY";
    }
}
