package vn.minhxac.cleaning.internal.proposal;

/** How one word of a name can have been meant. */
record WordReading(String spelled, double log, Change change) {

    enum Change {
        NONE, MARKS, LETTER
    }
}
