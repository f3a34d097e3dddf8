package vn.minhxac.signing.internal;

import java.time.Instant;
import java.util.UUID;

/** A signing list without its rows and documents. */
record SigningList(UUID id, String province, String unit, ListStatus status, int people, int doses, Instant frozenAt,
                   byte[] frozenRoot, String reviewedBy, byte[] reviewedRoot, String approvedBy, byte[] merkleRoot,
                   String signedBy, Instant signedAt, String remark, Instant createdAt) {
}
