package vn.minhxac.passport.internal.render;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.util.Matrix;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vn.minhxac.common.PdfText;
import vn.minhxac.common.PdfText.Weight;
import vn.minhxac.passport.PassportSheet;
import vn.minhxac.passport.ValueSets;

/** A passport on one A4 page, in Vietnamese and English, in the form of Decision 5772/QĐ-BYT. */
@Component
public class PassportPdf {

    private static final Locale VI = Locale.forLanguageTag("vi");
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy").withZone(ZONE);
    private static final float MILLIMETRE = 72 / 25.4f;
    private static final float QR_SIZE = 70 * MILLIMETRE;
    private static final float QR_LEAST = 50 * MILLIMETRE;
    private static final float FOOT = 28;
    private static final float LEFT = 48;
    private static final float RIGHT = PDRectangle.A4.getWidth() - LEFT;
    private static final float VALUES = 258;
    private static final float NUMBER = 22;
    private static final Color INK = new Color(0x1a, 0x1a, 0x1a);
    private static final Color SOFT = new Color(0x5c, 0x5c, 0x5c);
    private static final Color LINE = new Color(0xd0, 0xd5, 0xdb);
    private static final Color RED = new Color(0xb0, 0x14, 0x1e);

    private final MessageSource messages;
    private final ValueSets values;

    PassportPdf(MessageSource messages, ValueSets values) {
        this.messages = messages;
        this.values = values;
    }

