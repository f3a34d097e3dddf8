package vn.minhxac.common.paper;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.imageio.ImageIO;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/** Files as citizens and worse people send them. */
public final class SampleFiles {

    private SampleFiles() {
    }

    public static BufferedImage picture(int width, int height) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var random = new Random(1);
        var pen = picture.createGraphics();
        for (int i = 0; i < 200; i++) {
            pen.setColor(new Color(random.nextInt(0xFFFFFF)));
            pen.fillRect(random.nextInt(width), random.nextInt(height), 40, 40);
        }
        pen.dispose();
        return picture;
    }

    public static byte[] jpeg(int width, int height) {
        return written(picture(width, height), "jpg");
    }

    public static byte[] png(int width, int height) {
        return written(picture(width, height), "png");
    }

    public static byte[] gif() {
        return written(picture(600, 600), "gif");
    }

    private static byte[] written(BufferedImage picture, String format) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Puts a segment right behind the start of a JPEG. */
    static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        return ByteBuffer.allocate(jpeg.length + content.length + 4).put(jpeg, 0, 2).put((byte) 0xFF).put((byte) marker)
                .putShort((short) (content.length + 2)).put(content).put(jpeg, 2, jpeg.length - 2).array();
    }

    /** EXIF of a phone: turned by 90 degrees, taken by a "SecretPhone" at a position. */
    static byte[] exif() {
        var tiff = ByteBuffer.allocate(90).put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8).putShort((short) 3)
                .putShort((short) 0x010F).putShort((short) 2).putInt(12).putInt(50)
                .putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) 6).putShort((short) 0)
                .putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(62).putInt(0)
                .put("SecretPhone\0".getBytes(StandardCharsets.US_ASCII)).put("GPS21.594422N".getBytes(StandardCharsets.US_ASCII)).array();
        return ByteBuffer.allocate(6 + tiff.length).put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff).array();
    }

    /** Puts a chunk right behind the header of a PNG. */
    static byte[] withChunk(byte[] png, String type, byte[] content) {
        byte[] chunk = chunk(type, content);
        return ByteBuffer.allocate(png.length + chunk.length).put(png, 0, 33).put(chunk).put(png, 33, png.length - 33).array();
    }

    /** A PNG of a few bytes that says it is of this size. */
    static byte[] pngBomb(int width, int height) {
        byte[] header = ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8).put((byte) 2).put(new byte[3]).array();
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        out.writeBytes(chunk("IHDR", header));
        out.writeBytes(chunk("IDAT", deflated(new byte[1000])));
        out.writeBytes(chunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    private static byte[] chunk(String type, byte[] content) {
        byte[] body = ByteBuffer.allocate(4 + content.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(content).array();
        var crc = new CRC32();
        crc.update(body);
        return ByteBuffer.allocate(8 + body.length).putInt(content.length).put(body).putInt((int) crc.getValue()).array();
    }

    static byte[] deflated(byte[] content) {
        var out = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(out)) {
            deflater.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static byte[] zip(String name) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write("content".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static byte[] pdf(int pages) {
        return pdf(pages, document -> { });
    }

    public static byte[] pdf(int pages, Consumer<PDDocument> change) {
        try (var document = new PDDocument()) {
            for (int i = 0; i < pages; i++) {
                document.addPage(new PDPage());
            }
            change.accept(document);
            var out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A PDF written by hand, without an index: readers build one by looking for objects. */
    static byte[] rawPdf(String objects, byte[] streamOf, String dictionary) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(("%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
                + "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>> endobj\n" + objects + "\n").getBytes(StandardCharsets.ISO_8859_1));
        if (streamOf != null) {
            out.writeBytes(("9 0 obj <<" + dictionary + "/Length " + streamOf.length + ">> stream\n").getBytes(StandardCharsets.ISO_8859_1));
            out.writeBytes(streamOf);
            out.writeBytes("\nendstream endobj\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        out.writeBytes("trailer <</Root 1 0 R/Size 10>>\nstartxref\n0\n%%EOF\n".getBytes(StandardCharsets.ISO_8859_1));
        return out.toByteArray();
    }

    public static byte[] joined(byte[] a, byte[] b) {
        return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
    }
}
