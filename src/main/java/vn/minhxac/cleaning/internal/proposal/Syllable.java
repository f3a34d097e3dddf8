package vn.minhxac.cleaning.internal.proposal;

/**
 * A syllable of the table in one position of a name.
 *
 * @param spelled as officials write it, its tone in the usual place
 * @param key     its comparison key
 * @param logMan  natural logarithm of its share in this position among men
 * @param logWoman among women
 */
record Syllable(String spelled, String key, Letters letters, double logMan, double logWoman) {

    double log(boolean woman) {
        return woman ? logWoman : logMan;
    }
}
