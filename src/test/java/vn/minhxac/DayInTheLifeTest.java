package vn.minhxac;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import vn.minhxac.browser.BrowserTest;
import vn.minhxac.citizen.Imports;
import vn.minhxac.complaint.ComplaintFiling;
import vn.minhxac.training.registry.RegistrySimulator;

/**
 * From an export file to a passport at the border, each with the own eyes and hands: a provincial officer imports, a facility
 * reviews in Tasklist, its head approves, the citizen looks the passport up on a phone, a border guard verifies its picture.
 * At the end of the day the engine and the log know nobody's name, number, phone or birth date.
 */
@ExtendWith(OutputCaptureExtension.class)
class DayInTheLifeTest extends BrowserTest {

    private static final String EXPORT = """
            record_id,full_name,sex,date_of_birth,id_number,id_type,nationality,phone,permanent_commune,dose_number,vaccination_date,vaccine,lot_number,facility_code
            R1,Đặng Hữu Phước,M,1987-03-14,019087654321,CCCD,VN,0987001122,05431,1,2021-08-02,AstraZeneca,AS1001,19001
            R1,Đặng Hữu Phước,M,1987-03-14,019087654321,CCCD,VN,0987001122,05431,2,2021-10-20,AstraZeneca,AS1002,19001
            R2,Nông Thị Thuỷ Tiên,F,1994-11-05,019194765432,CCCD,VN,0987003344,05431,1,2021-09-09,Pfizer,PF1003,19001
            R3,Hoàng Văn Sai Tên,M,1971-06-23,019071876543,CCCD,VN,0987005566,05431,1,2021-09-10,Moderna,MO1004,19001
            R4,Ma Thị Thiếu Số,F,1959-12-30,,CCCD,VN,0987007788,05431,1,2021-09-11,Vero Cell,VE1005,19001
            R5,Triệu Thị Lạc Mất,F,1990-02-17,19190112233,CCCD,VN,0987009900,05431,1,2021-09-12,Pfizer,PF1006,19001
            """;
    private static final List<String> PERSONAL = List.of("Đặng Hữu Phước", "Dang Huu Phuoc", "DANG<HUU<PHUOC", "HUU<PHUOC", "Hữu Phước",
            "Nông Thị Thuỷ Tiên", "Nông Thị Thủy Tiên", "Thuỷ Tiên", "Thủy Tiên", "Hoàng Văn Sai Tên", "Ma Thị Thiếu Số",
            "019087654321", "019194765432", "019071876543", "0987001122", "0987003344", "0987005566", "0987007788",
            "Triệu Thị Lạc Mất", "Lạc Mất", "19190112233", "0987009900", "1990-02-17", "17/02/1990", "19159445566", "THIEU SO", "Ông ấy khai",
            "Hoàng Văn Đúng", "Họ tên của tôi bị ghi sai", "dung@vidu.vn", "Ảnh của ông rõ", "1987-03-14", "14/03/1987", "1994-11-05", "05/11/1994", "1971-06-23", "1959-12-30");

    @Autowired
    Imports imports;
    @Autowired
    ComplaintFiling filing;
    @Autowired
    RegistrySimulator registry;
    @TempDir
    Path folder;

