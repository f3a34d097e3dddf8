package vn.minhxac.cleaning.internal.batch;

/** The list as the police sign it: the same bytes whoever makes them, so that their hash binds the signature to what was confirmed. */
public interface SignedList {

    /** Canonical bytes of the rows that the police have confirmed or sent back. */
    byte[] freeze(Batch batch);
}
