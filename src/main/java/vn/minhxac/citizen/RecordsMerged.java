package vn.minhxac.citizen;

import java.time.Instant;

/** A record was merged into another one, in the transaction in which this is published. Internal ids. */
public record RecordsMerged(long from, long into, Instant at) {
}
