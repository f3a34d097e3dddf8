package vn.minhxac.signing.internal;

/** A frozen dose of a list. */
record SigningItem(long doseId, long citizenId, byte[] salt, String content, byte[] leafHash, State state, String reason) {

    enum State {
        INCLUDED, EXCLUDED, DROPPED
    }
}
