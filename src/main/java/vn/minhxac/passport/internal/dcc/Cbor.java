package vn.minhxac.passport.internal.dcc;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/** Writes CBOR (RFC 8949, shortest forms) into a reused byte array. Knows just what a passport needs. */
final class Cbor {

    static final int UNSIGNED = 0x00;
    static final int NEGATIVE = 0x20;
    static final int BYTES = 0x40;
    static final int TEXT = 0x60;
    static final int MAP = 0xa0;
    static final int ARRAY = 0x80;

    byte[] buffer = new byte[2048];
    int position;

    /** Initial byte and argument of an item of the given major type. */
    void head(int majorType, long argument) {
        reserve(9);
        if (argument < 24) {
            buffer[position++] = (byte) (majorType | argument);
        } else if (argument < 0x100) {
            buffer[position++] = (byte) (majorType | 24);
            buffer[position++] = (byte) argument;
        } else if (argument < 0x10000) {
            buffer[position++] = (byte) (majorType | 25);
            bigEndian(argument, 2);
        } else if (argument < 0x1_0000_0000L) {
            buffer[position++] = (byte) (majorType | 26);
            bigEndian(argument, 4);
        } else {
            buffer[position++] = (byte) (majorType | 27);
            bigEndian(argument, 8);
        }
    }

    void raw(byte[] bytes) {
        raw(bytes, bytes.length);
    }

    void raw(byte[] bytes, int length) {
        reserve(length);
        System.arraycopy(bytes, 0, buffer, position, length);
        position += length;
    }

    /** A map key, or other short ASCII text. */
    void ascii(String text) {
        head(TEXT, text.length());
        asciiCharacters(text);
    }

    void text(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) >= 0x80) {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                head(TEXT, utf8.length);
                raw(utf8);
                return;
            }
        }
        ascii(text);
    }

    /** {@code YYYY-MM-DD}, or its first 4 or 7 characters. */
    void date(LocalDate date, int characters) {
        head(TEXT, characters);
        reserve(10);
        digits(date.getYear(), 4);
        if (characters > 4) {
            buffer[position++] = '-';
            digits(date.getMonthValue(), 2);
        }
        if (characters > 7) {
            buffer[position++] = '-';
            digits(date.getDayOfMonth(), 2);
        }
    }

    void reserve(int more) {
        if (position + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, position + more));
        }
    }

    @SuppressWarnings("deprecation") // getBytes(int, int, …) copies low bytes, which is all there is in ASCII
    private void asciiCharacters(String text) {
        int length = text.length();
        reserve(length);
        text.getBytes(0, length, buffer, position);
        position += length;
    }

    private void bigEndian(long value, int bytes) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            buffer[position++] = (byte) (value >>> shift);
        }
    }

    private void digits(int value, int count) {
        int rest = value;
        for (int i = count - 1; i >= 0; i--) {
            buffer[position + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        position += count;
    }
}
