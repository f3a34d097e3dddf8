package vn.minhxac.passport.internal.dcc;

/** Base45 (RFC 9285) by a table of all 65,536 pairs of bytes. */
final class Base45 {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    private static final int[] TRIPLE = triples();

    private Base45() {
    }

    static int encodedLength(int bytes) {
        return bytes / 2 * 3 + bytes % 2 * 2;
    }

    /** Encodes into {@code out} at {@code offset}; returns the end. */
    static int encode(byte[] in, int length, byte[] out, int offset) {
        int end = offset;
        int i = 0;
        for (; i + 1 < length; i += 2) {
            int triple = TRIPLE[(in[i] & 0xff) << 8 | in[i + 1] & 0xff];
            out[end] = (byte) triple;
            out[end + 1] = (byte) (triple >>> 8);
            out[end + 2] = (byte) (triple >>> 16);
            end += 3;
        }
        if (i < length) {
            int value = in[i] & 0xff;
            out[end++] = (byte) ALPHABET.charAt(value % 45);
            out[end++] = (byte) ALPHABET.charAt(value / 45);
        }
        return end;
    }

    private static int[] triples() {
        int[] triples = new int[0x10000];
        for (int value = 0; value < triples.length; value++) {
            triples[value] = ALPHABET.charAt(value % 45) | ALPHABET.charAt(value / 45 % 45) << 8
                    | ALPHABET.charAt(value / 2025) << 16;
        }
        return triples;
    }
}
