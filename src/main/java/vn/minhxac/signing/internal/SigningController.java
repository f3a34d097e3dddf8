package vn.minhxac.signing.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.minhxac.common.BadInput;
import vn.minhxac.signing.internal.SigningLists.Document;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;

/** Signing lists for staff: what they are, and what a third party needs to check a signature and an inclusion. */
@RestController
@RequestMapping("/api/v1/signing-lists")
class SigningController {

    private static final int MAX_LIMIT = 500;

    private final SigningLists lists;
    private final SigningItems items;
    private final VisibleLists visible;
    private final Officers officers;
    private final Units units;

    SigningController(SigningLists lists, SigningItems items, VisibleLists visible, Officers officers, Units units) {
        this.lists = lists;
        this.items = items;
        this.visible = visible;
        this.officers = officers;
        this.units = units;
    }

    record Summary(String id, String unit, ListStatus status, int people, int doses, Instant signedAt, String signedBy) {

        static Summary of(SigningList list) {
            return new Summary(list.id().toString(), list.unit(), list.status(), list.people(), list.doses(), list.signedAt(),
                    list.signedBy());
        }
    }

    record Summaries(List<Summary> items) {
    }

    /** @param remark what the last officer said, or the code of what is wrong with the certificate */
    record Detail(String id, String unit, String unitName, ListStatus status, int people, int doses, int included, int excluded,
                  int dropped, String reviewedBy, String approvedBy, String frozenRoot, String reviewedRoot, String remark,
                  Instant frozenAt, Instant signedAt, String signedBy) {
    }

    /**
     * @param leaf      SHA-256(0x00 ‖ UTF-8 of content)
     * @param leafIndex position in the tree, from 0
     * @param path      hashes of the siblings, from the leaf up; how they combine follows from index and leaf count (RFC 9162 §2.1.3.2)
     */
    record Proof(String doseId, String content, String salt, String leaf, int leafIndex, int leafCount, List<String> path) {
    }

    record Proofs(String listId, String hashAlgorithm, String merkleRoot, List<Proof> items) {
    }

    @GetMapping
    Summaries list(@RequestParam(required = false) String status, @RequestParam(defaultValue = "50") int limit) {
        Officer officer = officers.require();
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new BadInput(400, "invalid", List.of(new BadInput.FieldError("limit", "signing.limit")));
        }
        String unit = officer.unitKind() == UnitKind.FACILITY ? officer.unitCode() : null;
        List<Summary> found = new ArrayList<>();
        Map<String, Boolean> mayBeSeen = new HashMap<>();
        for (int offset = 0;; offset += MAX_LIMIT) {
            List<SigningList> some = lists.recent(status(status), officer.provinceCode(), unit, MAX_LIMIT, offset);
            for (SigningList list : some) {
                if (found.size() < limit && mayBeSeen.computeIfAbsent(list.province() + '/' + list.unit(),
                        u -> visible.to(officer, list))) {
                    found.add(Summary.of(list));
                }
            }
            if (found.size() == limit || some.size() < MAX_LIMIT) {
                return new Summaries(found);
            }
        }
    }

    @GetMapping("/{id}")
    Detail detail(@PathVariable UUID id) {
        SigningList list = visible.find(id);
        return new Detail(id.toString(), list.unit(), units.name(UnitKind.FACILITY, list.unit()), list.status(), list.people(),
                list.doses(), items.count(id, SigningItem.State.INCLUDED), items.count(id, SigningItem.State.EXCLUDED),
                items.count(id, SigningItem.State.DROPPED), name(list.reviewedBy()), name(list.approvedBy()),
                hex(list.frozenRoot()), hex(list.reviewedRoot()), list.remark(), list.frozenAt(), list.signedAt(),
                list.signedBy());
    }

    @GetMapping(value = "/{id}/manifest.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> manifest(@PathVariable UUID id) {
        return document(id, Document.MANIFEST, MediaType.APPLICATION_JSON);
    }

    @GetMapping("/{id}/signature.p7s")
    ResponseEntity<byte[]> signature(@PathVariable UUID id) {
        return document(id, Document.SIGNATURE, MediaType.parseMediaType("application/pkcs7-signature"));
    }

    @GetMapping("/{id}/chain.pem")
    ResponseEntity<byte[]> chain(@PathVariable UUID id) {
        return document(id, Document.CHAIN, MediaType.parseMediaType("application/pem-certificate-chain"));
    }

    /** The inclusion proofs of a record's doses in this list. */
    @GetMapping("/{id}/proofs/{recordId}")
    Proofs proofs(@PathVariable UUID id, @PathVariable String recordId) {
        SigningList list = visible.find(id);
        List<SigningItems.Leaf> own = list.status() == ListStatus.SIGNED ? items.leavesOf(id, recordId) : List.of();
        if (own.isEmpty()) {
            throw BadInput.notFound();
        }
        List<byte[]> leaves = items.leaves(id);
        var tree = new MerkleTree(leaves);
        return new Proofs(id.toString(), MerkleTree.ALGORITHM, hex(list.merkleRoot()), own.stream()
                .map(leaf -> new Proof(Long.toString(leaf.doseId()), leaf.content(), hex(leaf.salt()), hex(leaf.hash()),
                        leaf.index(), leaves.size(), tree.path(leaf.index()).stream().map(SigningController::hex).toList()))
                .toList());
    }

    private ResponseEntity<byte[]> document(UUID id, Document document, MediaType type) {
        visible.find(id);
        return ResponseEntity.ok().contentType(type).body(lists.document(id, document).orElseThrow(BadInput::notFound));
    }

    private String name(String user) {
        return user == null ? null : officers.find(user).map(Officer::displayName).orElse(user);
    }

    private static ListStatus status(String status) {
        try {
            return status == null || status.isEmpty() ? null : ListStatus.valueOf(status);
        } catch (IllegalArgumentException e) {
            throw new BadInput(400, "invalid", List.of(new BadInput.FieldError("status", "signing.status")));
        }
    }

    private static String hex(byte[] bytes) {
        return bytes == null ? null : HexFormat.of().formatHex(bytes);
    }
}
