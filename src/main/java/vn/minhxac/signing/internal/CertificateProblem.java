package vn.minhxac.signing.internal;

/** Why a certificate must not sign; the text is the message {@code signing.certificate.<name>}. */
enum CertificateProblem {
    /** Neither the unit nor its central signer has one. */
    MISSING,
    NOT_YET_VALID,
    EXPIRED,
    /** Not made for signing documents. */
    KEY_USAGE,
    /** Leads to no trusted root. */
    UNTRUSTED,
    REVOKED
}
