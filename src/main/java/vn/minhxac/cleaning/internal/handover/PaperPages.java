package vn.minhxac.cleaning.internal.handover;

import java.awt.Color;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;

import vn.minhxac.common.PdfText;
import vn.minhxac.common.PdfText.Weight;

/** Landscape A4 pages filled from the top down: paragraphs, and tables whose head is repeated on each page. Lengths in points. */
final class PaperPages implements Closeable {

    static final float LEFT = 40;
    static final float WIDTH = PDRectangle.A4.getHeight() - 2 * LEFT;
    private static final float TOP = PDRectangle.A4.getWidth() - 40;
    private static final float BOTTOM = 46;
    private static final float PADDING = 2.5f;
    private static final float LEADING = 1.32f;
    private static final int MEASURED = 2_000;
    private static final Color INK = Color.BLACK;
    private static final Color SOFT = new Color(0x55, 0x55, 0x55);
    private static final Color HEAD = new Color(0xEC, 0xEE, 0xF1);

    private final PDDocument document = new PDDocument();
    private final Map<Weight, PDFont> fonts = new EnumMap<>(Weight.class);
    private final Map<Measured, List<Part>> measured = new HashMap<>();
    private PDPageContentStream stream;
    private float y;

    PaperPages(String title) throws IOException {
        for (Weight weight : Weight.values()) {
            fonts.put(weight, weight.embed(document));
        }
        document.getDocumentInformation().setTitle(title);
        document.getDocumentCatalog().setLanguage("vi-VN");
        newPage();
    }

    /** A text of one weight in a cell. */
    record Part(Weight weight, String text) {

        static Part of(String text) {
            return new Part(Weight.REGULAR, text);
        }

        static Part bold(String text) {
            return new Part(Weight.SEMI_BOLD, text);
        }
    }

    /**
     * A table while it is drawn.
     *
     * @param widths of its columns, {@link #WIDTH} together
     */
    record Table(float[] widths, List<String> head, float size) {
    }

    private record Measured(float width, float size, Part part) {
    }

    void newPage() throws IOException {
        if (stream != null) {
            stream.close();
        }
        PDPage page = new PDPage(new PDRectangle(PDRectangle.A4.getHeight(), PDRectangle.A4.getWidth()));
        document.addPage(page);
        stream = new PDPageContentStream(document, page);
        y = TOP;
    }

    /** Begins a page where less than this is left. */
    void room(float height) throws IOException {
        if (y - height < BOTTOM) {
            newPage();
        }
    }

    void space(float height) {
        y -= height;
    }

    /** Lines below each other, centred on {@code x}; the cursor stays. */
    float centred(Weight weight, float size, float x, float width, float down, String text) throws IOException {
        float at = y - down;
        for (String line : PdfText.wrap(fonts.get(weight), size, text, width)) {
            put(weight, size, x - width(weight, size, line) / 2, at, line, INK);
            at -= size * LEADING;
        }
        return y - at;
    }

    /** A line under what is centred on {@code x}. */
    void underline(float x, float length, float down) throws IOException {
        rule(x - length / 2, x + length / 2, y - down);
    }

    float width(Weight weight, float size, String text) throws IOException {
        return PdfText.width(fonts.get(weight), size, text);
    }

    void paragraph(Weight weight, float size, float indent, String text) throws IOException {
        List<String> lines = PdfText.wrap(fonts.get(weight), size, text, WIDTH - indent);
        room(lines.size() * size * LEADING);
        for (String line : lines) {
            y -= size * LEADING;
            put(weight, size, LEFT + indent, y, line, INK);
        }
        y -= size * 0.25f;
    }

    void head(Table table) throws IOException {
        List<List<Part>> cells = wrapped(table, table.head().stream().map(text -> List.of(Part.bold(text))).toList());
        float height = height(table, cells);
        stream.setNonStrokingColor(HEAD);
        stream.addRect(LEFT, y - height, WIDTH, height);
        stream.fill();
        draw(table, cells, height);
    }

    void row(Table table, List<List<Part>> row) throws IOException {
        List<List<Part>> cells = wrapped(table, row);
        float height = height(table, cells);
        if (y - height < BOTTOM) {
            newPage();
            head(table);
        }
        draw(table, cells, height);
    }

    /** The lines of each cell. */
    private List<List<Part>> wrapped(Table table, List<List<Part>> cells) throws IOException {
        List<List<Part>> wrapped = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            List<Part> lines = new ArrayList<>();
            for (Part part : cells.get(i)) {
                lines.addAll(lines(table, i, part));
            }
            wrapped.add(lines);
        }
        return wrapped;
    }

    /** Most cells of a list say what the row above says: measured once. */
    private List<Part> lines(Table table, int column, Part part) throws IOException {
        Measured cell = new Measured(table.widths()[column] - 2 * PADDING, table.size(), part);
        List<Part> known = measured.get(cell);
        if (known == null) {
            known = PdfText.wrap(fonts.get(part.weight()), cell.size(), part.text(), cell.width()).stream()
                    .map(line -> new Part(part.weight(), line)).toList();
            if (measured.size() < MEASURED) {
                measured.put(cell, known);
            }
        }
        return known;
    }

    private static float height(Table table, List<List<Part>> cells) {
        return cells.stream().mapToInt(List::size).max().orElse(1) * table.size() * LEADING + 2 * PADDING;
    }

    private void draw(Table table, List<List<Part>> cells, float height) throws IOException {
        float x = LEFT;
        stream.setLineWidth(0.5f);
        stream.setStrokingColor(INK);
        for (int i = 0; i < cells.size(); i++) {
            stream.addRect(x, y - height, table.widths()[i], height);
            x += table.widths()[i];
        }
        stream.stroke();
        x = LEFT;
        for (int i = 0; i < cells.size(); i++) {
            float at = y - PADDING;
            for (Part line : cells.get(i)) {
                at -= table.size() * LEADING;
                put(line.weight(), table.size(), x + PADDING, at + table.size() * 0.28f, line.text(), INK);
            }
            x += table.widths()[i];
        }
        y -= height;
    }

    /** Writes under each page what list it belongs to, and its number; then the whole document. */
    void save(OutputStream out, String foot, String numbering) throws IOException {
        stream.close();
        int pages = document.getNumberOfPages();
        for (int i = 0; i < pages; i++) {
            stream = new PDPageContentStream(document, document.getPage(i), AppendMode.APPEND, true, true);
            put(Weight.REGULAR, 7, LEFT, 26, foot, SOFT);
            String number = numbering.formatted(i + 1, pages);
            put(Weight.REGULAR, 8, LEFT + WIDTH - width(Weight.REGULAR, 8, number), 26, number, SOFT);
            stream.close();
        }
        document.save(out);
    }

    private void put(Weight weight, float size, float x, float baseline, String text, Color colour) throws IOException {
        stream.beginText();
        stream.setNonStrokingColor(colour);
        stream.setFont(fonts.get(weight), size);
        stream.newLineAtOffset(x, baseline);
        stream.showText(text);
        stream.endText();
    }

    private void rule(float from, float to, float height) throws IOException {
        stream.setStrokingColor(INK);
        stream.setLineWidth(0.7f);
        stream.moveTo(from, height);
        stream.lineTo(to, height);
        stream.stroke();
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
