package vn.minhxac.signing.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import vn.minhxac.common.CanonicalJson;

/**
 * What is signed of a list: counts, who stood for it, and the root that binds every dose. No personal data of citizens.
 *
 * @param frozenRoot   over all doses that were frozen
 * @param reviewedRoot over those the reviewer submitted and the head approved
 * @param merkleRoot   over those that are signed: the approved ones that have not changed since
 */
record Manifest(UUID listId, String unit, String province, byte[] frozenRoot, byte[] reviewedRoot, byte[] merkleRoot,
                int leafCount, int people, int excluded, int dropped, String reviewedBy, String approvedBy, Instant createdAt) {

    byte[] bytes() {
        Map<String, Object> json = new TreeMap<>();
        json.put("version", 1);
        json.put("listId", listId.toString());
        json.put("unit", unit);
        json.put("province", province);
        json.put("hashAlgorithm", MerkleTree.ALGORITHM);
        json.put("tree", "RFC6962");
        json.put("frozenRoot", HexFormat.of().formatHex(frozenRoot));
        json.put("reviewedRoot", HexFormat.of().formatHex(reviewedRoot));
        json.put("merkleRoot", HexFormat.of().formatHex(merkleRoot));
        json.put("leafCount", leafCount);
        json.put("people", people);
        json.put("doses", leafCount);
        json.put("excluded", excluded);
        json.put("dropped", dropped);
        json.put("reviewedBy", reviewedBy);
        json.put("approvedBy", approvedBy);
        json.put("createdAt", createdAt.truncatedTo(ChronoUnit.SECONDS).toString());
        return CanonicalJson.write(json).getBytes(StandardCharsets.UTF_8);
    }
}
