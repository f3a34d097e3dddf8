package vn.minhxac.common.paper;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Which side of a photo is up: the only tag of EXIF that is kept (Exif 2.32, tag 0x0112). */
final class ExifOrientation {

    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY = 12;

    private ExifOrientation() {
    }

    /** A segment APP1 with nothing but the orientation; empty where the picture stands upright or does not say. */
    static byte[] only(byte[] tiff) {
        int value = read(tiff);
        if (value < 2 || value > 8) {
            return new byte[0];
        }
        // marker, length, "Exif", and a TIFF of one directory with one entry
        return ByteBuffer.allocate(36).putShort((short) 0xFFE1).putShort((short) 34).put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                .put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8)
                .putShort((short) 1).putShort((short) TAG).putShort((short) SHORT).putInt(1).putShort((short) value).putShort((short) 0)
                .putInt(0).array();
    }

    private static int read(byte[] tiff) {
        if (tiff.length < 8) {
            return 1;
        }
        ByteBuffer in = ByteBuffer.wrap(tiff).order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = in.getInt(4);
        if (directory < 8 || directory > tiff.length - 2) {
            return 1;
        }
        int entries = in.getShort(directory) & 0xFFFF;
        for (int i = 0, at = directory + 2; i < entries && at <= tiff.length - ENTRY; i++, at += ENTRY) {
            if ((in.getShort(at) & 0xFFFF) == TAG && in.getShort(at + 2) == SHORT) {
                return in.getShort(at + 8) & 0xFFFF;
            }
        }
        return 1;
    }
}
