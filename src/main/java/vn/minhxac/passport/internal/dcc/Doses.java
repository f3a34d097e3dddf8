package vn.minhxac.passport.internal.dcc;

import vn.minhxac.passport.PassportFacts;

/**
 * {@code dn} and {@code sd} as Commission Implementing Decision (EU) 2021/2301 wants them, so that a verifier can tell a
 * booster from a completed series. {@code dn} is always the number of the dose. Within the series {@code sd} is the length of
 * the series (1/2, 2/2). A booster after a series of several doses is written n/n (3/3), never 3/2. Only after a series of a
 * single dose does {@code sd} stay 1 (2/1): 2/2 would be read as a completed two-dose series, and its age counted anew.
 */
final class Doses {

    private Doses() {
    }

    static int number(PassportFacts facts) {
        if (facts.doseNumber() < 1 || facts.seriesDoses() < 1) {
            throw new IllegalArgumentException("doseNumber and seriesDoses start at 1");
        }
        return facts.doseNumber();
    }

    static int series(PassportFacts facts) {
        return facts.seriesDoses() == 1 ? 1 : Math.max(facts.seriesDoses(), facts.doseNumber());
    }
}
