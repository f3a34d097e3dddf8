package vn.minhxac.cleaning.internal.batch;

import java.time.Instant;
import java.util.UUID;

import vn.minhxac.unit.UnitKind;

/**
 * One list of wrong records of one commune.
 *
 * @param communeCode commune of permanent residence; the province's own code for people whose commune nobody knows
 * @param round       1, 2 after the first failed comparison, more where the task force sent rows back
 * @param follows     the batch its rows were left over from, or null
 */
public record Batch(UUID id, String provinceCode, String communeCode, Stage stage, int round, String createdBy, Instant createdAt,
                    Instant finishedAt, UUID follows, UUID listId, byte[] signedHash, String documentNumber, boolean hasScan, String signedBy,
                    Instant signedAt, String receivedBy, Instant receivedAt) {

    /**
     * This batch at its stage. Whoever moves the token of an instance, to repair it, does not by that move a list past those who sign it.
     *
     * @throws IllegalStateException when it is at another one
     */
    Batch at(Stage expected) {
        if (stage != expected) {
            throw new IllegalStateException("the list is at " + stage + ", not at " + expected);
        }
        return this;
    }

    boolean ofProvince() {
        return communeCode.equals(provinceCode);
    }

    /** What {@link #communeCode} is the code of. */
    public UnitKind unitKind() {
        return ofProvince() ? UnitKind.PROVINCE : UnitKind.COMMUNE;
    }
}
