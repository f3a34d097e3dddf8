package vn.minhxac.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import vn.minhxac.TestClock;
import vn.minhxac.citizen.VietnameseName;
import vn.minhxac.complaint.ComplaintAttachments;
import vn.minhxac.complaint.ComplaintAttachments.Kind;
import vn.minhxac.complaint.ComplaintFiling;
import vn.minhxac.complaint.ComplaintFiling.DeclaredDose;
import vn.minhxac.complaint.ComplaintFiling.Place;

/** Officers work on complaints in Tasklist: the unit answers with one click, the police confirm, the pool finds the place. */
class ComplaintReviewTest extends BrowserTest {

    private static final String NUMBER = "019190012345";

    @Autowired
    private ComplaintFiling filing;
    @Autowired
    private ComplaintAttachments attachments;

    @Test
    void theUnitComparesAndApprovesWithOneClick() throws IOException {
        long person = person("Nguyễn Thị Đào");
        UUID id = file("MISSING_DOSE", "Nguyễn Thị Đào", new Place("19001", null, null, null, false),
                List.of(new DeclaredDose(1, "2021-09-01", "PFIZER", "FK0112", "19001"), new DeclaredDose(2, "2021-10-05", "PFIZER", "FK0113", "19001")));
        Page page = open("facility1", "Xem xét phản ánh");
        assertThat(page.locator(".mx-complaint [data-head]")).containsText("Thiếu mũi tiêm");
        assertThat(page.locator(".mx-complaint [data-head]")).containsText("Còn 48 giờ");
        assertThat(page.locator(".mx-complaint [data-identity] tr")).hasCount(4);
        assertThat(page.locator(".mx-complaint [data-doses]")).containsText("chưa có trong hồ sơ");
        page.waitForFunction("() => { const i = document.querySelector('.mx-stage img'); return i && i.naturalWidth > 400; }");
        assertThat(page.locator(".mx-complaint [data-changes] li")).hasText("Thêm mũi 2: 05/10/2021, Pfizer–BioNTech, lô FK0113, Trạm Y tế phường Quán Triều");
        picture(page, "complaint-review");
        page.setViewportSize(390, 844);
        page.locator("[data-approve]").scrollIntoViewIfNeeded();
        assertThat((int) page.evaluate("() => Math.round(document.querySelector('[data-approve]').getBoundingClientRect().right)")).isLessThan(391);
        picture(page, "complaint-review-phone");
        page.setViewportSize(1366, 768);
        page.click("[data-approve]");
        assertThat(page.locator(".mx-complaint")).hasCount(0);
        runJobs();
        assertThat(jdbc.sql("select status from complaint where id = :id").param("id", id).query(String.class).single()).isEqualTo("APPROVED");
        assertThat(jdbc.sql("select vaccination_date from dose where citizen_id = :c and dose_number = 2").param("c", person)
                .query(LocalDate.class).single()).isEqualTo(LocalDate.of(2021, 10, 5));
    }

    @Test
    void anEditedChangeAndARefusalAreSentFromTheForm() throws IOException {
        person("Nguyễn Thị Đào");
        UUID id = file("OTHER", "Nguyễn Thị Đào", new Place("19001", null, null, null, false),
                List.of(new DeclaredDose(1, "2021-09-01", "PFIZER", "FK0112", "19001")));
        Page page = open("facility1", "Xem xét phản ánh");
        assertThat(page.locator("[data-approve]")).isDisabled();
        page.click("[data-send]");
        assertThat(page.locator(".mx-complaint [data-message]")).containsText("chọn kết quả khác");
        page.selectOption("[name=outcome]", "REJECTED");
        page.selectOption("[name=reason]", "R08");
        assertThat(page.locator("[data-told]")).containsText("Người dân sẽ đọc: ");
        page.fill("[name=answer]", "Xin gọi 0912 345 678");
        page.click("[data-send]");
        assertThat(page.locator(".mx-complaint [data-message]")).containsText("Không ghi họ tên, số định danh");
        page.fill("[name=answer]", "Ảnh mờ, xin gửi lại.");
        picture(page, "complaint-rejection");
        page.click("[data-send]");
        assertThat(page.locator(".mx-complaint")).hasCount(0);
        assertThat(jdbc.sql("select status || ' ' || reason_code || ' ' || answer from complaint where id = :id").param("id", id)
                .query(String.class).single()).isEqualTo("REJECTED R08 Ảnh mờ, xin gửi lại.");
    }

    @Test
    void thePoliceConfirmAnIdentity() throws IOException {
        long person = person("Nguyễn Thi Đào");
        UUID id = file("WRONG_PERSONAL_INFO", "Nguyễn Thị Đào", new Place("19001", null, null, null, false),
                List.of(new DeclaredDose(1, "2021-09-01", "PFIZER", "FK0112", "19001")));
        Page officer = open("facility1", "Xem xét phản ánh");
        assertThat(officer.locator(".mx-complaint [data-identity] mark").first()).hasText("ị");
        officer.click("[data-approve]");
        assertThat(officer.locator(".mx-complaint")).hasCount(0);
        Page page = open("police1", "Xác nhận định danh");
        assertThat(page.locator(".mx-complaint [data-changes] li")).hasText("Họ và tên: Nguyễn Thi Đào → Nguyễn Thị Đào");
        assertThat(page.locator(".mx-complaint")).not().containsText("Pfizer");
        picture(page, "complaint-police");
        page.click("[data-refuse]");
        assertThat(page.locator(".mx-complaint [data-message]")).containsText("ghi rõ lý do");
        page.click("[data-confirm]");
        assertThat(page.locator(".mx-complaint")).hasCount(0);
        runJobs();
        assertThat(jdbc.sql("select full_name from citizen where id = :id").param("id", person).query(String.class).single()).isEqualTo("Nguyễn Thị Đào");
        assertThat(jdbc.sql("select police_by from complaint_decision where complaint_id = :id").param("id", id).query(String.class).single()).isEqualTo("police1");
    }

