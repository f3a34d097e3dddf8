package vn.minhxac.common.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.minhxac.common.paper.SampleFiles.exif;
import static vn.minhxac.common.paper.SampleFiles.jpeg;
import static vn.minhxac.common.paper.SampleFiles.joined;
import static vn.minhxac.common.paper.SampleFiles.pdf;
import static vn.minhxac.common.paper.SampleFiles.png;
import static vn.minhxac.common.paper.SampleFiles.pngBomb;
import static vn.minhxac.common.paper.SampleFiles.rawPdf;
import static vn.minhxac.common.paper.SampleFiles.withChunk;
import static vn.minhxac.common.paper.SampleFiles.withSegment;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

import javax.imageio.ImageIO;

import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import vn.minhxac.common.BadInput;

/** What is taken as a photo or PDF of a certificate, and what becomes of it. */
class PaperContentTest {

    private static final int PDF = 422;
    private static final int TYPE = 415;

    @Test
    void photosAndPdfsAreKnownByTheirContent() {
        assertThat(PaperContent.check(jpeg(800, 600), 20).mediaType()).isEqualTo("image/jpeg");
        assertThat(PaperContent.check(png(800, 600), 20).mediaType()).isEqualTo("image/png");
        assertThat(PaperContent.check(pdf(1), 20).mediaType()).isEqualTo("application/pdf");
        byte[] pdf = pdf(20);
        assertThat(PaperContent.check(pdf, 20).bytes()).as("as it came: it may be signed").isEqualTo(pdf);
    }

    @Test
    void whereAndWithWhatAPhotoWasTakenIsGone() throws IOException {
        byte[] photo = withSegment(withSegment(withSegment(jpeg(800, 600), 0xFE, "comment".getBytes()), 0xED, "Photoshop 3.0 IPTC".getBytes()),
                0xE1, "http://ns.adobe.com/xap/1.0/\0GPSLatitude".getBytes());
        photo = joined(withSegment(photo, 0xE1, exif()), "ftypmp42 moving picture with a position".getBytes());

        byte[] stored = PaperContent.check(photo, 20).bytes();

        assertThat(latin(stored)).doesNotContain("SecretPhone", "GPS", "IPTC", "xap", "comment", "ftypmp42");
        assertThat(pixels(stored)).as("not one pixel has changed").isEqualTo(pixels(jpeg(800, 600)));
    }

    @Test
    void aPhotoStaysTheRightSideUp() throws IOException {
        byte[] stored = PaperContent.check(withSegment(jpeg(800, 600), 0xE1, exif()), 20).bytes();

        // APP1, 34 bytes, "Exif", big-endian, one entry: orientation, SHORT, 1, value 6
        assertThat(HexFormat.of().formatHex(stored)).contains("ffe10022457869660000" + "4d4d002a00000008" + "0001"
                + "011200030000000100060000" + "00000000");
        assertThat(PaperContent.check(stored, 20).bytes()).as("cleaning once more changes nothing").isEqualTo(stored);
    }

