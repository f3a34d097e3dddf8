package vn.minhxac.passport.internal.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.ChecksumException;
import com.google.zxing.FormatException;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.w3c.dom.Element;
import vn.minhxac.passport.PassportSheet;
import vn.minhxac.passport.ValueSets;

class PassportPicturesTest {

    private static final String HC1 = hc1(620);
    private static final Instant ISSUED = Instant.parse("2022-05-04T01:00:00Z");
    private static final Instant EXPIRES = Instant.parse("2023-05-04T01:00:00Z");

    private static final ResourceBundleMessageSource TEXTS = new ResourceBundleMessageSource();

    static {
        TEXTS.setBasename("messages/passport-values");
        TEXTS.setDefaultEncoding("UTF-8");
        TEXTS.setFallbackToSystemLocale(false);
    }

    @Test
    void theCodeIsReadFromTheSvg() throws Exception {
        String svg = QrCode.of(HC1).svg("Mã QR \"thử\" <1>");
        Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8))).getDocumentElement();
        assertThat(root.getAttribute("aria-label")).isEqualTo("Mã QR \"thử\" <1>");
        String path = ((Element) root.getElementsByTagName("path").item(0)).getAttribute("d");
        int size = Integer.parseInt(root.getAttribute("viewBox").split(" ")[2]);
        assertThat(read(paint(path, size, 4))).isEqualTo(HC1);
    }

    @Test
    void theSymbolIsAsSmallAsBase45AndLevelQAllow() {
        // 620 characters in alphanumeric mode at level Q: version 19, 93 modules; in byte mode it would be version 23
        assertThat(QrCode.of(HC1).size()).isEqualTo(93 + 2 * QrCode.QUIET_ZONE);
    }

    @Test
    void theCodeIsReadFromThePrintedPage() throws Exception {
        assertThat(read(page(pdf(sheet("Đặng Thị Hồng Nhung"), true), 200))).isEqualTo(HC1);
    }

    @Test
    void thePageHasTheElevenFieldsInBothLanguages() throws IOException {
        String text = text(pdf(sheet("Đặng Thị Hồng Nhung"), false));
        assertThat(text).contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "BỘ Y TẾ",
                "HỘ CHIẾU VẮC XIN", "VACCINE PASSPORT", "(1)", "(11)", "Đặng Thị Hồng Nhung", "07/02/1985", "Việt Nam / Vietnam",
                "COVID-19", "25/03/2022", "Vắc xin mRNA phòng COVID-19 / COVID-19 mRNA", "Comirnaty (Pfizer–BioNTech)",
                "Biontech Manufacturing GmbH", "URN:UVCI:01:VN:MOH/0123456789ABCDEF#X", "04/05/2022", "04/05/2023",
                "Unique certificate identifier", "Dùng kèm giấy tờ tùy thân").doesNotContain("TEST");
    }

    @Test
    void aPassportOfTrainingModeSaysThatItIsWorthNothing() throws IOException {
        assertThat(text(pdf(sheet("Đặng Thị Hồng Nhung"), true)).replaceAll("\\s", "")).contains("TEST", "KHÔNGCÓGIÁTRỊSỬDỤNG");
    }

    @Test
    void decomposedNamesAreDrawnComposed() throws IOException {
        String name = "Nguyễn Thị Ưởng Ệ Ẫ Ỷ ẫ ờ ử ằ";
        assertThat(text(pdf(sheet(Normalizer.normalize(name, Normalizer.Form.NFD)), false))).contains(name);
    }

    @Test
    void longNamesStayOnThePage() throws Exception {
        byte[] pdf = pdf(sheet("Công Tằng Tôn Nữ Thị Hoàng Ngọc ".repeat(5) + "x".repeat(90)), false);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
        }
        assertThat(read(page(pdf, 200))).isEqualTo(HC1);
    }

    @Test
    void namesInAnotherScriptAppearInLatinLetters() throws IOException {
        var foreigner = new PassportSheet("王小明", "WANG<<XIAO<MING", "1990", "CN", "840539006", 1, "2022-03-25", 1, "J07BX03", "Abdala",
                "CIGB", "URN:UVCI:01:VN:MOH/0123456789ABCDEF#X");
        assertThat(text(pdf(foreigner, false))).contains("WANG XIAO MING", "Trung Quốc / China", "1990");
    }

    @Test
    void unknownCodesAndStrangeTextDoNotBreakThePage() throws IOException {
        var odd = new PassportSheet("\u0000\n\uD83D\uDE00", "", "", "??", "x", 1, "bad", 1, "<new>", "EU/1/99/9999", "ORG-\u202E", "u");
        assertThat(text(pdf(odd, false))).contains("EU/1/99/9999");
    }

    private static byte[] pdf(PassportSheet sheet, boolean test) throws IOException {
        byte[] pdf = new PassportPdf(TEXTS, new ValueSets(TEXTS)).draw(sheet, HC1, ISSUED, EXPIRES, test);
        Files.createDirectories(Path.of("target/pictures"));
        Files.write(Path.of("target/pictures/passport-" + Integer.toHexString(sheet.fullName().hashCode()) + ".pdf"), pdf);
        return pdf;
    }

    private static PassportSheet sheet(String name) {
        return new PassportSheet(name, "DANG<<THI<HONG<NHUNG", "1985-02-07", "VN", "840539006", 3, "2022-03-25", 3, "1119349007",
                "EU/1/20/1528", "ORG-100030215", "URN:UVCI:01:VN:MOH/0123456789ABCDEF#X");
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static BufferedImage page(byte[] pdf, int dpi) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFRenderer(document).renderImageWithDPI(0, dpi, ImageType.RGB);
        }
    }

    private static BufferedImage paint(String path, int size, int scale) {
        BufferedImage image = new BufferedImage(size * scale, size * scale, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, size * scale, size * scale);
        graphics.setColor(Color.BLACK);
        graphics.scale(scale, scale);
        Path2D shape = new Path2D.Float();
        Matcher bars = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\d+z").matcher(path);
        while (bars.find()) {
            shape.append(new java.awt.Rectangle(Integer.parseInt(bars.group(1)), Integer.parseInt(bars.group(2)),
                    Integer.parseInt(bars.group(3)), 1), false);
        }
        graphics.fill(shape);
        graphics.dispose();
        return image;
    }

    private static String read(BufferedImage image) throws NotFoundException, ChecksumException, FormatException {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        var source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source)),
                java.util.Map.of(com.google.zxing.DecodeHintType.TRY_HARDER, true)).getText();
    }

    /** Text like that of a passport's code. */
    private static String hc1(int length) {
        String alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
        return "HC1:" + new Random(5772).ints(length - 4, 0, alphabet.length()).mapToObj(i -> "" + alphabet.charAt(i))
                .reduce("", String::concat);
    }
}
