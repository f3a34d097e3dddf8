package vn.minhxac.passport.internal.check;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** The text of the QR code in a PNG or JPEG picture. The declared size is looked at before a single pixel is decoded. */
final class Picture {

    /** More than the largest phone camera makes. */
    static final long MAX_PIXELS = 60_000_000;
    private static final int MAX_SIDE = 20_000;
    /** A picture is read at no more than about this many pixels a side: enough for a code that fills a fifth of it. */
    private static final int WORKING_SIDE = 2_000;
    private static final Map<DecodeHintType, Object> FIND = Map.of(DecodeHintType.TRY_HARDER, true);
    private static final Map<DecodeHintType, Object> PURE = Map.of(DecodeHintType.PURE_BARCODE, true);

    private Picture() {
    }

    /** Empty when there is no readable QR code; {@link Malformed} when it is no acceptable picture. */
    static Optional<String> qrText(InputStream in) throws Malformed {
        return decode(read(in));
    }

    private static BufferedImage read(InputStream in) throws Malformed {
        try (ImageInputStream stream = ImageIO.createImageInputStream(in)) {
            Iterator<ImageReader> readers = stream == null ? null : ImageIO.getImageReaders(stream);
            if (readers == null || !readers.hasNext()) {
                throw new Malformed("NOT_A_PICTURE");
            }
            ImageReader reader = readers.next();
            try {
                String format = reader.getFormatName().toLowerCase(java.util.Locale.ROOT);
                if (!format.equals("png") && !format.equals("jpeg") && !format.equals("jpg")) {
                    throw new Malformed("NOT_A_PICTURE");
                }
                reader.setInput(stream, true, true);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                if (width > MAX_SIDE || height > MAX_SIDE || (long) width * height > MAX_PIXELS) {
                    throw new Malformed("PICTURE_TOO_LARGE");
                }
                ImageReadParam param = reader.getDefaultReadParam();
                int step = Math.max(1, Math.max(width, height) / WORKING_SIDE);
                param.setSourceSubsampling(step, step, 0, 0);
                return reader.read(0, param);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            throw new Malformed("NOT_A_PICTURE");
        }
    }

    private static Optional<String> decode(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        BufferedImage opaque = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = opaque.createGraphics();
        graphics.setColor(Color.WHITE); // what is transparent is paper
        graphics.fillRect(0, 0, width, height);
        graphics.drawImage(picture, 0, 0, null);
        graphics.dispose();
        // A finder that fails at one scale often succeeds at another; PURE_BARCODE reads drawings without looking for corners.
        for (double scale : new double[] {1, 0.5, 0.75, 1.5}) {
            Optional<String> text = scan(scale == 1 ? opaque : scaled(opaque, scale));
            if (text.isPresent()) {
                return text;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> scan(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        LuminanceSource source = new RGBLuminanceSource(width, height, picture.getRGB(0, 0, width, height, null, 0, width));
        for (Binarizer binarizer : List.of(new HybridBinarizer(source), new GlobalHistogramBinarizer(source))) {
            for (Map<DecodeHintType, Object> hints : List.of(FIND, PURE)) {
                try {
                    return Optional.of(new QRCodeReader().decode(new BinaryBitmap(binarizer), hints).getText());
                } catch (ReaderException | RuntimeException e) {
                    // the next way may do
                }
            }
        }
        return Optional.empty();
    }

    private static BufferedImage scaled(BufferedImage picture, double scale) {
        int width = Math.max(1, (int) (picture.getWidth() * scale));
        int height = Math.max(1, (int) (picture.getHeight() * scale));
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, 0, 0, width, height, null);
        graphics.dispose();
        return scaled;
    }
}
