package vn.minhxac.cleaning.internal.proposal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import vn.minhxac.citizen.IdNumber;

/** The sex as it is, and the one that digit 4 of the number says. */
final class SexReadings {

    /** People whose number says the other sex: re-established numbers, and numbers that are somebody else's. */
    private static final double NUMBER_SAYS_OTHERWISE = Math.log(0.001);
    private static final double MISTYPED = Math.log(0.025);

    private SexReadings() {
    }

    static List<Reading<String>> of(String sex, String number) {
        Optional<String> said = IdNumber.sexOf(number);
        boolean known = "M".equals(sex) || "F".equals(sex);
        boolean differs = said.isPresent() && !said.get().equals(sex);
        List<Reading<String>> readings = new ArrayList<>(2);
        if (known) {
            readings.add(new Reading<>(sex, List.of(), differs ? NUMBER_SAYS_OTHERWISE : 0));
        }
        if (differs) {
            readings.add(new Reading<>(said.get(), List.of(Rule.SEX_FROM_ID), MISTYPED));
        }
        return readings;
    }
}
