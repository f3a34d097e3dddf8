package vn.minhxac.training.sample;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

import javax.imageio.ImageIO;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * A photo of a paper certificate as Decision 3588, annex 4, has it: name, date of birth, number, doses; neither sex nor lot. Drawn as a PDF page
 * and rendered from its outlines, so that it needs no fonts of the machine.
 */
final class SampleCertificate {

    private static final float WIDTH = 420;
    private static final float HEIGHT = 300;
    private static final float DPI = 180;
    private static final float MARGIN = 28;

    private SampleCertificate() {
    }

    /**
     * @param lines what stands below the heading, one fact a line
     * @return a JPEG
     */
    static InputStream jpeg(List<String> lines) {
        try (PDDocument document = new PDDocument(); InputStream regular = font("Regular"); InputStream bold = font("Bold")) {
            PDPage page = new PDPage(new PDRectangle(WIDTH, HEIGHT));
            document.addPage(page);
            PDType0Font text = PDType0Font.load(document, regular);
            PDType0Font heading = PDType0Font.load(document, bold);
            try (PDPageContentStream out = new PDPageContentStream(document, page)) {
                float y = HEIGHT - 34;
                write(out, heading, 9, y, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
                y -= 26;
                write(out, heading, 12, y, "GIẤY XÁC NHẬN ĐÃ TIÊM VẮC XIN COVID-19");
                y -= 26;
                for (String line : lines) {
                    write(out, text, 10, y, line);
                    y -= 18;
                }
                write(out, text, 8, MARGIN, "Mẫu tập huấn – người và dữ liệu hư cấu");
            }
            // Fonts are embedded when the document is saved; before, it cannot be rendered.
            ByteArrayOutputStream saved = new ByteArrayOutputStream();
            document.save(saved);
            return rendered(saved.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream rendered(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            BufferedImage picture = new PDFRenderer(document).renderImageWithDPI(0, DPI, ImageType.RGB);
            ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
            ImageIO.write(picture, "jpg", jpeg);
            return new ByteArrayInputStream(jpeg.toByteArray());
        }
    }

    private static void write(PDPageContentStream out, PDType0Font font, float size, float y, String text) throws IOException {
        out.beginText();
        out.setFont(font, size);
        out.newLineAtOffset(MARGIN, y);
        out.showText(text);
        out.endText();
    }

    private static InputStream font(String weight) {
        return SampleCertificate.class.getResourceAsStream("/static/fonts/BeVietnamPro-" + weight + ".ttf");
    }
}