    /**
     * Draws the page.
     *
     * @param test whether the signer is one of training mode: the page then says that it is worth nothing
     */
    public byte[] draw(PassportSheet sheet, String hc1, Instant issuedAt, Instant expiresAt, boolean test) {
        try (PDDocument document = new PDDocument()) {
            document.getDocumentInformation().setTitle(text("passport.pdf.title", VI));
            document.getDocumentCatalog().setLanguage("vi-VN");
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (PDPageContentStream stream = new PDPageContentStream(document, page)) {
                Sheet drawing = new Sheet(document, stream);
                if (test) {
                    drawing.watermark();
                }
                drawing.head();
                drawing.fields(sheet, issuedAt, expiresAt);
                drawing.code(hc1);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 17);
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(String key, Locale language) {
        return messages.getMessage(key, null, language);
    }

    /** ISO dates as people here write them; parts of dates as they are. */
    static String day(String iso) {
        return iso.matches("\\d{4}-\\d{2}-\\d{2}") ? iso.substring(8) + "/" + iso.substring(5, 7) + "/" + iso.substring(0, 4)
                : iso.matches("\\d{4}-\\d{2}") ? iso.substring(5) + "/" + iso.substring(0, 4) : iso;
    }

    /** One page while it is drawn, from the top down. */
    private final class Sheet {

        private final PDPageContentStream stream;
        private final PDFont regularFont;
        private final PDFont semiBoldFont;
        private final PDFont boldFont;
        private float y = PDRectangle.A4.getHeight() - 52;
        private int row;

        Sheet(PDDocument document, PDPageContentStream stream) throws IOException {
            this.stream = stream;
            this.regularFont = Weight.REGULAR.embed(document);
            this.semiBoldFont = Weight.SEMI_BOLD.embed(document);
            this.boldFont = Weight.BOLD.embed(document);
        }

        void head() throws IOException {
            float ministry = LEFT + 72;
            float state = 400;
            centred(text("passport.pdf.ministry", VI), boldFont, 10, ministry, y, INK);
            centred(text("passport.pdf.ministry", Locale.ENGLISH), regularFont, 8, ministry, y - 13, SOFT);
            centred(text("passport.pdf.state", VI), boldFont, 10, state, y, INK);
            centred(text("passport.pdf.motto", VI), semiBoldFont, 10, state, y - 14, INK);
            rule(state - 62, state + 62, y - 19, INK, 0.6f);
            centred(text("passport.pdf.state", Locale.ENGLISH), regularFont, 8, state, y - 31, SOFT);
            centred(text("passport.pdf.motto", Locale.ENGLISH), regularFont, 8, state, y - 42, SOFT);
            y -= 88;
            centred(text("passport.pdf.title", VI).toUpperCase(VI), boldFont, 22, PDRectangle.A4.getWidth() / 2, y, RED);
            centred(text("passport.pdf.title", Locale.ENGLISH).toUpperCase(Locale.ROOT), semiBoldFont, 12,
                    PDRectangle.A4.getWidth() / 2, y - 19, SOFT);
            y -= 38;
        }

        void fields(PassportSheet sheet, Instant issuedAt, Instant expiresAt) throws IOException {
            rule(LEFT, RIGHT, y, LINE, 0.8f);
            field("fullName", PdfText.canDraw(semiBoldFont, sheet.fullName()) ? sheet.fullName()
                    : sheet.latinName().replace("<<", " ").replace('<', ' '));
            field("dateOfBirth", day(sheet.dateOfBirth()));
            field("nationality", both(values.country(sheet.nationality(), VI), values.country(sheet.nationality(), Locale.ENGLISH)));
            field("disease", named(sheet.disease()));
            field("dosesReceived", Integer.toString(sheet.dosesReceived()));
            field("vaccinationDate", day(sheet.vaccinationDate()));
            field("doseNumber", Integer.toString(sheet.doseNumber()));
            field("vaccine", named(sheet.vaccine()));
            field("product", named(sheet.product()));
            field("manufacturer", named(sheet.manufacturer()));
            field("uvci", sheet.uvci());
            y -= 15;
            String period = text("passport.pdf.issued", VI) + " / " + text("passport.pdf.issued", Locale.ENGLISH) + ": " + DAY.format(issuedAt)
                    + "   ·   " + text("passport.field.expiresAt", VI) + " / " + text("passport.field.expiresAt", Locale.ENGLISH) + ": "
                    + DAY.format(expiresAt);
            at(period, semiBoldFont, 8.5f, LEFT, y, INK);
            y -= 12;
        }

        private String named(String code) {
            return both(values.name(code, VI), values.name(code, Locale.ENGLISH));
        }

        private static String both(String vietnamese, String english) {
            return vietnamese.equals(english) ? vietnamese : vietnamese + " / " + english;
        }

        private void field(String name, String value) throws IOException {
            row++;
            List<String> lines = PdfText.wrap(semiBoldFont, 10.5f, value, RIGHT - VALUES - 4);
            float height = Math.max(31, 16 + 14 * lines.size());
            at("(" + row + ")", regularFont, 9, LEFT, y - 14, SOFT);
            at(text("passport.field." + name, VI), semiBoldFont, 9.5f, LEFT + NUMBER, y - 13, INK);
            at(text("passport.field." + name, Locale.ENGLISH), regularFont, 7.5f, LEFT + NUMBER, y - 23.5f, SOFT);
            float line = y - (lines.size() == 1 ? 18.5f : 14);
            for (String part : lines) {
                at(part, semiBoldFont, 10.5f, VALUES, line, INK);
                line -= 14;
            }
            y -= height;
            rule(LEFT, RIGHT, y, LINE, 0.5f);
        }

        void code(String hc1) throws IOException {
            QrCode qr = QrCode.of(hc1);
            // A name of many lines takes from the space; 50 mm are enough for any reader.
            float side = Math.max(QR_LEAST, Math.min(QR_SIZE, y - FOOT));
            float module = side / qr.size();
            float top = Math.max(y, FOOT + side);
            stream.setNonStrokingColor(Color.WHITE);
            stream.addRect(LEFT, top - side, side, side);
            stream.fill();
            stream.setNonStrokingColor(Color.BLACK);
            for (QrCode.Bar bar : qr.bars()) {
                stream.addRect(LEFT + bar.x() * module, top - (bar.y() + 1) * module, bar.length() * module, module);
            }
            stream.fill();
            float x = LEFT + side + 14;
            float line = top - 24;
            for (Locale language : List.of(VI, Locale.ENGLISH)) {
                boolean vietnamese = language == VI;
                for (String note : List.of("passport.pdf.withId", "passport.pdf.verify", "passport.pdf.twelveMonths")) {
                    PDFont font = regularFont;
                    float size = vietnamese ? 9 : 8;
                    for (String part : PdfText.wrap(font, size, "• " + text(note, language), RIGHT - x)) {
                        at(part, font, size, x, line, vietnamese ? INK : SOFT);
                        line -= size + 3.5f;
                    }
                    line -= 2;
                }
                line -= 5;
            }
        }

        void watermark() throws IOException {
            PDExtendedGraphicsState faint = new PDExtendedGraphicsState();
            faint.setNonStrokingAlphaConstant(0.13f);
            stream.saveGraphicsState();
            stream.setGraphicsStateParameters(faint);
            stream.setNonStrokingColor(RED);
            float middleX = PDRectangle.A4.getWidth() / 2;
            float middleY = PDRectangle.A4.getHeight() / 2 + 20;
            turned("TEST", 150, middleX - 10, middleY + 60);
            turned(text("passport.pdf.worthless", VI), 24, middleX + 28, middleY - 2);
            stream.restoreGraphicsState();
        }

        private void turned(String text, float size, float x, float middle) throws IOException {
            float width = PdfText.width(boldFont, size, text);
            stream.beginText();
            stream.setFont(boldFont, size);
            double angle = Math.toRadians(35);
            stream.setTextMatrix(Matrix.getRotateInstance(angle, x - (float) (Math.cos(angle) * width / 2),
                    middle - (float) (Math.sin(angle) * width / 2)));
            stream.showText(text);
            stream.endText();
        }

        private void centred(String text, PDFont font, float size, float x, float baseline, Color colour) throws IOException {
            at(text, font, size, x - PdfText.width(font, size, text) / 2, baseline, colour);
        }

        private void at(String text, PDFont font, float size, float x, float baseline, Color colour) throws IOException {
            stream.beginText();
            stream.setNonStrokingColor(colour);
            stream.setFont(font, size);
            stream.newLineAtOffset(x, baseline);
            stream.showText(text);
            stream.endText();
        }

        private void rule(float from, float to, float height, Color colour, float thickness) throws IOException {
            stream.setStrokingColor(colour);
            stream.setLineWidth(thickness);
            stream.moveTo(from, height);
            stream.lineTo(to, height);
            stream.stroke();
        }
    }
}
