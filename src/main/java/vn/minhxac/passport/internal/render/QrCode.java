package vn.minhxac.passport.internal.render;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.ArrayList;
import java.util.List;

/**
 * The QR symbol of a passport: error correction Q as the EU DCC specification recommends, alphanumeric mode, which the encoder
 * chooses for base45 text.
 */
public final class QrCode {

    /** Light border that readers need around the symbol, in modules. */
    static final int QUIET_ZONE = 4;

    private final ByteMatrix modules;

    private QrCode(ByteMatrix modules) {
        this.modules = modules;
    }

    /** @throws IllegalArgumentException when the text is too long for a QR symbol */
    public static QrCode of(String hc1) {
        try {
            return new QrCode(Encoder.encode(hc1, ErrorCorrectionLevel.Q).getMatrix());
        } catch (WriterException e) {
            throw new IllegalArgumentException("does not fit into a QR symbol", e);
        }
    }

    /** Width and height with the quiet zone, in modules. */
    int size() {
        return modules.getWidth() + 2 * QUIET_ZONE;
    }

    /** Dark modules as horizontal bars, one module high; the quiet zone is counted in. */
    List<Bar> bars() {
        List<Bar> bars = new ArrayList<>();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                int start = x;
                while (x < modules.getWidth() && modules.get(x, y) == 1) {
                    x++;
                }
                if (x > start) {
                    bars.add(new Bar(start + QUIET_ZONE, y + QUIET_ZONE, x - start));
                }
            }
        }
        return bars;
    }

    /** As an SVG document; scales without loss. */
    public String svg(String label) {
        StringBuilder path = new StringBuilder(1 << 14);
        for (Bar bar : bars()) {
            path.append('M').append(bar.x()).append(' ').append(bar.y()).append('h').append(bar.length()).append("v1h-")
                    .append(bar.length()).append('z');
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" width="%2$d" height="%2$d" role="img" \
                aria-label="%3$s" shape-rendering="crispEdges"><rect width="%1$d" height="%1$d" fill="#fff"/>\
                <path d="%4$s" fill="#000"/></svg>
                """.formatted(size(), size() * 4, escaped(label), path);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    /** @param x from the left, {@code y} from the top, in modules */
    record Bar(int x, int y, int length) {
    }
}
