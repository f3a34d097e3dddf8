package vn.minhxac.common;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Looks through an XLSX file before it is parsed: a zip whose parts are as large as they say or smaller than a table of
 * people needs, no part that unfolds without measure, no cell longer than Excel allows, no cell reference beyond its last
 * column. The parser trusts all of these.
 */
public final class XlsxGuard {

    /** Longest cell of a file that is a table of people: Excel's own limit. */
    public static final int MAX_CELL = 32_767;

    private static final int MAX_ENTRIES = 1_000;
    private static final long MAX_OTHER_PART = 16L << 20;
    /** A sheet of people unfolds to 10 to 30 times its size. */
    private static final long MAX_RATIO = 150;
    private static final long SMALL = 8L << 20;
    /** Longest text or tag: a cell of Excel's longest, each character written as {@code &#65535;}. */
    private static final int MAX_RUN = 9 * MAX_CELL;

    private XlsxGuard() {
    }

    /**
     * How large parts may be, in bytes once unpacked.
     *
     * @param sheet         one sheet
     * @param sharedStrings texts of all cells, which a parser keeps in memory
     * @param total         all parts together
     */
    public record Limits(long sheet, long sharedStrings, long total) {
    }

    /** Why a file must not be parsed: {@code notXlsx}, {@code zipBomb} or {@code hugeCell}. */
    public static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Refused(String code) {
            super(code);
        }
    }

    /** @throws Refused when the file must not be parsed */
    public static void check(Path file, Limits limits) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MAX_ENTRIES) {
                throw new Refused("zipBomb");
            }
            if (zip.getEntry("xl/workbook.xml") == null || zip.getEntry("[Content_Types].xml") == null) {
                throw new Refused("notXlsx");
            }
            long total = 0;
            byte[] buffer = new byte[1 << 16];
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements();) {
                ZipEntry entry = entries.nextElement();
                if (!entry.isDirectory() && isRead(entry.getName())) {
                    total += read(zip, entry, limits, buffer);
                    if (total > limits.total()) {
                        throw new Refused("zipBomb");
                    }
                }
            }
        } catch (ZipException e) {
            throw new Refused("notXlsx");
        }
    }

    /** Pictures and the like are never opened, so they may be what they want. */
    private static boolean isRead(String name) {
        return name.endsWith(".xml") || name.endsWith(".rels");
    }

    private static long read(ZipFile zip, ZipEntry entry, Limits limits, byte[] buffer) throws IOException {
        String name = entry.getName();
        boolean sheet = name.startsWith("xl/worksheets/");
        boolean strings = name.endsWith("sharedStrings.xml");
        long max = sheet ? limits.sheet() : strings ? limits.sharedStrings() : MAX_OTHER_PART;
        long size = 0;
        XmlShape shape = new XmlShape();
        try (InputStream in = zip.getInputStream(entry)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                size += n;
                if (size > max || size > SMALL && size / MAX_RATIO > Math.max(1, entry.getCompressedSize())) {
                    throw new Refused("zipBomb");
                }
                shape.look(buffer, n);
            }
        }
        return size;
    }

    /** Follows the bytes of an XML part: lengths of tags and texts, and the columns of cell references. */
    private static final class XmlShape {

        private static final byte[] REFERENCE = {' ', 'r', '=', '"'};
        private int run;
        private int matched;
        private int letters = -1;

        void look(byte[] bytes, int length) {
            for (int i = 0; i < length; i++) {
                byte b = bytes[i];
                if (b == '<' || b == '>') {
                    run = 0;
                } else if (++run > MAX_RUN) {
                    throw new Refused("hugeCell");
                }
                if (b == 0) {
                    // UTF-16, which spreadsheets do not write, or worse
                    throw new Refused("notXlsx");
                }
                if (letters >= 0) {
                    boolean letter = b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z';
                    letters = letter ? letters + 1 : -1;
                    if (letters > 3) {
                        throw new Refused("notXlsx");
                    }
                } else if (b == REFERENCE[matched] || matched == 1 && b == 'r') {
                    if (++matched == REFERENCE.length) {
                        matched = 0;
                        letters = 0;
                    }
                } else {
                    matched = b == ' ' ? 1 : 0;
                }
            }
        }
    }
}
