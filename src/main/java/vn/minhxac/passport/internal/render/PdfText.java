package vn.minhxac.passport.internal.render;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.font.PDFont;

/** Text as PDFBox can draw it: composed (it does not shape combining marks), only glyphs the typeface has, wrapped to a width. */
final class PdfText {

    private static final char MISSING = '?';

    private PdfText() {
    }

    /** Whether the typeface has every letter of the text. */
    static boolean canDraw(PDFont font, String text) throws IOException {
        String composed = compose(text);
        return composed.equals(drawable(font, composed));
    }

    /** The text in lines no wider than {@code width} points; a word that is wider is cut. */
    static List<String> wrap(PDFont font, float size, String text, float width) throws IOException {
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

    static float width(PDFont font, float size, String text) throws IOException {
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
