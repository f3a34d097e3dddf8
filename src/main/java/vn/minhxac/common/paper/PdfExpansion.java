package vn.minhxac.common.paper;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;

/**
 * How large the compressed streams of a PDF would become, without keeping a byte of them. PDFBox inflates streams that hold objects into memory,
 * whatever their size, so this comes before it. It looks for streams where they may be, not where the file's own index says they are.
 */
final class PdfExpansion {

    /** A page scanned in colour, 300 dots an inch, uncompressed: 26 MB. */
    private static final long LARGEST_STREAM = 48L << 20;
    private static final long LARGEST_FILE = 192L << 20;
    /** Bytes that begin or part objects; a picture has some by chance, a file that is nothing but objects very many. */
    private static final long MOST_TOKENS = 6_000_000;
    private static final int MOST_STREAMS = 20_000;
    private static final int DEEPEST = 4;

    private static final Pattern STREAM = Pattern.compile("(?<!end)stream[ \\t]*(\\r\\n|\\n|\\r)");
    /** Filters nobody has used for twenty years and that hide what is in them. */
    private static final Pattern OUTDATED = Pattern.compile("/(LZWDecode|LZW|RunLengthDecode|ASCIIHexDecode|AHx|Crypt)(?![A-Za-z0-9])");
    private static final Pattern ACTIVE = Pattern.compile("/(JavaScript|Launch|EmbeddedFiles?|RichMedia)(?![A-Za-z0-9])");
    private static final Pattern ESCAPED = Pattern.compile("#([0-9A-Fa-f]{2})");

    private long inFile;
    private long tokens;

    static void check(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        // Names may be written as /J#61vaScript.
        String names = ESCAPED.matcher(text).replaceAll(hex -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(hex.group(1), 16))));
        if (OUTDATED.matcher(names).find() || ACTIVE.matcher(names).find()) {
            throw Refused.pdf();
        }
        new PdfExpansion().streams(file, text, names.contains("/ASCII85Decode") || names.contains("/A85"));
    }

    private void streams(byte[] file, String text, boolean base85) {
        Matcher stream = STREAM.matcher(text);
        for (int count = 0; stream.find(); count++) {
            if (count > MOST_STREAMS) {
                throw Refused.pdf();
            }
            int from = stream.end();
            expand(new Counted(new ByteArrayInputStream(file, from, file.length - from), false), 0);
            if (base85) {
                expand(new Ascii85(new Counted(new ByteArrayInputStream(file, from, file.length - from), false)), 0);
            }
        }
    }

    /** Inflates what looks inflatable, and what comes of it once more: filters may be stacked. */
    private void expand(InputStream packed, int depth) {
        var in = new PushbackInputStream(packed, 2);
        try {
            if (!looksInflatable(in)) {
                return;
            }
            if (depth == DEEPEST) {
                throw Refused.pdf();
            }
            try (var out = new PushbackInputStream(new Counted(new InflaterInputStream(in), true), 2)) {
                expand(out, depth + 1);
                // whatever the next layer made of it: all of this one is counted
                out.transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException e) {
            // no compressed stream after all, or one that ends early: what came of it was counted
        }
    }

    /** RFC 1950: method 8, a window of at most 32 KB, and a check. */
    private static boolean looksInflatable(PushbackInputStream in) throws IOException {
        byte[] head = in.readNBytes(2);
        in.unread(head);
        return head.length == 2 && (head[0] & 0x0F) == 8 && (head[0] & 0xF0) <= 0x70 && ((head[0] & 0xFF) << 8 | head[1] & 0xFF) % 31 == 0;
    }

    /** Counts what is read of a stream, packed or inflated: both cost time. */
    private final class Counted extends FilterInputStream {

        private final boolean inflated;
        private long size;

        Counted(InputStream in, boolean inflated) {
            super(in);
            this.inflated = inflated;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            int n = super.read(to, from, length);
            if (n > 0) {
                size += n;
                inFile += n;
                for (int i = from; inflated && i < from + n; i++) {
                    byte b = to[i];
                    if (b == '[' || b == '<' || b == '(' || b == '/' || b == ' ' || b == '\n') {
                        tokens++;
                    }
                }
                if (size > LARGEST_STREAM || inFile > LARGEST_FILE || tokens > MOST_TOKENS) {
                    throw Refused.pdf();
                }
            }
            return n;
        }
    }

    /** Base 85 as PDF writes it (ISO 32000-1, 7.4.3), up to its end or the first thing that is none. */
    private static final class Ascii85 extends InputStream {

        private final InputStream in;
        private final int[] group = new int[4];
        private int left;
        private int next;

        Ascii85(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            if (next == left && !fill()) {
                return -1;
            }
            return group[next++];
        }

        private boolean fill() throws IOException {
            long value = 0;
            int digits = 0;
            while (digits < 5) {
                int c = in.read();
                if (c == 'z' && digits == 0) {
                    digits = 5;
                } else if (c >= '!' && c <= 'u') {
                    value = value * 85 + c - '!';
                    digits++;
                } else if (c > ' ' || c < 0) {
                    break;
                }
            }
            for (int i = digits; i < 5; i++) {
                value = value * 85 + 84;
            }
            for (int i = 0; i < 4; i++) {
                group[i] = (int) (value >> 24 - 8 * i) & 0xFF;
            }
            next = 0;
            left = Math.max(0, digits - 1);
            return left > 0;
        }
    }
}
