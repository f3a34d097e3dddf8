package vn.minhxac.common.paper;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * A JPEG (ITU-T T.81) read segment by segment and written without what is not the picture: EXIF with its GPS position, XMP, IPTC, comments,
 * thumbnails, and anything behind the end (phones hang videos and second pictures there). Kept are the colour profile and the one thing of EXIF
 * that a viewer needs, which side is up.
 */
final class JpegFile {

    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int APP14 = 0xEE;
    /** A picture that is refined in more steps than any camera takes is meant to keep a viewer busy. */
    private static final int MOST_SCANS = 100;
    private static final int JFIF_LENGTH = 16;

    private final byte[] file;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final ByteArrayOutputStream body;
    private int at = 2;
    private int scans;
    private boolean frame;
    private byte[] orientation = {};

    private JpegFile(byte[] file) {
        this.file = file;
        this.body = new ByteArrayOutputStream(file.length);
    }

    static boolean isOne(byte[] file) {
        return file.length > 3 && (file[0] & 0xFF) == 0xFF && (file[1] & 0xFF) == SOI && (file[2] & 0xFF) == 0xFF;
    }

    static byte[] cleaned(byte[] file) {
        try {
            return new JpegFile(file).cleaned();
        } catch (IndexOutOfBoundsException e) {
            throw Refused.type();
        }
    }

    private byte[] cleaned() {
        head.write(0xFF);
        head.write(SOI);
        for (int marker = marker(); marker != EOI; marker = marker()) {
            int length = u16(at);
            if (length < 2 || at + length > file.length) {
                throw Refused.type();
            }
            segment(marker, at + 2, length - 2);
            at += length;
            if (marker == SOS) {
                entropyCoded();
            }
        }
        if (scans == 0) {
            throw Refused.type();
        }
        body.write(0xFF);
        body.write(EOI);
        head.writeBytes(orientation);
        head.writeBytes(body.toByteArray());
        return head.toByteArray();
    }

    private int marker() {
        if (u8(at) != 0xFF) {
            throw Refused.type();
        }
        while (u8(at) == 0xFF) {
            at++;
        }
        return u8(at++);
    }

    private void segment(int marker, int from, int length) {
        switch (marker) {
            case APP0 -> {
                if (starts(from, length, "JFIF\0") && length >= JFIF_LENGTH - 2 && head.size() == 2) {
                    copy(head, marker, Arrays.copyOfRange(file, from, from + JFIF_LENGTH - 4), new byte[2]);
                }
            }
            case APP1 -> {
                if (starts(from, length, "Exif\0\0") && orientation.length == 0) {
                    orientation = ExifOrientation.only(Arrays.copyOfRange(file, from + 6, from + length));
                }
            }
            case APP2 -> {
                if (starts(from, length, "ICC_PROFILE\0")) {
                    copy(body, marker, Arrays.copyOfRange(file, from, from + length));
                }
            }
            case APP14 -> {
                if (starts(from, length, "Adobe")) {
                    copy(body, marker, Arrays.copyOfRange(file, from, from + length));
                }
            }
            // baseline, extended sequential and progressive: what browsers show
            case 0xC0, 0xC1, 0xC2 -> {
                if (frame || length < 6 || u8(from) != 8) {
                    throw Refused.type();
                }
                frame = true;
                copy(body, marker, Arrays.copyOfRange(file, from, from + length));
            }
            // Huffman tables, quantisation tables, restart interval
            case 0xC4, 0xDB, 0xDD -> copy(body, marker, Arrays.copyOfRange(file, from, from + length));
            case SOS -> {
                if (!frame || ++scans > MOST_SCANS) {
                    throw Refused.type();
                }
                copy(body, marker, Arrays.copyOfRange(file, from, from + length));
            }
            default -> {
                boolean skipped = marker > APP0 && marker <= 0xEF || marker == 0xFE;
                if (!skipped) {
                    throw Refused.type();
                }
            }
        }
    }

    /** Up to the next marker; a stuffed zero and restart markers belong to the data. */
    private void entropyCoded() {
        int from = at;
        for (;; at++) {
            if (u8(at) == 0xFF) {
                int next = u8(at + 1);
                if (next != 0 && (next < 0xD0 || next > 0xD7)) {
                    break;
                }
            }
        }
        body.write(file, from, at - from);
    }

    private static void copy(ByteArrayOutputStream to, int marker, byte[]... parts) {
        int length = 2 + Arrays.stream(parts).mapToInt(part -> part.length).sum();
        to.write(0xFF);
        to.write(marker);
        to.write(length >> 8);
        to.write(length);
        for (byte[] part : parts) {
            to.writeBytes(part);
        }
    }

    private boolean starts(int from, int length, String with) {
        for (int i = 0; i < with.length(); i++) {
            if (i >= length || u8(from + i) != with.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int u8(int index) {
        return file[index] & 0xFF;
    }

    private int u16(int index) {
        return u8(index) << 8 | u8(index + 1);
    }
}
