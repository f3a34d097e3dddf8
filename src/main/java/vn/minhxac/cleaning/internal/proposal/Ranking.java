package vn.minhxac.cleaning.internal.proposal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import vn.minhxac.citizen.VietnameseName;

/** The candidates of one record in the order they are asked about, without those that are hardly worth a question. */
final class Ranking {

    /** How often something is wrong that no rule finds. */
    private static final double UNEXPLAINED = 0.06;
    /** The least likely candidate that is still asked about, should those before it be wrong. */
    private static final double WORTH_ASKING = 1e-3;

    private final List<Candidate> first = new ArrayList<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private double unexplained;

    /** One that is asked about before all others. */
    void first(Candidate candidate) {
        first.add(candidate);
    }

    void add(Candidate candidate) {
        candidates.add(candidate);
    }

    /** The name as it is: how likely that is, should none of the candidates be right. */
    void unexplained(Reading<?> unchanged) {
        unexplained += Math.exp(unchanged.log()) * UNEXPLAINED;
    }

    List<Candidate> best(int most) {
        candidates.sort(Comparator.comparingDouble(Candidate::log).reversed());
        double rest = candidates.stream().mapToDouble(candidate -> Math.exp(candidate.log())).sum() + unexplained;
        List<Candidate> best = new ArrayList<>(first);
        Set<Object> seen = new HashSet<>();
        for (Candidate candidate : candidates) {
            double share = Math.exp(candidate.log());
            // A repaired number is always asked about: nothing can be compared with the malformed one.
            boolean worth = candidate.changesNumberOnly() || share >= WORTH_ASKING * rest;
            if (worth && best.size() < most && seen.add(List.of(VietnameseName.key(candidate.fullName()), candidate.sex(),
                    candidate.dateOfBirth(), candidate.idNumber()))) {
                best.add(candidate);
            }
            rest -= share;
        }
        return best;
    }
}