    @Test
    void fromAnExportFileToAPassportAtTheBorder(CapturedOutput log) throws IOException {
        registry.load(Stream.of(
                new RegistrySimulator.Entry("019087654321", "Đặng Hữu Phước", "M", LocalDate.of(1987, 3, 14), null, true),
                new RegistrySimulator.Entry("019194765432", "NÔNG THỊ THỦY TIÊN", "F", LocalDate.of(1994, 11, 5), null, true),
                new RegistrySimulator.Entry("019159445566", "Ma Thị Thiếu Số", "F", LocalDate.of(1959, 12, 30), null, true),
                new RegistrySimulator.Entry("019190112233", "Triệu Thị Lạc Mất", "F", LocalDate.of(1990, 2, 17), null, true),
                new RegistrySimulator.Entry("019071876543", "Hoàng Văn Đúng", "M", LocalDate.of(1971, 6, 23), null, true)));
        theProvinceImportsAnExport();
        listsGoTheirWay();
        theFacilityReviews();
        theHeadApproves();
        engineWorks();
        Path qr = theCitizenLooksUpThePassport();
        theBorderGuardVerifiesThePicture(qr);
        whatDidNotMatchWaitsWithAReason();
        theOneWhoseNameIsWrongComplainsAndGetsAPassport();
        stationAndPoliceCleanTheOthers();

        assertThat(new Canary(jdbc).found(PERSONAL)).as("personal data in the engine's tables").isEmpty();
        assertThat(PERSONAL).as("personal data in the log").noneMatch(needle -> log.getAll().contains(needle));
    }

    private void theProvinceImportsAnExport() throws IOException {
        Path file = Files.writeString(folder.resolve("xuat.csv"), EXPORT, StandardCharsets.UTF_8);
        Page page = officer("province1");
        page.navigate(url("/staff/imports"));
        page.setInputFiles("#file", file);
        page.click("button:has-text('Nạp tệp')");
        page.waitForURL("**/staff/imports/*");
        imports.runWaiting();
        assertThat(page.locator("main")).containsText("Đã nhập xong");
        picture(page, "import-done");
    }

    private void listsGoTheirWay() {
        engineWorks();
        clock.advance(Duration.ofHours(1));
        engineWorks();
        assertThat(jdbc.sql("select status from signing_list").query(String.class).list()).containsExactly("IN_REVIEW");
    }

    private void theFacilityReviews() {
        Page page = officer("facility1");
        openFirstTask(page);
        Locator rows = page.locator("[data-rows] tr");
        assertThat(rows).hasCount(3);
        page.fill("[data-query]", "thuy tien");
        assertThat(rows).hasCount(1);
        assertThat(rows.first()).containsText("Nông Thị");
        assertThat(page.locator("[data-rows]")).not().containsText("019194765432");
        page.fill("[data-query]", "");
        assertThat(rows).hasCount(3);
        picture(page, "review");
        page.selectOption("#mxDecision", "SUBMIT");
        page.click("button[ng-click='complete()']");
        await().untilAsserted(() -> assertThat(jdbc.sql("select status || ' ' || coalesce(reviewed_by, '') from signing_list")
                .query(String.class).single()).isEqualTo("IN_APPROVAL facility1"));
    }

    private void theHeadApproves() {
        Page page = officer("facilityhead1");
        openFirstTask(page);
        assertThat(page.locator("[data-rows] tr")).hasCount(3);
        picture(page, "approve");
        page.selectOption("#mxDecision", "APPROVE");
        page.click("button[ng-click='complete()']");
        await().untilAsserted(() -> assertThat(jdbc.sql("select coalesce(approved_by, '') from signing_list").query(String.class).single())
                .isEqualTo("facilityhead1"));
    }

    private Path theCitizenLooksUpThePassport() {
        Page page = visitor(390, 844);
        page.navigate(url("/passport"));
        page.fill("#fullName", "đặng hữu phước");
        page.fill("#dateOfBirth", "14/03/1987");
        page.check("input[name=sex][value=M]");
        page.fill("#idNumber", "019087654321");
        page.fill("#latestDoseDate", "20/10/2021");
        page.click("button[type=submit]:has-text('Gửi mã')");
        page.fill("#otp", jdbc.sql("select substring(body from '[0-9]{6}') from outbox where recipient = '0987001122'").query(String.class).single());
        page.click("button:has-text('Xem hộ chiếu')");
        assertThat(page.locator(".mx-fields")).containsText("Đặng Hữu Phước");
        assertThat(page.locator(".mx-fields")).containsText("AstraZeneca");
        assertThat(page.locator(".mx-fields dt")).hasCount(11);
        picture(page, "passport");
        page.locator(".mx-passport").scrollIntoViewIfNeeded();
        Path qr = folder.resolve("qr.png");
        page.locator(".mx-passport figure img").screenshot(new Locator.ScreenshotOptions().setPath(qr));
        var pdf = page.waitForDownload(() -> page.click("button:has-text('PDF')"));
        assertThat(pdf.path()).isNotEmptyFile();
        assertThat(page.url()).doesNotContain("019087654321");
        return qr;
    }