    @Test
    void thePoolFindsThePlaceByTyping() throws IOException {
        UUID id = file("OTHER", "Nguyễn Thị Đào", new Place(null, null, null, "19", false), List.of());
        jdbc.sql("update complaint set province_code = null where id = :id").param("id", id).update();
        String instance = engine.getRuntimeService().createProcessInstanceQuery().singleResult().getId();
        engine.getRuntimeService().createProcessInstanceModification(instance).cancelAllForActivity("reviewByProvince")
                .startBeforeActivity("complaintToRoute").execute();
        Task task = engine.getTaskService().createTaskQuery().singleResult();
        assertThat(task.getTaskDefinitionKey()).isEqualTo("triageComplaint");
        Page page = open(task.getAssignee() == null ? "province1" : task.getAssignee(), "Bổ sung nơi tiêm");
        page.click("[data-send]");
        assertThat(page.locator(".mx-complaint [data-message]")).containsText("chọn nơi tiêm");
        page.locator("[name=place]").pressSequentially("tram y te quan trieu");
        page.locator("[data-found] button").first().click();
        assertThat(page.locator("[data-chosen]")).containsText("Trạm Y tế phường Quán Triều");
        picture(page, "complaint-triage");
        page.click("[data-send]");
        assertThat(page.locator(".mx-complaint [data-chosen]")).hasCount(0);
        assertThat(jdbc.sql("select facility_code from complaint where id = :id").param("id", id).query(String.class).single()).isEqualTo("19001");
    }

    /** Opens the only task that waits, claiming it where nobody has it yet. */
    private Page open(String officer, String name) {
        Task task = engine.getTaskService().createTaskQuery().singleResult();
        assertThat(task.getName()).isEqualTo(name);
        Page page = officer(officer);
        page.navigate(url("/camunda/app/tasklist/default/#/?task=" + task.getId()));
        page.locator(".mx-complaint [data-head] .mx-fact").first().waitFor();
        if (task.getAssignee() == null) {
            page.locator("[ng-click='claim()']").first().click();
            assertThat(page.locator(".form-actions .btn-primary")).isEnabled();
        } else {
            assertThat(task.getAssignee()).isEqualTo(officer);
        }
        return page;
    }

    private long person(String name) {
        long id = jdbc.sql("""
                insert into citizen (province_code, record_id, full_name, name_key, sex, date_of_birth, dob_precision, id_number,
                  id_type, nationality, permanent_commune, identity_status, status_since, created_at, updated_at)
                values ('19', 'TN-1', :name, :key, 'F', '1990-01-02', 'D', :number, 'CCCD', 'VN', '05431', 'MISMATCHED', :at, :at, :at)
                returning id""")
                .param("name", name).param("key", VietnameseName.key(name)).param("number", NUMBER).param("at", Timestamp.from(TestClock.START))
                .query(Long.class).single();
        jdbc.sql("""
                insert into dose (citizen_id, dose_number, vaccination_date, vaccine_code, lot_number, facility_code,
                  entering_unit, entered_by, entered_at, source, status, status_since)
                values (:citizen, 1, '2021-09-01', 'PFIZER', 'FK0112', '19001', '19001', 'facility1', :at, 'SESSION', 'DRAFT', :at)""")
                .param("citizen", id).param("at", Timestamp.from(TestClock.START)).update();
        return id;
    }

    private UUID file(String type, String name, Place place, List<DeclaredDose> doses) throws IOException {
        UUID photo = attachments.store(new ByteArrayInputStream(certificate()), Kind.CERTIFICATE, "test");
        SecurityContextHolder.getContext().setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated("province1", null, AuthorityUtils.NO_AUTHORITIES));
        UUID id = filing.fileAssisted(new ComplaintFiling.Request(name, "F", "1990-01-02", "CCCD", NUMBER, "0912345678", null,
                type, "Thông tin tiêm chủng của tôi chưa đúng, đề nghị kiểm tra lại.", place, doses, List.of(photo.toString()), true)).id();
        SecurityContextHolder.clearContext();
        runJobs();
        return id;
    }

    private static byte[] certificate() throws IOException {
        var image = new BufferedImage(900, 620, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 900, 620);
        pen.setColor(Color.BLUE);
        pen.setFont(new Font("DejaVu Sans", Font.PLAIN, 30));
        pen.drawString("GIẤY XÁC NHẬN ĐÃ TIÊM VẮC XIN", 120, 80);
        pen.drawString("Mũi 2: Pfizer 05/10/2021", 80, 260);
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
