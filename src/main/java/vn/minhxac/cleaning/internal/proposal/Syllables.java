package vn.minhxac.cleaning.internal.proposal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import vn.minhxac.citizen.VietnameseName;

/** The syllables of one position of a name, found by their key and by what resembles them. */
final class Syllables {

    static final class Builder {

        private final Syllables syllables = new Syllables();

        void add(String spelled, double logMan, double logWoman) {
            String key = VietnameseName.key(spelled);
            Syllable syllable = new Syllable(spelled, key, Letters.of(key), logMan, logWoman);
            syllables.byKey.put(key, syllable);
            String plain = syllable.letters().plain();
            syllables.byPlain.computeIfAbsent(plain, text -> new ArrayList<>(2)).add(syllable);
            for (String shorter : oneLetterLess(plain)) {
                syllables.byShorter.computeIfAbsent(shorter, text -> new ArrayList<>(2)).add(syllable);
            }
        }

        Syllables build() {
            return syllables;
        }
    }

    private static final int LONGEST = 12;

    private final Map<String, Syllable> byKey = new HashMap<>();
    private final Map<String, List<Syllable>> byPlain = new HashMap<>();
    /** By every text that is left when one letter is taken away: words that differ in one letter meet there. */
    private final Map<String, List<Syllable>> byShorter = new HashMap<>();

    private Syllables() {
    }

    /** @return null where there is none of this key in this position */
    Syllable find(String key) {
        return byKey.get(key);
    }

    /** All whose letters without marks are at most one slip away from these. */
    Set<Syllable> near(String plain) {
        Set<Syllable> near = new LinkedHashSet<>(byPlain.getOrDefault(plain, List.of()));
        if (plain.length() <= LONGEST) {
            near.addAll(byShorter.getOrDefault(plain, List.of()));
            for (String shorter : oneLetterLess(plain)) {
                near.addAll(byPlain.getOrDefault(shorter, List.of()));
                near.addAll(byShorter.getOrDefault(shorter, List.of()));
            }
        }
        return near;
    }

    private static List<String> oneLetterLess(String text) {
        List<String> shorter = new ArrayList<>(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (i == 0 || text.charAt(i) != text.charAt(i - 1)) {
                shorter.add(text.substring(0, i) + text.substring(i + 1));
            }
        }
        return shorter;
    }
}
