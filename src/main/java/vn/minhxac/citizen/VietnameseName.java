package vn.minhxac.citizen;

import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Names as Vietnamese officials write and compare them. Two names are the same person's name when their {@link #key keys}
 * are equal: Unicode composition, look-alike letters, full-width letters, case, spaces, invisible characters and where in a
 * syllable the tone mark stands ({@code hòa}, {@code hoà}) do not count; everything else does, {@code i} against {@code y}
 * and missing marks too.
 */
public final class VietnameseName {

    private static final String VOWELS = "AĂÂEÊIOÔƠUƯY";
    private static final String TONES = "\u0300\u0301\u0309\u0303\u0323";
    private static final int TABLE_SIZE = 0x1F00;
    private static final char NONE = 0;
    private static final char SPACE = ' ';
    /** Marks a character that {@link #BASE} leaves out of the name. */
    private static final char INVISIBLE = '\uFFFF';
    /** Upper-case letter without its tone, {@link #SPACE}, {@link #INVISIBLE}, or {@link #NONE} where the table does not know. */
    private static final char[] BASE = new char[TABLE_SIZE];
    /** 1 to 5: the tone of a vowel, an index into {@link #TONES} plus one. */
    private static final byte[] TONE = new byte[TABLE_SIZE];
    /** Upper-case vowel with a tone, by index into {@link #VOWELS} and tone. */
    private static final char[][] TONED = new char[VOWELS.length()][TONES.length() + 1];

    static {
        for (char c = 0; c < TABLE_SIZE; c++) {
            char plain = simple(c);
            if (plain == SPACE || plain == INVISIBLE) {
                BASE[c] = plain;
                continue;
            }
            String upper = String.valueOf(plain).toUpperCase(Locale.ROOT);
            String parts = Normalizer.normalize(upper, Normalizer.Form.NFD);
            if (upper.length() != 1 || isCombining(c)) {
                continue;
            }
            BASE[c] = upper.charAt(0);
            if ("AEIOUY".indexOf(parts.charAt(0)) < 0) {
                continue;
            }
            for (int i = 1; i < parts.length(); i++) {
                int tone = TONES.indexOf(parts.charAt(i)) + 1;
                if (tone > 0) {
                    String rest = Normalizer.normalize(parts.substring(0, i) + parts.substring(i + 1), Normalizer.Form.NFC);
                    if (rest.length() == 1 && VOWELS.indexOf(rest) >= 0) {
                        BASE[c] = rest.charAt(0);
                        TONE[c] = (byte) tone;
                    }
                    break;
                }
            }
        }
        for (int v = 0; v < VOWELS.length(); v++) {
            TONED[v][0] = VOWELS.charAt(v);
            for (int t = 0; t < TONES.length(); t++) {
                TONED[v][t + 1] = Normalizer.normalize("" + VOWELS.charAt(v) + TONES.charAt(t), Normalizer.Form.NFC).charAt(0);
            }
        }
    }

    private VietnameseName() {
    }

    /**
     * The canonical comparison key: NFC, upper case, one space between words, the tone of each syllable on its last vowel.
     *
     * @param raw as it came; null is an empty name
     * @return never null; the empty string for a name of white space only
     */
    public static String key(String raw) {
        if (raw == null) {
            return "";
        }
        String text = isComposed(raw) ? raw : clean(raw);
        StringBuilder out = new StringBuilder(text.length());
        int word = 0;
        int tone = 0;
        boolean loose = false;
        for (int i = 0; i < text.length(); i++) {
            char c = simple(text.charAt(i));
            char base = c < TABLE_SIZE ? BASE[c] : c;
            if (base == INVISIBLE) {
                continue;
            }
            if (base == SPACE || base == '-' || base == '\'') {
                endWord(out, word, tone, loose);
                tone = 0;
                loose = false;
                if (base != SPACE || !out.isEmpty() && out.charAt(out.length() - 1) != SPACE) {
                    out.append(base);
                }
                word = out.length();
            } else if (base == NONE) {
                int markTone = TONES.indexOf(c) + 1;
                if (markTone > 0 && tone == 0 && !out.isEmpty() && VOWELS.indexOf(out.charAt(out.length() - 1)) >= 0) {
                    tone = markTone;
                } else {
                    loose |= isCombining(c);
                    out.append(String.valueOf(c).toUpperCase(Locale.ROOT));
                }
            } else {
                int letterTone = c < TABLE_SIZE ? TONE[c] : 0;
                if (letterTone > 0 && tone > 0) {
                    // Two tones in one word: not Vietnamese; the second stays where it is.
                    out.append(TONED[VOWELS.indexOf(base)][letterTone]);
                } else {
                    tone = Math.max(tone, letterTone);
                    out.append(base);
                }
            }
        }
        endWord(out, word, tone, loose);
        while (!out.isEmpty() && out.charAt(out.length() - 1) == SPACE) {
            out.setLength(out.length() - 1);
        }
        return out.toString();
    }

    /** Puts the tone of the word that begins at {@code from} on its last vowel. */
    private static void endWord(StringBuilder out, int from, int tone, boolean loose) {
        if (loose) {
            String composed = Normalizer.normalize(out.substring(from), Normalizer.Form.NFC);
            out.setLength(from);
            out.append(composed);
        }
        if (tone == 0) {
            return;
        }
        for (int i = out.length() - 1; i >= from; i--) {
            int vowel = VOWELS.indexOf(out.charAt(i));
            if (vowel >= 0) {
                out.setCharAt(i, TONED[vowel][tone]);
                return;
            }
        }
        out.append(TONES.charAt(tone - 1));
    }

    /** Whether both are the same name; two empty names are not. */
    public static boolean same(String a, String b) {
        String key = key(a);
        return !key.isEmpty() && key.equals(key(b));
    }

