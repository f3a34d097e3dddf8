package vn.minhxac.signing.internal;

/** Where a signing list stands. */
enum ListStatus {
    COLLECTING, IN_REVIEW, IN_APPROVAL, WAITING_FOR_CERTIFICATE, SIGNED, RETURNED, EMPTY
}
