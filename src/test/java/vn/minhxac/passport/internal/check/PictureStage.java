package vn.minhxac.passport.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Reads a vector's picture; where the vector has none, one drawn from its text. */
final class PictureStage {

    private PictureStage() {
    }

    /** Null where the vector is about a picture it does not have. */
    static Boolean reads(JsonNode vector) {
        String text = vector.path("PREFIX").asText();
        try {
            boolean drawn = !vector.has("2DCODE") && !vector.has("_2DCODE");
            if (drawn && !vector.path("EXPECTEDRESULTS").path("EXPECTEDPICTUREDECODE").asBoolean()) {
                return null;
            }
            byte[] picture = drawn ? png(text)
                    : Base64.getDecoder().decode(vector.path(vector.has("2DCODE") ? "2DCODE" : "_2DCODE").asText());
            return Picture.qrText(new ByteArrayInputStream(picture)).filter(text::equals).isPresent();
        } catch (Malformed e) {
            return false;
        }
    }

    static byte[] png(String text) {
        try {
            BitMatrix modules = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 600, 600);
            BufferedImage image = new BufferedImage(600, 600, BufferedImage.TYPE_BYTE_GRAY);
            for (int x = 0; x < 600; x++) {
                for (int y = 0; y < 600; y++) {
                    image.setRGB(x, y, modules.get(x, y) ? 0 : 0xffffff);
                }
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (WriterException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
