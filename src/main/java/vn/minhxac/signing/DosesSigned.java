package vn.minhxac.signing;

import java.util.UUID;

/** A signing list was signed: its included doses are SIGNED. Published in the transaction that says so. */
public record DosesSigned(UUID signingListId, String provinceCode) {
}
