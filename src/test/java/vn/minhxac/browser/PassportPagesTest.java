package vn.minhxac.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.time.LocalDate;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import vn.minhxac.passport.PassportFacts;
import vn.minhxac.passport.PassportMaker;

/** A border guard verifies a passport, in each of the ways a phone or desk allows. */
class PassportPagesTest extends BrowserTest {

    @Autowired
    PassportMaker maker;

    private String hc1() {
        return maker.make(new PassportFacts("Nguyễn Thị Hồng Nhung", LocalDate.of(1990, 9, 5), 'D', 2, 2, LocalDate.of(2022, 3, 15),
                "EU/1/20/1528", "ORG-100030215", "1119349007", "Ministry of Health of Viet Nam"), clock.instant()).hc1();
    }

    @ParameterizedTest
    @CsvSource({"desk,1366,768,true", "phone,390,844,true", "plain,390,844,false"})
    void pastedTextIsJudged(String screen, int width, int height, boolean javaScript) {
        Page page = visitor(width, height, javaScript);
        page.navigate(url("/verify"));
        page.fill("#hc1", hc1());
        page.click("#check");
        assertThat(page.locator(".mx-verdict")).hasAttribute("data-status", "VALID");
        assertThat(page.locator(".mx-verdict h1")).containsText("Hợp lệ");
        assertThat(page.locator(".mx-verdict")).containsText("Nguyễn Thị Hồng Nhung");
        assertThat(page.locator(".mx-verdict")).containsText("NGUYEN<<THI<HONG<NHUNG");
        assertThat(page.locator(".mx-verdict")).containsText("Comirnaty");
        assertThat(page.locator(".mx-verdict")).containsText("05/09/1990");
        picture(page, screen + "-verify-valid");
    }

    @Test
    void aChangedCodeIsRefusedAndSaysWhy() {
        Page page = visitor(390, 844);
        page.navigate(url("/verify?lang=en"));
        page.fill("#hc1", "HC1:NOT A PASSPORT");
        page.click("#check");
        assertThat(page.locator(".mx-verdict")).hasAttribute("data-status", "MALFORMED");
        assertThat(page.locator(".mx-verdict h1")).hasText("Invalid");
        assertThat(page.locator("#hc1")).hasValue("HC1:NOT A PASSPORT");
        picture(page, "phone-verify-invalid");
    }

    @Test
    void aPictureIsReadWithoutAnotherClick() throws Exception {
        Page page = visitor(390, 844);
        page.navigate(url("/verify"));
        page.setInputFiles("#picture", new FilePayload("ho-chieu.png", "image/png", qr(hc1())));
        assertThat(page.locator(".mx-verdict")).hasAttribute("data-status", "VALID");
    }

    @Test
    void aPictureWithoutACodeIsAskedForAgain() throws Exception {
        Page page = visitor(390, 844, false);
        page.navigate(url("/verify"));
        page.setInputFiles("#picture", new FilePayload("trong.png", "image/png", png(new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB))));
        page.click("#check");
        assertThat(page.locator("[role=alert]").first()).containsText("Không đọc được mã QR");
    }

    @Test
    void theCameraIsOfferedAndStopped() {
        Page page = visitor(390, 844);
        page.navigate(url("/verify"));
        page.click("#camera");
        assertThat(page.locator("#view video")).isVisible();
        assertThat(page.locator("#camera")).hasText("Dừng quét");
        page.click("#camera");
        assertThat(page.locator("#view")).isHidden();
    }

    private static byte[] qr(String text) throws Exception {
        BitMatrix bits = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 700, 700);
        BufferedImage image = new BufferedImage(700, 700, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 700; x++) {
            for (int y = 0; y < 700; y++) {
                image.setRGB(x, y, bits.get(x, y) ? 0 : 0xFFFFFF);
            }
        }
        return png(image);
    }

    private static byte[] png(BufferedImage image) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
