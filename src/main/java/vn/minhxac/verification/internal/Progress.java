package vn.minhxac.verification.internal;

/** Where a list stands, as its process needs to know it. */
public record Progress(int nextChunk, boolean hasChunkLeft, boolean dosesMissing) {
}
