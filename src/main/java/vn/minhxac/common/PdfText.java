package vn.minhxac.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.springframework.core.io.ClassPathResource;

/** Text as PDFBox can draw it: composed (it does not shape combining marks), only glyphs the typeface has, wrapped to a width. */
public final class PdfText {

    private static final char MISSING = '?';

    /** The product's typeface, Be Vietnam Pro. */
    public enum Weight {
        REGULAR("Regular"), SEMI_BOLD("SemiBold"), BOLD("Bold");

        private final byte[] file;

        Weight(String name) {
            try (var in = new ClassPathResource("static/fonts/BeVietnamPro-" + name + ".ttf").getInputStream()) {
                file = in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Without ligatures: PDFBox draws them but does not say which letters they stand for, so nobody could copy or hear them. */
        public PDFont embed(PDDocument document) throws IOException {
            TrueTypeFont parsed = new TTFParser().parse(new RandomAccessReadBuffer(file));
            parsed.setEnableGsub(false);
            return PDType0Font.load(document, parsed, true);
        }
    }

    private PdfText() {
    }

    /** Whether the typeface has every letter of the text. */
    public static boolean canDraw(PDFont font, String text) throws IOException {
        String composed = compose(text);
        return composed.equals(drawable(font, composed));
    }

    /** The text in lines no wider than {@code width} points; a word that is wider is cut. */
    public static List<String> wrap(PDFont font, float size, String text, float width) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : drawable(font, compose(text)).split(" ")) {
            String rest = word;
            if (!line.isEmpty() && width(font, size, line + " " + rest) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (width(font, size, rest) > width) {
                int cut = fitting(font, size, rest, width);
                lines.add(rest.substring(0, cut));
                rest = rest.substring(cut);
            }
            line.append(line.isEmpty() ? "" : " ").append(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    /** Points. */
    public static float width(PDFont font, float size, String text) throws IOException {
        return font.getStringWidth(text) / 1000 * size;
    }

    private static int fitting(PDFont font, float size, String word, float width) throws IOException {
        int cut = 1;
        while (cut < word.length() && width(font, size, word.substring(0, cut + 1)) <= width) {
            cut++;
        }
        return cut;
    }

    private static String compose(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }

    private static String drawable(PDFont font, String text) throws IOException {
        StringBuilder out = new StringBuilder();
        for (int codePoint : text.codePoints().toArray()) {
            String letter = Character.toString(codePoint);
            try {
                font.encode(letter);
                out.append(letter);
            } catch (IllegalArgumentException e) {
                out.append(MISSING);
            }
        }
        return out.toString();
    }
}
