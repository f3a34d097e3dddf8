package vn.minhxac.passport.internal.dcc;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/**
 * Latin names for the machine-readable fields {@code fnt} and {@code gnt}: ICAO Doc 9303-3 §6, only {@code A–Z} and
 * {@code <}. Marks fall away (Ơ→O, Ê→E), Đ becomes D although Unicode does not decompose it. Where ICAO leaves a choice
 * (Ä: AE or A), the plain letter is taken: the German spellings are wrong for Vietnamese names.
 * Works on composed and decomposed text alike.
 */
final class Transliteration {

    static final int MAX_LENGTH = 80;

    private static final Map<Character, String> NOT_DECOMPOSABLE = Map.ofEntries(
            Map.entry('Đ', "D"), Map.entry('Ð', "D"), Map.entry('Ł', "L"), Map.entry('Ħ', "H"), Map.entry('Ŧ', "T"),
            Map.entry('Ŋ', "N"), Map.entry('ĸ', "Q"), Map.entry('Æ', "AE"), Map.entry('Œ', "OE"), Map.entry('Ø', "OE"),
            Map.entry('Þ', "TH"), Map.entry('ẞ', "SS"), Map.entry('ß', "SS"), Map.entry('Ə', "E"), Map.entry('ı', "I"));
    private static final String SEPARATORS = " -‐‑‒–—_\t\n\r\u00a0";
    /** For each UTF-16 unit up to U+20FF what is written: nothing (0), one character, or two (second in the high half). */
    private static final int[] TABLE = table();

    private Transliteration() {
    }

    /** Writes the transliteration of {@code name} at {@code offset} and returns the end; at most 80 bytes. */
    static int write(CharSequence name, int from, int to, byte[] out, int offset) {
        int end = offset;
        int limit = offset + MAX_LENGTH;
        boolean separate = false;
        for (int i = from; i < to; i++) {
            char c = name.charAt(i);
            int letters = c < TABLE.length ? TABLE[c] : 0;
            if (letters == '<') {
                separate = end > offset;
                continue;
            }
            if (letters == 0) {
                continue;
            }
            if (separate) {
                if (end + 1 >= limit) {
                    return end;
                }
                out[end++] = '<';
            }
            separate = false;
            for (int rest = letters; rest != 0 && end < limit; rest >>>= 16) {
                out[end++] = (byte) rest;
            }
        }
        return end;
    }

    private static int[] table() {
        int[] table = new int[0x2100];
        for (int c = 0; c < table.length; c++) {
            String written = SEPARATORS.indexOf(c) >= 0 ? "<" : latin((char) c);
            table[c] = switch (written.length()) {
                case 0 -> 0;
                case 1 -> written.charAt(0);
                default -> written.charAt(0) | written.charAt(1) << 16;
            };
        }
        return table;
    }

    private static String latin(char c) {
        String special = NOT_DECOMPOSABLE.get(Character.toUpperCase(c));
        special = special == null ? NOT_DECOMPOSABLE.get(c) : special;
        if (special != null) {
            return special;
        }
        if (!Character.isLetter(c)) {
            return "";
        }
        return Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKD).toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "");
    }
}
