package vn.minhxac.passport.internal.dcc;

import java.util.zip.Adler32;
import java.util.zip.Deflater;

/** The zlib envelope (RFC 1950) around the signed bytes. Not for use by several threads. */
final class Zlib {

    private static final int MAX_STORED = 0xffff;
    private static final int STORED_OVERHEAD = 11;

    private final Compression compression;
    private final Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    private final Adler32 adler = new Adler32();
    byte[] buffer = new byte[4096];

    Zlib(Compression compression) {
        this.compression = compression;
    }

    /** Wraps the bytes into {@link #buffer}; returns how many there are. */
    int wrap(byte[] in, int length) {
        if (buffer.length < 2 * length + STORED_OVERHEAD) {
            buffer = new byte[2 * length + STORED_OVERHEAD];
        }
        return compression == Compression.STORED && length <= MAX_STORED ? stored(in, length) : deflated(in, length);
    }

    private int deflated(byte[] in, int length) {
        deflater.reset();
        deflater.setInput(in, 0, length);
        deflater.finish();
        int end = 0;
        while (!deflater.finished()) {
            end += deflater.deflate(buffer, end, buffer.length - end);
        }
        return end;
    }

    private int stored(byte[] in, int length) {
        buffer[0] = 0x78;
        buffer[1] = 0x01;
        buffer[2] = 0x01; // final block, stored
        buffer[3] = (byte) length;
        buffer[4] = (byte) (length >>> 8);
        buffer[5] = (byte) ~length;
        buffer[6] = (byte) (~length >>> 8);
        System.arraycopy(in, 0, buffer, 7, length);
        adler.reset();
        adler.update(in, 0, length);
        long sum = adler.getValue();
        int end = 7 + length;
        for (int shift = 24; shift >= 0; shift -= 8) {
            buffer[end++] = (byte) (sum >>> shift);
        }
        return end;
    }
}
