package vn.minhxac.common;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON with one spelling only (RFC 8785): keys sorted, no blanks, shortest escapes. Holds texts, whole numbers, booleans, null,
 * lists and objects; fractions do not occur in what is signed and are refused.
 */
public final class CanonicalJson {

    /** Whole numbers beyond it have no exact double and so no spelling in RFC 8785. */
    private static final long MAX_EXACT = (1L << 53) - 1;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private CanonicalJson() {
    }

    /** @throws IllegalArgumentException for what has no canonical form: fractions, half a surrogate pair */
    public static String write(Map<String, ?> object) {
        StringBuilder out = new StringBuilder(512);
        object(out, object);
        return out.toString();
    }

    private static void value(StringBuilder out, Object value) {
        if (value == null || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof Integer || value instanceof Long) {
            number(out, ((Number) value).longValue());
        } else if (value instanceof CharSequence text) {
            text(out, text);
        } else if (value instanceof Map<?, ?> object) {
            object(out, object);
        } else if (value instanceof List<?> list) {
            list(out, list);
        } else {
            throw new IllegalArgumentException("No canonical form for " + value.getClass().getName());
        }
    }

    private static void object(StringBuilder out, Map<?, ?> object) {
        // String order is by UTF-16 unit, which is the order RFC 8785 asks for.
        TreeMap<String, Object> sorted = new TreeMap<>();
        object.forEach((key, value) -> sorted.put((String) key, value));
        char separator = '{';
        for (Map.Entry<String, Object> entry : sorted.entrySet()) {
            out.append(separator);
            text(out, entry.getKey());
            out.append(':');
            value(out, entry.getValue());
            separator = ',';
        }
        out.append(separator == '{' ? "{}" : "}");
    }

    private static void list(StringBuilder out, List<?> list) {
        char separator = '[';
        for (Object value : list) {
            out.append(separator);
            value(out, value);
            separator = ',';
        }
        out.append(separator == '[' ? "[]" : "]");
    }

    private static void number(StringBuilder out, long number) {
        if (number > MAX_EXACT || number < -MAX_EXACT) {
            throw new IllegalArgumentException("Number has no exact double");
        }
        out.append(number);
    }

    private static void text(StringBuilder out, CharSequence text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                i = pair(out, text, i);
            } else {
                character(out, c);
            }
        }
        out.append('"');
    }

    private static int pair(StringBuilder out, CharSequence text, int at) {
        if (at + 1 == text.length() || !Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1))) {
            throw new IllegalArgumentException("Half a surrogate pair has no UTF-8 form");
        }
        out.append(text, at, at + 2);
        return at + 1;
    }

    private static void character(StringBuilder out, char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> {
                if (c < 0x20) {
                    out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 0xF]);
                } else {
                    out.append(c);
                }
            }
        }
    }
}
