package vn.minhxac.cleaning.internal.batch;

import java.util.List;

/**
 * What the police hand over, in figures.
 *
 * @param hash SHA-256 of the list in hex: of the bytes that were signed, or that would be now
 * @param hasScan whether the signed paper was scanned already
 */
record HandOverView(String hash, boolean hasScan, int confirmed, int returned, List<Part> decisions, List<Part> classes) {

    /** Rows of one decision, or of one class: a row of two classes counts in both. */
    record Part(String code, int confirmed, int returned) {
    }
}