    @Test
    void aPngLosesItsTextsAndWhatHangsBehindIt() throws IOException {
        byte[] photo = withChunk(withChunk(png(800, 600), "tEXt", "Author\0SecretName".getBytes()), "eXIf", exif());
        byte[] stored = PaperContent.check(joined(photo, SampleFiles.zip("hidden.exe")), 20).bytes();

        assertThat(latin(stored)).doesNotContain("SecretName", "SecretPhone", "hidden.exe");
        assertThat(pixels(stored)).isEqualTo(pixels(png(800, 600)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "<html><script>alert(1)</script></html>", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>",
            "BM\u0000\u0000\u0000\u0000", "RIFF\u0000\u0000\u0000\u0000WEBPVP8 ", "%PDF-1.7", "%PDF-1.7\n%%EOF", "%PDF-9.9\n%%EOF", "\u00ff\u00d8",
            "\u00ff\u00d8\u00ff\u00d9", "\u00ff\u00d8\u00ff\u00e0", "\u0089PNG\r\n\u001a\n", "PK\u0003\u0004", "MZ\u0090"})
    void whatIsNoneOfThemIsRefused(String content) {
        refused(content.getBytes(StandardCharsets.ISO_8859_1), TYPE, "attachment.type");
    }

    @Test
    void otherPicturesAndArchivesAreRefused() {
        refused(SampleFiles.gif(), TYPE, "attachment.type");
        refused(SampleFiles.zip("a.jpg"), TYPE, "attachment.type");
    }

    @Test
    void brokenPicturesAreRefused() {
        for (byte[] whole : new byte[][] {jpeg(800, 600), png(800, 600)}) {
            refused(Arrays.copyOf(whole, whole.length / 2), TYPE, "attachment.type");
            refused(Arrays.copyOf(whole, 30), TYPE, "attachment.type");
        }
        byte[] flipped = png(800, 600);
        flipped[flipped.length / 2] ^= 1;
        refused(flipped, TYPE, "attachment.type");
    }

    @Test
    void whatWouldFillTheMemoryIsRefusedByItsHeader() {
        refused(pngBomb(60_000, 60_000), 413, "attachment.pixels");
        refused(pngBomb(Integer.MAX_VALUE, Integer.MAX_VALUE), 413, "attachment.pixels");
        byte[] jpeg = jpeg(800, 600);
        int frame = HexFormat.of().formatHex(jpeg).indexOf("ffc00011") / 2;
        Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0xEA);
        refused(jpeg, 413, "attachment.pixels");
    }

    @Test
    void whatNobodyCouldReadIsRefused() {
        refused(jpeg(1200, 399), 422, "attachment.unreadable");
        refused(png(399, 1200), 422, "attachment.unreadable");
        assertThat(PaperContent.check(jpeg(400, 400), 20).mediaType()).isEqualTo("image/jpeg");
    }

