package vn.minhxac.cleaning.internal.proposal;

import java.util.ArrayList;
import java.util.List;

/**
 * The first words of a name as they can have been meant.
 *
 * @param marks   words of which only marks are changed
 * @param letters words of which a letter is changed
 */
record NameStart(List<String> words, double log, int marks, int letters) {

    static final NameStart EMPTY = new NameStart(List.of(), 0, 0, 0);

    NameStart with(WordReading word) {
        List<String> longer = new ArrayList<>(words.size() + 1);
        longer.addAll(words);
        longer.add(word.spelled());
        return new NameStart(longer, log + word.log(), marks + (word.change() == WordReading.Change.MARKS ? 1 : 0),
                letters + (word.change() == WordReading.Change.LETTER ? 1 : 0));
    }

    boolean isChange() {
        return marks + letters > 0;
    }
}
