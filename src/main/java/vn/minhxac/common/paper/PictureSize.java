package vn.minhxac.common.paper;

import java.io.ByteArrayInputStream;
import java.io.IOException;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Whether a picture can be shown and read, by its header: no pixel is decoded. */
final class PictureSize {

    /** More than phones make as a rule; 200 MB once decoded. */
    private static final long MOST_PIXELS = 50_000_000;
    /** A certificate photographed smaller cannot be read (R08). */
    private static final int SHORTEST_SIDE = 400;

    private PictureSize() {
    }

    static byte[] checked(String format, byte[] picture) {
        long width;
        long height;
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        // In memory: by default ImageIO would write the citizen's picture to a temporary file.
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
            reader.setInput(in, true, true);
            width = reader.getWidth(0);
            height = reader.getHeight(0);
        } catch (IOException | RuntimeException e) {
            throw Refused.type();
        } finally {
            reader.dispose();
        }
        if (width * height > MOST_PIXELS) {
            throw Refused.pixels();
        }
        if (Math.min(width, height) < SHORTEST_SIDE) {
            throw Refused.unreadable();
        }
        return picture;
    }
}
