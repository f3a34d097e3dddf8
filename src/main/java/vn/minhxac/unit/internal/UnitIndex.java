package vn.minhxac.unit.internal;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.UnitSearch.Found;

/**
 * All units by the beginnings of the words of their names: a sorted list of words without marks, each with the names that have
 * it. Immutable. A search takes the rarest word that was typed and looks whether the others are there too.
 */
final class UnitIndex {

    private static final int MOST_WORDS = 12;
    private static final int LONGEST_WORD = 40;
    /** What fits more names than this is too vague to be ranked among all of them: the first ones in the order will do. */
    private static final int MOST_HITS = 4_000;

    /** Points for a typed word, best first: the code; the whole word with its marks, without … the beginning of a word of a unit above. */
    private static final int CODE = 16;
    private static final int EXACT = 8;
    private static final int WHOLE = 6;
    private static final int BEGINNING = 4;
    private static final int ABOVE = 1;

    /** A name of a unit; words in small letters, as written and without marks. */
    private record Entry(Found unit, boolean closed, String[] written, String[] plain, String[] above, String line) {
    }

    /** Of two equally good ones: one that is open, the shorter name, then by the alphabet. */
    private static final Comparator<Entry> ORDER = Comparator.comparing(Entry::closed).thenComparing(e -> e.plain().length)
            .thenComparing(Entry::line).thenComparing(e -> e.unit().where()).thenComparing(e -> e.unit().code());

    static final UnitIndex EMPTY = new UnitIndex(List.of());

    private final Entry[] entries;
    private final String[] words;
    /** For each word, the entries that have it in the own name or code, and those that have it in the names of the units above. */
    private final int[][] own;
    private final int[][] above;

    /** A unit under one of its names. */
    record Named(Found unit, boolean closed) {
    }

    UnitIndex(List<Named> units) {
        entries = units.stream().map(UnitIndex::entry).sorted(ORDER).toArray(Entry[]::new);
        Map<String, List<Integer>> inName = new HashMap<>();
        Map<String, List<Integer>> inWhere = new HashMap<>();
        for (int i = 0; i < entries.length; i++) {
            Set<String> name = new HashSet<>(Arrays.asList(entries[i].plain()));
            name.add(plain(entries[i].unit().code()));
            for (String word : name) {
                inName.computeIfAbsent(word, w -> new ArrayList<>()).add(i);
            }
            for (String word : new HashSet<>(Arrays.asList(entries[i].above()))) {
                inWhere.computeIfAbsent(word, w -> new ArrayList<>()).add(i);
            }
        }
        words = Stream.concat(inName.keySet().stream(), inWhere.keySet().stream()).sorted().distinct().toArray(String[]::new);
        own = Stream.of(words).map(w -> ints(inName.get(w))).toArray(int[][]::new);
        above = Stream.of(words).map(w -> ints(inWhere.get(w))).toArray(int[][]::new);
    }

    private static Entry entry(Named u) {
        String[] written = words(u.unit().name());
        String[] plain = plain(written);
        return new Entry(u.unit(), u.closed(), written, plain, plain(words(u.unit().where())), String.join(" ", plain));
    }

    private static int[] ints(List<Integer> list) {
        return list == null ? new int[0] : list.stream().mapToInt(Integer::intValue).toArray();
    }

    List<Found> find(String text, UnitKind kind, String province, int limit) {
        String[] typed = Stream.of(words(text)).limit(MOST_WORDS).map(w -> w.substring(0, Math.min(w.length(), LONGEST_WORD)))
                .toArray(String[]::new);
        String[] plain = plain(typed);
        if (typed.length == 0 || limit < 1) {
            return List.of();
        }
        BitSet candidates = candidates(plain);
        // points in the upper half, place in the order in the lower: sorting numbers is quick even where thousands fit
        long[] hits = new long[Math.min(candidates.cardinality(), MOST_HITS)];
        int count = 0;
        for (int i = candidates.nextSetBit(0); i >= 0 && count < hits.length; i = candidates.nextSetBit(i + 1)) {
            Found unit = entries[i].unit();
            if ((kind == null || unit.kind() == kind) && (province == null || province.equals(unit.provinceCode()))) {
                int points = points(entries[i], typed, plain);
                if (points > 0) {
                    hits[count++] = (long) -points << 32 | i;
                }
            }
        }
        Arrays.sort(hits, 0, count);
        Map<String, Found> found = new LinkedHashMap<>();
        for (int i = 0; i < count && found.size() < limit; i++) {
            Found unit = entries[(int) hits[i]].unit();
            found.putIfAbsent(unit.kind() + unit.code(), unit);
        }
        return List.copyOf(found.values());
    }

    /** Entries that have the typed word which fewest have. */
    private BitSet candidates(String[] plain) {
        int from = 0;
        int to = 0;
        long fewest = Long.MAX_VALUE;
        for (String word : plain) {
            int first = first(word);
            int last = first(word + Character.MAX_VALUE);
            long count = 0;
            for (int i = first; i < last; i++) {
                count += own[i].length + above[i].length;
            }
            if (count < fewest) {
                fewest = count;
                from = first;
                to = last;
            }
        }
        BitSet candidates = new BitSet(entries.length);
        for (int i = from; i < to; i++) {
            Arrays.stream(own[i]).forEach(candidates::set);
            if (plain.length > 1) {
                // one word alone must be in the name itself
                Arrays.stream(above[i]).forEach(candidates::set);
            }
        }
        return candidates;
    }

    private int first(String word) {
        int found = Arrays.binarySearch(words, word);
        return found < 0 ? -found - 1 : found;
    }

    /** 0 where a typed word is nowhere, or all of them only in the names of the units above. */
    private static int points(Entry entry, String[] typed, String[] plain) {
        int sum = 0;
        boolean ofItsOwn = false;
        for (int i = 0; i < plain.length; i++) {
            int points = entry.unit().code().equalsIgnoreCase(typed[i]) ? CODE : 0;
            String[] name = entry.plain();
            for (int j = 0; j < name.length && points < EXACT; j++) {
                if (name[j].startsWith(plain[i])) {
                    boolean whole = name[j].length() == plain[i].length();
                    points = Math.max(points, whole ? entry.written()[j].equals(typed[i]) ? EXACT : WHOLE : BEGINNING);
                }
            }
            ofItsOwn |= points > 0;
            if (points == 0 && !anyStartsWith(entry.above(), plain[i])) {
                return 0;
            }
            sum += points == 0 ? ABOVE : points;
        }
        return ofItsOwn ? 2 * sum + (inThisOrder(entry.plain(), plain) ? 1 : 0) : 0;
    }

    private static boolean anyStartsWith(String[] words, String beginning) {
        for (String word : words) {
            if (word.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    /** "quang vinh" is rather Quang Vinh than Vinh Quang. */
    private static boolean inThisOrder(String[] name, String[] typed) {
        for (int at = 0; at + typed.length <= name.length; at++) {
            int same = 0;
            while (same < typed.length - 1 && name[at + same].equals(typed[same])) {
                same++;
            }
            if (same == typed.length - 1 && name[at + same].startsWith(typed[same])) {
                return true;
            }
        }
        return false;
    }

    /** Small letters, one form of Unicode, everything but letters and digits apart. */
    private static String[] words(String text) {
        return Stream.of(Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(w -> !w.isEmpty()).toArray(String[]::new);
    }

    private static String[] plain(String[] words) {
        return Stream.of(words).map(UnitIndex::plain).toArray(String[]::new);
    }

    private static String plain(String word) {
        return Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFD).replaceAll("\\p{M}+", "").replace('đ', 'd');
    }
}
