package vn.minhxac.cleaning.internal.batch;

import vn.minhxac.cleaning.internal.batch.BatchAccess.Seen;

/** The rules for decisions at some stages of a batch. */
interface Judge {

    /** @param at ISO-8601, one for all decisions of a call */
    record Case(Seen seen, Row row, DecisionInput input, Surroundings around, String at) {
    }

    boolean sitsAt(Stage stage);

    /**
     * What the decision makes of the row.
     *
     * @throws Refusal where it breaks a rule
     */
    RowChange judge(Case one) throws Refusal;
}
