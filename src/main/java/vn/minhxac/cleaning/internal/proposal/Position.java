package vn.minhxac.cleaning.internal.proposal;

/** Where a syllable stands in a name. */
enum Position {
    SURNAME, MIDDLE, GIVEN;

    static Position of(int index, int words) {
        return index == words - 1 ? GIVEN : index == 0 ? SURNAME : MIDDLE;
    }
}
