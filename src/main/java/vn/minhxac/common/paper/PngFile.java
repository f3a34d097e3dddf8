package vn.minhxac.common.paper;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;

/** A PNG read chunk by chunk and written with those alone that make the picture: no texts, no EXIF, no time, no animation, nothing behind the end. */
final class PngFile {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int FRAME = 12;
    private static final int HEADER = 13;
    private static final Set<String> KEPT = Set.of("IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "pHYs", "bKGD");

    private PngFile() {
    }

    static boolean isOne(byte[] file) {
        return file.length > SIGNATURE.length && Arrays.equals(file, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    static byte[] cleaned(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file);
        var out = new ByteArrayOutputStream(file.length);
        out.writeBytes(SIGNATURE);
        boolean data = false;
        for (int at = SIGNATURE.length;;) {
            if (at > file.length - FRAME) {
                throw Refused.type();
            }
            int length = in.getInt(at);
            if (length < 0 || length > file.length - FRAME - at) {
                throw Refused.type();
            }
            String type = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
            boolean first = at == SIGNATURE.length;
            if (first != type.equals("IHDR") || first && length != HEADER || crc(file, at + 4, length + 4) != in.getInt(at + 8 + length)) {
                throw Refused.type();
            }
            if (KEPT.contains(type)) {
                out.write(file, at, FRAME + length);
            } else if (Character.isUpperCase(type.charAt(0))) {
                // a critical chunk nobody knows
                throw Refused.type();
            }
            data |= type.equals("IDAT") && length > 0;
            if (type.equals("IEND")) {
                break;
            }
            at += FRAME + length;
        }
        if (!data) {
            throw Refused.type();
        }
        return out.toByteArray();
    }

    private static int crc(byte[] file, int from, int length) {
        var crc = new CRC32();
        crc.update(file, from, length);
        return (int) crc.getValue();
    }
}