    @Test
    void aPdfThatDoesSomethingIsRefused() {
        refused(pdf(1, document -> document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)"))), PDF, "attachment.pdf");
        refused(pdf(1, document -> document.getDocumentCatalog().setOpenAction(new PDActionLaunch())), PDF, "attachment.pdf");
        refused(pdf(1, SampleFilesWith::embedded), PDF, "attachment.pdf");
        refused(rawPdf("4 0 obj <</S/J#61vaScript/JS(app.alert\\(1\\))>> endobj", null, null), PDF, "attachment.pdf");
        refused(rawPdf("4 0 obj <</S/SubmitForm/F(http://example.com)>> endobj", null, null), PDF, "attachment.pdf");
        assertThat(PaperContent.check(pdf(1, document -> {
            var link = new PDActionURI();
            link.setURI("https://example.vn");
            document.getDocumentCatalog().setOpenAction(link);
        }), 20).mediaType()).as("a link is no harm").isEqualTo("application/pdf");
    }

    @Test
    void aPdfThatIsLockedLongOrBrokenIsRefused() {
        refused(pdf(1, document -> SampleFilesWith.password(document, "secret")), PDF, "attachment.pdf");
        refused(pdf(1, document -> SampleFilesWith.password(document, "")), PDF, "attachment.pdf");
        refused(pdf(21), PDF, "attachment.pdf");
        refused(pdf(0), TYPE, "attachment.type");
        byte[] whole = pdf(3);
        refused(Arrays.copyOf(whole, whole.length - 40), TYPE, "attachment.type");
    }

    @Test
    void aPdfThatIsSomethingElseTooIsRefused() {
        refused(joined(pdf(1), SampleFiles.zip("a.exe")), TYPE, "attachment.type");
        refused(("%PDF-1.7\n<html><script>alert(1)</script></html>\n" + latin(pdf(1))).getBytes(StandardCharsets.ISO_8859_1), TYPE,
                "attachment.type");
    }

    @Test
    void aPdfThatSwellsIsRefusedBeforeItDoes() {
        byte[] zeros = SampleFiles.deflated(new byte[100 << 20]);
        refused(rawPdf("", zeros, "/Type/ObjStm/N 1/First 4/Filter/FlateDecode"), PDF, "attachment.pdf");
        refused(rawPdf("", SampleFiles.deflated(zeros), "/Type/ObjStm/N 1/First 4/Filter[/FlateDecode/FlateDecode]"), PDF, "attachment.pdf");
        refused(rawPdf("", SampleFiles.deflated("8 ".repeat(20 << 20).getBytes()), "/Type/ObjStm/N 1/First 4/Filter/FlateDecode"), PDF,
                "attachment.pdf");
        refused(rawPdf("", new byte[100], "/Type/ObjStm/N 1/First 4/Filter/LZWDecode"), PDF, "attachment.pdf");
        // 'z' is four zeros in base 85; what follows is not looked at before it is inflated
        byte[] base85 = SampleFilesWith.base85(zeros);
        refused(rawPdf("", base85, "/Type/ObjStm/N 1/First 4/Filter[/ASCII85Decode/FlateDecode]"), PDF, "attachment.pdf");
        refused(rawPdf("4 0 obj " + "[".repeat(200_000) + " endobj", null, null), TYPE, "attachment.type");
        assertThat(PaperContent.check(rawPdf("", SampleFiles.deflated(new byte[26 << 20]), "/Subtype/Image/Filter/FlateDecode"), 20)
                .mediaType()).as("a scanned page").isEqualTo("application/pdf");
    }

    @Test
    void noRubbishBringsItDown() {
        var random = new Random(9458);
        byte[][] samples = {withSegment(jpeg(500, 500), 0xE1, exif()), png(500, 500), pdf(2), rawPdf("", SampleFiles.deflated(new byte[9]), "")};
        for (int i = 0; i < 2_000; i++) {
            byte[] file = samples[i % samples.length].clone();
            int cut = random.nextInt(3) == 0 ? random.nextInt(file.length) : file.length;
            file = Arrays.copyOf(file, cut);
            for (int n = random.nextInt(20); n > 0 && file.length > 8; n--) {
                file[8 + random.nextInt(file.length - 8)] = (byte) random.nextInt();
            }
            try {
                PaperContent.check(file, 20);
            } catch (BadInput e) {
                assertThat(e.status()).isBetween(413, 422);
            }
        }
    }

    private static void refused(byte[] file, int status, String code) {
        assertThatThrownBy(() -> PaperContent.check(file, 20)).isInstanceOfSatisfying(BadInput.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.status()).isEqualTo(status);
        });
    }

    private static int[] pixels(byte[] picture) throws IOException {
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(picture));
        return read.getRGB(0, 0, read.getWidth(), read.getHeight(), null, 0, read.getWidth());
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Documents PDFBox makes. */
    private static final class SampleFilesWith {

        static void embedded(PDDocument document) {
            var names = new PDDocumentNameDictionary(document.getDocumentCatalog());
            names.setEmbeddedFiles(new PDEmbeddedFilesNameTreeNode());
            document.getDocumentCatalog().setNames(names);
            document.getDocumentCatalog().getCOSObject().setItem(COSName.NAMES, names);
        }

        static void password(PDDocument document, String user) {
            try {
                document.protect(new StandardProtectionPolicy("owner", user, new AccessPermission()));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        static byte[] base85(byte[] content) {
            var out = new StringBuilder();
            for (int i = 0; i < content.length; i += 4) {
                long value = 0;
                for (int n = 0; n < 4; n++) {
                    value = value << 8 | (i + n < content.length ? content[i + n] & 0xFF : 0);
                }
                char[] digits = new char[5];
                for (int n = 4; n >= 0; n--) {
                    digits[n] = (char) ('!' + value % 85);
                    value /= 85;
                }
                out.append(digits);
            }
            return out.append("~>").toString().getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