    /**
     * The name as it is stored: NFC, look-alike and full-width letters replaced, no invisible characters, single spaces. Its
     * case and the place of its tone marks stay as they were written.
     *
     * @return never null
     */
    public static String clean(String raw) {
        if (raw == null) {
            return "";
        }
        boolean composed = isComposed(raw);
        String text = composed ? raw : Normalizer.normalize(raw, Normalizer.Form.NFC);
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = simple(text.charAt(i));
            if (c != INVISIBLE && (c != SPACE || !out.isEmpty() && out.charAt(out.length() - 1) != SPACE)) {
                out.append(c);
            }
        }
        if (!out.isEmpty() && out.charAt(out.length() - 1) == SPACE) {
            out.setLength(out.length() - 1);
        }
        // A letter and its mark can have been apart by what was left out.
        return composed ? out.toString() : Normalizer.normalize(out, Normalizer.Form.NFC);
    }

    /** The name as it is shown: clean, and each word that is all upper or all lower case with a capital first letter. */
    public static String display(String raw) {
        StringBuilder out = new StringBuilder(clean(raw));
        int start = 0;
        for (int i = 0; i <= out.length(); i++) {
            if (i == out.length() || out.charAt(i) == SPACE || out.charAt(i) == '-' || out.charAt(i) == '\'') {
                if (i > start) {
                    capitalise(out, start, i);
                }
                start = i + 1;
            }
        }
        return out.toString();
    }

    private static void capitalise(StringBuilder out, int from, int to) {
        boolean mixed = Character.isUpperCase(out.charAt(from)) && to - from > 1 && Character.isLowerCase(out.charAt(from + 1));
        if (mixed) {
            return;
        }
        out.setCharAt(from, Character.toUpperCase(out.charAt(from)));
        for (int i = from + 1; i < to; i++) {
            out.setCharAt(i, Character.toLowerCase(out.charAt(i)));
        }
    }

    /** The key without any marks, Đ as D: equal for names that differ in marks only. For near matches, never for a decision. */
    public static String plain(String raw) {
        String parts = Normalizer.normalize(key(raw), Normalizer.Form.NFD);
        StringBuilder out = new StringBuilder(parts.length());
        for (int i = 0; i < parts.length(); i++) {
            char c = parts.charAt(i);
            if (!isCombining(c)) {
                out.append(c == 'Đ' ? 'D' : c);
            }
        }
        return out.toString();
    }

    /**
     * What looks wrong in a name; none of it makes the name unusable by itself, except that it is missing.
     *
     * @param vietnamese whether the person is Vietnamese: others have any letters and one word is enough
     */
    public static Set<Hint> hints(String raw, boolean vietnamese) {
        String key = key(raw);
        EnumSet<Hint> hints = EnumSet.noneOf(Hint.class);
        if (key.isEmpty()) {
            hints.add(Hint.NAME_MISSING);
            return hints;
        }
        boolean digit = false;
        boolean foreign = false;
        boolean marks = false;
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            marks |= c > 0x7F;
            if (Character.isDigit(c)) {
                digit = true;
            } else if (!isVietnameseLetter(c) && c != SPACE && c != '\'' && c != '-') {
                foreign = true;
            }
        }
        if (digit) {
            hints.add(Hint.NAME_HAS_DIGIT);
        }
        if (vietnamese && foreign) {
            hints.add(Hint.NAME_FOREIGN_LETTER);
        }
        if (vietnamese && !marks) {
            hints.add(Hint.NAME_NO_DIACRITICS);
        }
        if (vietnamese && key.indexOf(SPACE) < 0) {
            hints.add(Hint.NAME_ONE_WORD);
        }
        return hints;
    }

    private static boolean isVietnameseLetter(char upper) {
        if (upper == 'Đ') {
            return true;
        }
        char base = upper < TABLE_SIZE ? BASE[upper] : NONE;
        return base >= 'A' && base <= 'Z' && "FJWZ".indexOf(base) < 0 || VOWELS.indexOf(base) >= 0;
    }

    /** One character by what it means in a name: look-alike letters, spaces, hyphens and apostrophes made one. */
    private static char simple(char c) {
        if (c < 0x7F) {
            return c <= SPACE ? SPACE : c == '`' ? '\'' : c;
        }
        if (c >= 0xFF01 && c <= 0xFF5E) {
            return simple((char) (c - 0xFEE0));
        }
        return switch (c) {
            case 'Ð', 'Ɖ' -> 'Đ';
            case 'ð', 'ɖ' -> 'đ';
            case '\u00AD', '\u034F', '\u061C', '\u115F', '\u1160', '\u17B4', '\u17B5', '\u180E', '\u200B', '\u200C', '\u200D',
                 '\u200E', '\u200F', '\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2060', '\u2061', '\u2062', '\u2063',
                 '\u2064', '\u2066', '\u2067', '\u2068', '\u2069', '\uFEFF', '\uFE0E', '\uFE0F' -> INVISIBLE;
            case '\u007F', '\u0085', '\u00A0', '\u1680', '\u2028', '\u2029', '\u202F', '\u205F', '\u3000' -> SPACE;
            case '\u00B4', '\u02B9', '\u02BB', '\u02BC', '\u02BD', '\u02C8', '\u2018', '\u2019', '\u201B', '\u2032' -> '\'';
            case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212' -> '-';
            default -> c >= 0x2000 && c <= 0x200A || c >= 0x80 && c < 0xA0 ? SPACE : c;
        };
    }

    /** Whether the text is surely NFC: true for names in precomposed Vietnamese letters, which is nearly all of them. */
    private static boolean isComposed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x0300 && (c < 0x1EA0 || c > 0x1EF9)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isCombining(char c) {
        return c >= 0x0300 && c <= 0x036F;
    }
}
