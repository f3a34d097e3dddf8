package vn.minhxac.passport.internal.check;

import com.upokecenter.cbor.CBOREncodeOptions;
import com.upokecenter.cbor.CBORException;
import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;

/** Reads CBOR of strangers: bounded in depth and number of items before the library builds its tree. */
final class CborReader {

    static final int MAX_DEPTH = 16;
    static final int MAX_ITEMS = 2_000;
    private static final CBOREncodeOptions OPTIONS = new CBOREncodeOptions("allowduplicatekeys=false;resolvereferences=false");

    private CborReader() {
    }

    static CBORObject read(byte[] bytes, String reason) throws Malformed {
        if (!withinLimits(bytes)) {
            throw new Malformed(reason);
        }
        try {
            return CBORObject.DecodeFromBytes(bytes, OPTIONS);
        } catch (CBORException | IllegalStateException | IllegalArgumentException | ArithmeticException e) {
            throw new Malformed(reason);
        }
    }

    /** The value without its tags. */
    static CBORObject untagged(CBORObject object) {
        return object == null ? null : object.Untag();
    }

    static CBORObject get(CBORObject map, int key) {
        return untagged(map.get(CBORObject.FromObject(key)));
    }

    static CBORObject get(CBORObject map, String key) {
        return untagged(map.get(CBORObject.FromObject(key)));
    }

    static boolean is(CBORObject object, CBORType type) {
        return object != null && object.getType() == type;
    }

    /** Text, or null where there is none. */
    static String text(CBORObject map, String key) {
        CBORObject value = get(map, key);
        return is(value, CBORType.TextString) ? value.AsString() : null;
    }

    /** A small whole number, or null. Bignums and decimal fractions are none: their expansion could fill the memory. */
    static Integer integer(CBORObject map, String key) {
        CBORObject value = map.get(CBORObject.FromObject(key));
        return is(value, CBORType.Integer) && !value.isTagged() && value.CanValueFitInInt32() ? value.AsInt32Value() : null;
    }

    /** Walks the heads of all items without building anything; true when the limits hold and nothing is cut off. */
    private static boolean withinLimits(byte[] bytes) {
        long[] left = new long[MAX_DEPTH + 1];
        int depth = 0;
        left[0] = 1;
        int position = 0;
        int items = 0;
        while (true) {
            while (left[depth] == 0) {
                if (depth-- == 0) {
                    return position == bytes.length;
                }
            }
            if (position >= bytes.length || ++items > MAX_ITEMS) {
                return false;
            }
            int initial = bytes[position++] & 0xff;
            int major = initial >> 5;
            int info = initial & 31;
            boolean indefinite = info == 31;
            if (indefinite && major == 7) { // break
                if (left[depth] >= 0) {
                    return false;
                }
                left[depth] = 0;
                continue;
            }
            if (left[depth] > 0) {
                left[depth]--;
            }
            int argumentBytes = info < 24 || indefinite ? 0 : info <= 27 ? 1 << info - 24 : -1;
            if (argumentBytes < 0 || position + argumentBytes > bytes.length
                    || indefinite && (major < 2 || major == 6)) {
                return false;
            }
            long argument = info;
            if (argumentBytes > 0) {
                argument = 0;
                for (int i = 0; i < argumentBytes; i++) {
                    argument = argument << 8 | bytes[position++] & 0xff;
                }
            }
            if (major == 2 || major == 3) {
                if (!indefinite) {
                    if (argument < 0 || argument > bytes.length - position) {
                        return false;
                    }
                    position += (int) argument;
                    continue;
                }
            } else if (major != 4 && major != 5 && major != 6) {
                continue;
            }
            if (!indefinite && (argument < 0 || major != 6 && argument > MAX_ITEMS) || ++depth > MAX_DEPTH) {
                return false;
            }
            left[depth] = indefinite ? -1 : major == 6 ? 1 : major == 5 ? 2 * argument : argument;
        }
    }
}
