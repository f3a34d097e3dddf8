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
import org.springframework.beans.factory.annotation.Autowired;
import vn.minhxac.complaint.ComplaintFiling;

/** A citizen files a complaint on a phone, follows it and withdraws it. */
class CitizenComplaintTest extends BrowserTest {

    private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");
    private static final String NEXT = "[data-next]";

    @Autowired
    ComplaintFiling filing;

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
        page.check("[name=kind][value=PORTRAIT]");
        assertThat(page.locator("[data-no-portrait]")).isVisible();
        page.check("[name=kind][value=CERTIFICATE]");
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

    @Test
    void filesWithoutJavaScript() throws IOException {
        Page page = visitor(390, 844, false);
        page.navigate(url("/complaint"));
        page.check("[value=WRONG_DOSE_INFO]");
        page.fill("#description", "Sai ngày tiêm mũi 1");
        page.press("[data-next]", "Enter");
        person(page);
        page.fill("#idNumber", "123");
        page.press("[data-next]", "Enter");
        assertThat(page.locator("#idNumber-bad")).containsText("12 số");
        assertThat(page.locator("#fullName")).hasValue("Nguyễn Thị Hồng Nhung");
        page.fill("#idNumber", "019185000001");
        page.press("[data-next]", "Enter");

        page.fill("#place", "tram y te quang");
        page.press("button[value=dose]", "Enter");
        assertThat(page.locator(".mx-dose")).hasCount(2);
        assertThat(page.locator("#place")).hasValue("tram y te quang");
        page.selectOption("#doses-0-doseNumber", "1");
        page.fill("#doses-0-date", "12102021");
        page.selectOption("#doses-0-vaccine", "PFIZER");
        // Enter in a field means "continue", not the first button of the page
        page.press("#doses-0-date", "Enter");
        assertThat(page.locator("[data-offers]")).containsText("Trạm Y tế phường Quang Vinh");
        picture(page, "complaint-3-plain");
        page.check("[value='FACILITY:19003']");
        page.press("[data-next]", "Enter");

        page.check("[name=kind][value=PORTRAIT]");
        page.setInputFiles("#papers", photo("toi.jpg", false));
        page.press("button[value=add]", "Enter");
        assertThat(page.locator("#papers-bad")).containsText("chưa chứng minh");
        page.check("[name=kind][value=CERTIFICATE]");
        page.setInputFiles("#papers", new FilePayload("a.pdf", "application/pdf", "no pdf".getBytes()));
        page.press("button[value=add]", "Enter");
        assertThat(page.locator("#papers-bad")).containsText("JPEG");
        for (String name : new String[] {"mat-truoc.jpg", "mat-sau.jpg"}) {
            page.check("[name=kind][value=CERTIFICATE]");
            page.setInputFiles("#papers", photo(name, false));
            page.press("button[value=add]", "Enter");
        }
        assertThat(page.locator("[data-list] li")).hasCount(2);
        page.press("button[value=remove0]", "Enter");
        assertThat(page.locator("[data-list] li")).hasCount(1);
        assertThat(page.locator("[data-list]")).containsText("mat-sau.jpg");
        picture(page, "complaint-4-plain");
        page.press("[data-next]", "Enter");
        assertThat(page.locator("main")).containsText("Trạm Y tế phường Quang Vinh, Phường Quang Vinh");
        page.press("[data-next]", "Enter");
        page.fill("#otp", code());
        page.press("#otp", "Enter");
        assertThat(page.locator(".mx-due")).isVisible();
        Assertions.assertThat(jdbc.sql("select facility_code || ' ' || (select date from complaint_dose) from complaint").query(String.class).single())
                .isEqualTo("19003 2021-10-12");

        page.press("form[action$='/complaint/status'] button", "Enter");
        page.press("form:has([value=supplement]) button", "Enter");
        page.fill("#text", "Gửi thêm mặt trước.");
        page.check("[name=kind][value=CERTIFICATE]");
        page.setInputFiles("#papers", photo("mat-truoc.jpg", false));
        page.press(".mx-go button", "Enter");
        page.fill("#otp", code());
        page.press("#otp", "Enter");
        assertThat(page.locator("main")).containsText("Đã nhận phần bổ sung");
        Assertions.assertThat(jdbc.sql("select text from complaint_supplement").query(String.class).single()).isEqualTo("Gửi thêm mặt trước.");
        Assertions.assertThat(jdbc.sql("select count(*) from complaint_attachment where supplement = 1").query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void followsItAndWithdrawsIt() {
        String code = recorded();
        runJobs();
        Page page = visitor(390, 844);
        page.navigate(url("/complaint/status"));
        page.fill("#code", "7K3M-9QXF-2B4T-8WRN");
        page.press("#code", "Enter");
        assertThat(page.locator("#code-bad")).containsText("Không có phản ánh nào");
        assertThat(page.locator("#code")).hasValue("7K3M-9QXF-2B4T-8WRN");
        accessible(page);
        page.fill("#code", code.toLowerCase().replace("-", ""));
        page.press("#code", "Enter");
        assertThat(page.locator(".mx-timeline li").first()).containsText("ghi nhận");
        assertThat(page.locator(".mx-due")).containsText("48 giờ");
        Assertions.assertThat(page.url()).endsWith("/complaint/status");
        accessible(page);
        picture(page, "complaint-status");

        clock.advance(java.time.Duration.ofHours(50));
        var opened = page.navigate(url("/complaint/" + code));
        assertThat(page.locator(".mx-overdue")).containsText("2 giờ");
        Assertions.assertThat(opened.headers()).containsEntry("referrer-policy", "no-referrer").containsEntry("x-robots-tag", "noindex, nofollow");
        Assertions.assertThat(opened.headers().get("cache-control")).contains("no-store");
        for (String personal : new String[] {"Nhung", "019185", "09123"}) {
            assertThat(page.locator("main")).not().containsText(personal);
        }

        page.click("text=Rút phản ánh");
        assertThat(page.locator("main")).containsText("không mở lại được");
        accessible(page);
        page.click(".mx-go button");
        page.fill("#otp", "000000");
        page.press("#otp", "Enter");
        assertThat(page.locator("#errors")).containsText("Mã chưa đúng");
        Assertions.assertThat(jdbc.sql("select status from complaint").query(String.class).single()).isNotEqualTo("WITHDRAWN");
        page.fill("#otp", code());
        page.press("#otp", "Enter");
        assertThat(page.locator("main")).containsText("Phản ánh đã được rút");
        assertThat(page.locator("article")).hasAttribute("data-status", "WITHDRAWN");
    }

    @Test
    void speaksEnglish() {
        Page page = visitor(1366, 768);
        page.navigate(url("/complaint?lang=en"));
        assertThat(page.locator("h1")).hasText("What is wrong?");
        page.click(NEXT);
        assertThat(page.locator("#errors")).containsText("Choose what is wrong");
        page.check("[value=WRONG_PERSONAL_INFO]");
        page.fill("#description", "My name is misspelt");
        page.click(NEXT);
        assertThat(page.locator("label[for=fullName]")).hasText("Full name");
        Assertions.assertThat(page.locator("main").innerText()).doesNotContain("complaint.page").doesNotContain("Họ và tên");
        picture(page, "complaint-english");
    }

    @Test
    void anOfficerFilesForACitizenInTheSameSteps() {
        Page page = officer("station1");
        page.navigate(url("/staff"));
        page.click("a[href$='/staff/complaints/new']");
        assertThat(page.locator("[role=note] >> nth=-1")).containsText("người dân đang có mặt");
        page.check("[value=DUPLICATE_RECORD]");
        page.fill("#description", "Có hai hồ sơ");
        page.click(NEXT);
        person(page);
        page.click(NEXT);
        page.fill("#place", "Quán Triều");
        page.click("[role=option] >> nth=0");
        page.click(NEXT);
        page.click(NEXT);
        accessible(page);
        page.click(NEXT);
        assertThat(page.locator("#code")).isVisible();
        picture(page, "complaint-slip");
        Assertions.assertThat(jdbc.sql("select channel || ' ' || filed_by || ' ' || (recorded_at is not null) from complaint").query(String.class).single())
                .isEqualTo("ASSISTED station1 true");
        Page police = officer("police1");
        Assertions.assertThat(police.navigate(url("/staff/complaints/new")).status()).isEqualTo(403);
    }

    private static void person(Page page) {
        page.fill("#fullName", "Nguyễn Thị Hồng Nhung");
        page.fill("#dateOfBirth", "07/02/1985");
        page.check("input[name=sex][value=F]");
        page.check("input[value=CCCD]");
        page.fill("#idNumber", "019185000001");
        page.fill("#phone", "0912345679");
    }

    /** A complaint on record; its tracking code. */
    private String recorded() {
        var filed = filing.file(new ComplaintFiling.Request("Nguyễn Thị Hồng Nhung", "F", "1985-02-07", "CCCD", "019185000001", "0912345679", null,
                "DUPLICATE_RECORD", "Có hai hồ sơ", new ComplaintFiling.Place("19001", null, null, null, false), java.util.List.of(), java.util.List.of(),
                false), "API", "test");
        return filing.confirm(filed.code(), code(), "test").code();
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