    private void theBorderGuardVerifiesThePicture(Path qr) {
        Page page = visitor(1366, 768);
        page.navigate(url("/verify?lang=en"));
        // Choosing the picture is enough.
        page.setInputFiles("#picture", qr);
        assertThat(page.locator("[data-status]")).hasAttribute("data-status", "VALID");
        assertThat(page.locator(".mx-verdict")).containsText("DANG");
        picture(page, "verify");
    }

    private void whatDidNotMatchWaitsWithAReason() {
        assertThat(jdbc.sql("""
                select c.record_id || ' ' || c.identity_status || ' ' || k.mismatch_class from citizen c
                join cleaning_case k on k.citizen_id = c.id and k.status = 'OPEN' order by c.record_id""").query(String.class).list())
                .containsExactly("R3 MISMATCHED M3", "R4 PRECHECK_FAILED M1", "R5 PRECHECK_FAILED M2");
        assertThat(jdbc.sql("select count(*) from passport where status = 'ACTIVE'").query(Integer.class).single()).isEqualTo(2);
    }

    private void theOneWhoseNameIsWrongComplainsAndGetsAPassport() {
        ComplaintFiling.Filed filed = filing.file(new ComplaintFiling.Request("Hoàng Văn Đúng", "M", "1971-06-23", "CCCD", "019071876543", "0987005566",
                "dung@vidu.vn", "WRONG_PERSONAL_INFO", "Họ tên của tôi bị ghi sai", new ComplaintFiling.Place("19001", null, null, null, null),
                List.of(new ComplaintFiling.DeclaredDose(1, "2021-09-10", "Moderna", "MO1004", "19001")), List.of(), null), "API", "192.0.2.7");
        UUID id = filing.confirm(filed.code(), jdbc.sql("select substring(body from '[0-9]{6}') from outbox where dedup_key = 'otp:' || (select otp_id from complaint)")
                .query(String.class).single(), "192.0.2.7").id();
        engineWorks();
        complete("facility1", id, Map.of("outcome", "APPROVED"));
        complete("police1", id, Map.of("identityConfirmed", true));
        engineWorks();
        assertThat(jdbc.sql("select identity_status from citizen where record_id = 'R3'").query(String.class).single()).isEqualTo("MATCHED");
        assertThat(jdbc.sql("select status from complaint").query(String.class).single()).isEqualTo("APPROVED");
        Page page = visitor(390, 844);
        page.navigate(url("/complaint/" + filed.code()));
        assertThat(page.locator("main")).not().containsText("Đúng");
        assertThat(page.locator("main")).containsText("Công an");
    }

