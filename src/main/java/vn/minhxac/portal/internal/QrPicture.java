package vn.minhxac.portal.internal;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** The text of the QR code in a picture (PNG, JPEG, GIF, BMP) that a stranger uploaded. */
final class QrPicture {

    /** What a phone's camera makes, with room. */
    static final int MAX_BYTES = 12_000_000;
    /** A small file can claim to be an enormous picture. */
    private static final long MAX_PIXELS = 100_000_000;
    /** Sizes to try, in pixels: a QR code on a whole page needs many, a noisy photograph is read better with few. */
    private static final List<Long> TRIES = List.of(4_000_000L, 1_000_000L, 16_000_000L);
    private static final Map<DecodeHintType, Object> HINTS = Map.of(DecodeHintType.TRY_HARDER, true,
            DecodeHintType.POSSIBLE_FORMATS, List.of(BarcodeFormat.QR_CODE));

    private QrPicture() {
    }

    /** Empty where this is no picture, is too large, or shows no QR code. */
    static Optional<String> read(byte[] file) {
        if (file.length > MAX_BYTES) {
            return Optional.empty();
        }
        try {
            int lastStep = 0;
            for (long pixels : TRIES) {
                int step = step(file, pixels);
                if (step > 0 && step != lastStep) {
                    Optional<String> text = decode(picture(file, step));
                    if (text.isPresent()) {
                        return text;
                    }
                    lastStep = step;
                }
            }
            return Optional.empty();
        } catch (IOException | RuntimeException noPicture) {
            // The decoders of the JDK answer broken files with either.
            return Optional.empty();
        }
    }

    /** Every how manieth pixel to read so that at most so many come out; 0 for what is no picture or claims too much. */
    private static int step(byte[] file, long pixels) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            ImageReader reader = reader(in);
            if (reader == null) {
                return 0;
            }
            try {
                long size = (long) reader.getWidth(0) * reader.getHeight(0);
                return size > MAX_PIXELS ? 0 : (int) Math.ceil(Math.sqrt((double) size / pixels));
            } finally {
                reader.dispose();
            }
        }
    }

    private static BufferedImage picture(byte[] file, int step) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            ImageReader reader = reader(in);
            try {
                ImageReadParam param = reader.getDefaultReadParam();
                param.setSourceSubsampling(step, step, 0, 0);
                return reader.read(0, param);
            } finally {
                reader.dispose();
            }
        }
    }

    private static ImageReader reader(ImageInputStream in) {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        if (!readers.hasNext()) {
            return null;
        }
        ImageReader reader = readers.next();
        reader.setInput(in, true, true);
        return reader;
    }

    private static Optional<String> decode(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        var source = new RGBLuminanceSource(width, height, onWhite(picture, width, height));
        for (BinaryBitmap bitmap : List.of(new BinaryBitmap(new HybridBinarizer(source)),
                new BinaryBitmap(new GlobalHistogramBinarizer(source)))) {
            try {
                return Optional.of(new MultiFormatReader().decode(bitmap, HINTS).getText());
            } catch (NotFoundException tryNext) {
                // the other way of telling black from white
            }
        }
        return Optional.empty();
    }

    /** Transparent pixels would count as black. */
    private static int[] onWhite(BufferedImage picture, int width, int height) {
        int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        if (picture.getColorModel().hasAlpha()) {
            for (int i = 0; i < pixels.length; i++) {
                if (pixels[i] >>> 24 < 128) {
                    pixels[i] = 0xFFFFFFFF;
                }
            }
        }
        return pixels;
    }
}
