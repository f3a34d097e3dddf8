package vn.minhxac.passport.internal.check;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import nl.minvws.encoding.Base45;

/** From the text of the QR code to the signed bytes: prefix, base45, zlib. */
final class Transport {

    /** A QR code of the largest version holds 4,296 alphanumeric characters. */
    static final int MAX_TEXT = 4_400;
    /** Real messages stay below 2 kB. Deflate reaches 1:1000, so the limit is on what comes out. */
    static final int MAX_MESSAGE = 32_768;
    private static final String PREFIX = "HC1:";

    private Transport() {
    }

    static byte[] open(String hc1) throws Malformed {
        return inflate(base45(unprefix(hc1)));
    }

    static String unprefix(String hc1) throws Malformed {
        if (hc1 == null || hc1.length() > MAX_TEXT) {
            throw new Malformed("TOO_LONG_OR_EMPTY");
        }
        if (!hc1.startsWith(PREFIX)) {
            throw new Malformed("NO_HC1_PREFIX");
        }
        return hc1.substring(PREFIX.length());
    }

    static byte[] base45(String text) throws Malformed {
        try {
            return Base45.getDecoder().decode(text);
        } catch (RuntimeException e) {
            throw new Malformed("NOT_BASE45");
        }
    }

    static byte[] inflate(byte[] zlib) throws Malformed {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(zlib);
            ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
            byte[] part = new byte[1024];
            while (!inflater.finished()) {
                int length = inflater.inflate(part);
                if (length == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new Malformed("NOT_ZLIB");
                }
                out.write(part, 0, length);
                if (out.size() > MAX_MESSAGE) {
                    throw new Malformed("TOO_LARGE");
                }
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new Malformed("NOT_ZLIB");
        } finally {
            inflater.end();
        }
    }
}
