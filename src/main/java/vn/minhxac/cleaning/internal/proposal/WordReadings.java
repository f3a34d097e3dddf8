package vn.minhxac.cleaning.internal.proposal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import vn.minhxac.citizen.VietnameseName;
import vn.minhxac.cleaning.internal.proposal.WordReading.Change;

/** The likeliest syllables that can have been typed as one word, in its place of the name. */
final class WordReadings {

    private static final int ALTERNATIVES = 10;
    /** Surnames are few: what is none of them is hardly one. */
    private static final double UNKNOWN_SURNAME = Math.log(2e-7);
    private static final double UNKNOWN_WORD = Math.log(2e-6);

    private final SyllableTable table;

    WordReadings(SyllableTable table) {
        this.table = table;
    }

    /** @return at most {@value #ALTERNATIVES} changes, and last the word as it is */
    List<WordReading> of(String word, Letters typed, Position position, boolean woman, boolean withoutMarks) {
        Syllables syllables = table.at(position);
        Syllable known = syllables.find(VietnameseName.key(word));
        List<WordReading> words = new ArrayList<>();
        for (Syllable meant : syllables.near(typed.plain())) {
            double slip = withoutMarks ? Slips.logWithoutMarks(typed, meant.letters()) : Slips.log(typed, meant.letters());
            if (meant != known && slip != Slips.NEVER) {
                boolean marksOnly = typed.plain().equals(meant.letters().plain()) && !(withoutMarks && typed.hasMarks());
                words.add(new WordReading(meant.spelled(), meant.log(woman) + slip, marksOnly ? Change.MARKS : Change.LETTER));
            }
        }
        words.sort(Comparator.comparingDouble(WordReading::log).reversed());
        List<WordReading> likeliest = new ArrayList<>(words.subList(0, Math.min(ALTERNATIVES, words.size())));
        double log = known != null ? known.log(woman) : position == Position.SURNAME ? UNKNOWN_SURNAME : UNKNOWN_WORD;
        likeliest.add(new WordReading(known != null ? known.spelled() : VietnameseName.display(word), log, Change.NONE));
        return likeliest;
    }
}
