package vn.minhxac.cleaning.internal.proposal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import vn.minhxac.citizen.VietnameseName;

/**
 * The likeliest names that can have been typed as this one: how common the name is, times how likely such a slip. Either the name was typed
 * with marks and a mark or a letter went wrong, or it was typed without any.
 */
final class NameReadings {

    private static final int MAX_WORDS = 7;
    /** How many beginnings of a name are followed. */
    private static final int KEPT = 24;
    private static final double WITHOUT_MARKS = Math.log(0.03);
    private static final double WORD_MISSING = Math.log(0.012);
    /** Shares of names by how many words stand in the middle. */
    private static final double[] MIDDLES = Arrays.stream(new double[] {0.04, 0.70, 0.23, 0.03, 0.002, 0.0001}).map(Math::log).toArray();
    private static final Comparator<Reading<?>> LIKELIEST_FIRST = Comparator.comparingDouble((Reading<?> reading) -> reading.log()).reversed();

    private final SyllableTable table;
    private final WordReadings words;

    NameReadings(SyllableTable table) {
        this.table = table;
        this.words = new WordReadings(table);
    }

    /**
     * @param woman whether the names of women are likelier
     * @return likeliest first; the name as it was typed is among them, without a rule
     */
    List<Reading<String>> of(String typed, boolean woman) {
        List<Letters> letters = Arrays.stream(VietnameseName.key(typed).split(" ")).map(Letters::of).toList();
        if (letters.size() < 2 || letters.size() > MAX_WORDS) {
            return List.of(new Reading<>(typed, List.of(), 0));
        }
        long withMarks = letters.stream().filter(Letters::hasMarks).count();
        Map<String, Reading<String>> readings = new LinkedHashMap<>();
        if (withMarks > 0) {
            read(typed, letters, woman, false, readings);
        }
        // One word of a name without marks can have one because its letter was mistaken.
        if (withMarks <= 1) {
            read(typed, letters, woman, true, readings);
        }
        return readings.values().stream().sorted(LIKELIEST_FIRST).toList();
    }

    private void read(String typed, List<Letters> letters, boolean woman, boolean withoutMarks, Map<String, Reading<String>> readings) {
        String[] spelled = VietnameseName.clean(typed).split(" ");
        List<NameStart> names = List.of(NameStart.EMPTY);
        for (int i = 0; i < letters.size(); i++) {
            names = longer(names, words.of(spelled[i], letters.get(i), Position.of(i, spelled.length), woman, withoutMarks), withoutMarks);
        }
        for (NameStart name : names) {
            double log = name.log() + MIDDLES[spelled.length - 2] + (withoutMarks && name.marks() > 0 ? WITHOUT_MARKS : 0);
            String full = name.isChange() ? String.join(" ", name.words()) : typed;
            add(readings, new Reading<>(full, rules(name), log));
            missingWord(name, log, woman, readings);
        }
    }

    private static void add(Map<String, Reading<String>> readings, Reading<String> reading) {
        readings.merge(reading.value(), reading, (a, b) -> a.log() >= b.log() ? a : b);
    }

    private static List<Rule> rules(NameStart name) {
        List<Rule> rules = new ArrayList<>(3);
        if (name.marks() > 0) {
            rules.add(Rule.NAME_DIACRITICS);
        }
        if (name.letters() > 0) {
            rules.add(Rule.NAME_SPELLING);
        }
        return rules;
    }

    private void missingWord(NameStart name, double log, boolean woman, Map<String, Reading<String>> readings) {
        Syllable missing = table.at(Position.MIDDLE).find(woman ? "THỊ" : "VĂN");
        int size = name.words().size();
        if (size == MAX_WORDS || name.marks() > 0 && name.letters() > 0
                || name.words().stream().anyMatch(word -> VietnameseName.plain(word).equals(missing.letters().plain()))) {
            return;
        }
        List<String> longer = new ArrayList<>(name.words());
        longer.add(1, missing.spelled());
        List<Rule> rules = rules(name);
        rules.add(Rule.NAME_THI_MISSING);
        double gained = MIDDLES[size - 1] - MIDDLES[size - 2] + missing.log(woman) + WORD_MISSING;
        add(readings, new Reading<>(String.join(" ", longer), rules, log + gained));
    }

    private static List<NameStart> longer(List<NameStart> names, List<WordReading> words, boolean withoutMarks) {
        List<NameStart> longer = new ArrayList<>(names.size() * words.size());
        for (NameStart name : names) {
            for (WordReading word : words) {
                NameStart next = name.with(word);
                if (next.letters() <= 1 && (withoutMarks || next.letters() + next.marks() <= 2)) {
                    longer.add(next);
                }
            }
        }
        longer.sort(Comparator.comparingDouble(NameStart::log).reversed());
        List<NameStart> kept = new ArrayList<>(longer.subList(0, Math.min(KEPT, longer.size())));
        if (kept.stream().allMatch(NameStart::isChange)) {
            longer.stream().filter(name -> !name.isChange()).findFirst().ifPresent(kept::add);
        }
        return kept;
    }
}