    /** One lost a zero, which the system finds and the population database confirms; of the other the hamlet knows the number. */
    private void stationAndPoliceCleanTheOthers() {
        String cleaning = engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey("dataCleaning").latestVersion().singleResult().getId();
        as("station1", () -> engine.getFormService().submitStartForm(cleaning, Map.of()));
        UUID batch = jdbc.sql("select id from cleaning_batch").query(UUID.class).single();
        Page station = grid("station1", batch);
        assertThat(station.locator(".mx-record")).containsText("Triệu Thị Lạc Mất");
        picture(station, "cleaning");
        station.keyboard().press("/");
        station.keyboard().type("lac mat");
        assertThat(station.locator(".mx-record")).containsText("Triệu Thị Lạc Mất");
        station.keyboard().press("Escape");
        assertThat(station.locator(".mx-record")).containsText("Triệu Thị Lạc Mất");
        station.keyboard().press("Enter");
        assertThat(station.locator(".mx-record")).containsText("Ma Thị Thiếu Số");
        station.keyboard().press("e");
        assertThat(station.locator("[data-field=idNumber]")).isFocused();
        station.keyboard().type("019159445566");
        station.keyboard().press("Enter");
        decided(batch, 2);
        handOn(station, batch, "compareByPolice");

        Page police = grid("police1", batch);
        police.keyboard().press("Enter");
        assertThat(police.locator(".mx-record")).containsText("Ma Thị Thiếu Số");
        police.keyboard().press("Enter");
        decided(batch, 4);
        handOn(police, batch, "signAndHandOver");
        as("police1", () -> {
            engine.getFormService().submitTaskForm(cleaningTask(batch).getId(), Map.of("documentNumber", "15/BB-CAP"));
            return null;
        });
        as("station1", () -> {
            engine.getFormService().submitTaskForm(cleaningTask(batch).getId(), Map.of());
            return null;
        });
        engineWorks();
        assertThat(jdbc.sql("select string_agg(record_id || ' ' || id_number || ' ' || identity_status, ', ' order by record_id) from citizen where record_id in ('R4', 'R5')")
                .query(String.class).single()).isEqualTo("R4 019159445566 MATCHED, R5 019190112233 MATCHED");
        assertThat(jdbc.sql("select string_agg(changed_by || ' ' || confirmed_by || ' ' || reason, ', ' order by id) from record_change where source = 'CLEANING' and field = 'idNumber'")
                .query(String.class).single()).isEqualTo("station1 police1 ID_LOST_ZERO, station1 police1 EDIT");
        assertThat(jdbc.sql("select count(*) from cleaning_case where status = 'OPEN'").query(Integer.class).single()).isZero();
    }

    private Page grid(String officer, UUID batch) {
        engine.getTaskService().setAssignee(cleaningTask(batch).getId(), officer);
        Page page = officer(officer);
        page.navigate(url("/camunda/app/tasklist/default/#/?task=" + cleaningTask(batch).getId()));
        assertThat(page.locator(".mx-cleaning .mx-record[data-line]")).isVisible();
        return page;
    }

    private void decided(UUID batch, int decisions) {
        await().untilAsserted(() -> assertThat(jdbc.sql("select count(*) from cleaning_decision where batch_id = :batch").param("batch", batch)
                .query(Integer.class).single()).isEqualTo(decisions));
    }

    private void handOn(Page page, UUID batch, String next) {
        page.click(".form-actions .btn-primary");
        await().untilAsserted(() -> {
            engineWorks();
            assertThat(cleaningTask(batch).getTaskDefinitionKey()).isEqualTo(next);
        });
    }

    private Task cleaningTask(UUID batch) {
        return engine.getTaskService().createTaskQuery().processInstanceBusinessKey(batch.toString()).singleResult();
    }

    private void complete(String officer, UUID complaint, Map<String, Object> decision) {
        Task task = engine.getTaskService().createTaskQuery().processInstanceBusinessKey(complaint.toString()).singleResult();
        as(officer, () -> {
            if (task.getAssignee() == null) {
                engine.getTaskService().claim(task.getId(), officer);
            }
            engine.getTaskService().complete(task.getId(), decision);
            return null;
        });
    }

    private void engineWorks() {
        runJobs();
        assertThat(engine.getRuntimeService().createIncidentQuery().list()).isEmpty();
    }

    private static void openFirstTask(Page page) {
        page.click("a:has-text('Việc của đơn vị tôi')");
        page.locator("li.task").first().click();
        page.click(".claim");
        assertThat(page.locator("[data-rows] tr").first()).isVisible();
    }
}
