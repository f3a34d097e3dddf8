package vn.minhxac.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A citizen files a complaint on a phone, follows it and withdraws it. */
class CitizenComplaintTest extends BrowserTest {

    private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");
    private static final String NEXT = "[data-next]";

    @Test
    void filesOnAPhoneWithAPhotoAndLosesNothing() throws IOException {
        Page page = visitor(390, 844);
        page.navigate(url("/"));
        page.click("main a[href$='/complaint']");
        accessible(page);
        picture(page, "complaint-1");

        page.click(NEXT);
        assertThat(page.locator("#errors")).isFocused();
        assertThat(page.locator("#errors a")).hasCount(2);
        accessible(page);
        picture(page, "complaint-1-errors");
        page.click("text=Thiếu mũi tiêm");
        page.fill("#description", "Tôi tiêm mũi 2 tại trạm y tế phường nhưng hệ thống chỉ có mũi 1.");
        page.click(NEXT);

        assertThat(page.locator("h1")).hasText("Phản ánh này về ai?");
        page.fill("#fullName", "nguyen thi hong nhung");
        page.locator("#dateOfBirth").pressSequentially("07021985");
        page.check("input[name=sex][value=F]");
        page.check("input[value=CCCD]");
        page.fill("#idNumber", "019 185 000 001");
        page.fill("#phone", "0912 345 678");
        page.click(NEXT);
        // R11: a name without marks is asked about, not refused two days later
        assertThat(page.locator("#fullName-bad")).containsText("chưa có dấu");
        assertThat(page.locator("#nameAsWritten")).isVisible();
        assertThat(page.locator("#idNumber")).hasValue("019 185 000 001");
        accessible(page);
        picture(page, "complaint-2");
        page.fill("#fullName", "Nguyễn Thị Hồng Nhung");
        page.fill("#phone", "0912 345 679");
        page.reload();
        assertThat(page.locator("h1")).hasText("Phản ánh này về ai?");
        assertThat(page.locator("#fullName")).hasValue("Nguyễn Thị Hồng Nhung");
        assertThat(page.locator("#phone")).hasValue("0912 345 679");
        assertThat(page.locator("input[name=sex][value=F]")).isChecked();
        page.click(NEXT);

        assertThat(page.locator("h1")).hasText("Tiêm ở đâu, những mũi nào?");
        page.locator("#place").pressSequentially("tram y te quan trieu");
        page.click("[role=option]:has-text('Trạm Y tế phường Quán Triều')");
        assertThat(page.locator("#place")).hasValue("Trạm Y tế phường Quán Triều");
        page.selectOption("#doses-0-doseNumber", "2");
        page.locator("#doses-0-date").pressSequentially("12102021");
        page.click(NEXT);
        assertThat(page.locator("#doses-0-vaccine-bad")).isVisible();
        assertThat(page.locator("#doses-0-date")).hasValue("12/10/2021");
        accessible(page);
        picture(page, "complaint-3");
        page.selectOption("#doses-0-vaccine", "PFIZER");
        page.click(NEXT);

        assertThat(page.locator("h1")).hasText("Ảnh giấy tờ");
        page.check("[value=PORTRAIT]");
        assertThat(page.locator("[data-no-portrait]")).isVisible();
        page.check("[value=CERTIFICATE]");
        page.setInputFiles("#papers", photo("mo.jpg", true));
        assertThat(page.locator("[data-blurred-box]")).isVisible();
        page.setInputFiles("#papers", photo("giay-xac-nhan.jpg", false));
        assertThat(page.locator("[data-list] li")).hasCount(1);
        assertThat(page.locator("[data-blurred-box]")).isHidden();
        accessible(page);
        picture(page, "complaint-4");
        page.click(NEXT);

        assertThat(page.locator(".mx-section")).hasCount(4);
        assertThat(page.locator("main")).containsText("giay-xac-nhan.jpg");
        accessible(page);
        picture(page, "complaint-5");
        page.goBack();
        assertThat(page.locator("h1")).hasText("Ảnh giấy tờ");
        assertThat(page.locator("[data-list] li")).hasCount(1);
        page.click(NEXT);
        page.click(NEXT);

        assertThat(page.locator("#otp")).isVisible();
        page.reload();
        assertThat(page.locator("#otp")).isVisible();
        accessible(page);
        picture(page, "complaint-code");
        page.fill("#otp", "000000");
        page.click("text=Xác nhận >> nth=-1");
        assertThat(page.locator("#errors")).containsText("Mã chưa đúng");
        page.fill("#otp", code());
        page.press("#otp", "Enter");

        assertThat(page.locator(".mx-due")).containsText("ngày");
        Assertions.assertThat(page.url()).doesNotContain(page.locator("#code").textContent());
        accessible(page);
        picture(page, "complaint-recorded");
        Assertions.assertThat(page.evaluate("Object.keys(sessionStorage).length")).isEqualTo(0);
        Assertions.assertThat(jdbc.sql("select count(*) from complaint_attachment where complaint_id is not null").query(Long.class).single()).isEqualTo(1);
        Assertions.assertThat(jdbc.sql("select facility_code || ' ' || phone || ' ' || channel from complaint").query(String.class).single())
                .isEqualTo("19001 0912345679 PORTAL");
        page.navigate(url("/complaint"));
        assertThat(page.locator("#description")).hasValue("");
    }

    private String code() {
        Matcher code = CODE.matcher(jdbc.sql("select body from outbox where channel = 'SMS' and body ~ '[0-9]{6}' order by created_at desc, id desc limit 1")
                .query(String.class).single());
        code.find();
        return code.group();
    }

    /** A page of text as a phone takes it, in focus or not. */
    private static FilePayload photo(String name, boolean blurred) throws IOException {
        BufferedImage paper = new BufferedImage(2400, 1800, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = paper.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setColor(new Color(0xf4f1ea));
        pen.fillRect(0, 0, paper.getWidth(), paper.getHeight());
        pen.setColor(new Color(0x222222));
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 52));
        for (int line = 0; line < 20; line++) {
            pen.drawString("Họ và tên: Nguyễn Thị Hồng Nhung  Ngày tiêm 12/10/2021", 150, 150 + 80 * line);
        }
        pen.dispose();
        if (blurred) {
            BufferedImage small = new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB);
            Graphics2D shrink = small.createGraphics();
            shrink.drawImage(paper, 0, 0, 800, 600, null);
            shrink.dispose();
            float[] kernel = new float[15 * 15];
            Arrays.fill(kernel, 1f / kernel.length);
            paper = new ConvolveOp(new Kernel(15, 15, kernel), ConvolveOp.EDGE_NO_OP, null).filter(small, null);
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(paper, "jpeg", jpeg);
        return new FilePayload(name, "image/jpeg", jpeg.toByteArray());
    }
}
