package vn.minhxac.cleaning.internal.proposal;

import java.util.List;

/**
 * One way a field can have been meant.
 *
 * @param rules what it follows from; empty where the field is as it should be
 * @param log   natural logarithm of how likely somebody is so and was typed so
 */
record Reading<T>(T value, List<Rule> rules, double log) {

    boolean isChange() {
        return !rules.isEmpty();
    }
}
