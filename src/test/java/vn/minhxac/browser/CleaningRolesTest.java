package vn.minhxac.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.minhxac.cleaning.internal.batch.Decision;
import vn.minhxac.cleaning.internal.batch.DecisionInput;
import vn.minhxac.cleaning.internal.batch.DecisionResult;
import vn.minhxac.cleaning.internal.batch.Decisions;

/** The other officers of data cleaning, and what a station decides besides accepting and editing. */
class CleaningRolesTest extends CleaningPages {

    @Autowired
    private Decisions decisions;

    private void decided(UUID batch, String officer, DecisionInput input) {
        assertThat(as(officer, () -> decisions.decide(batch, List.of(input), UUID.randomUUID())).get(0).result()).isEqualTo(DecisionResult.Result.DONE);
    }

    private void complete(UUID batch, String officer, Map<String, Object> values) {
        as(officer, () -> {
            engine.getFormService().submitTaskForm(task(batch).getId(), new TreeMap<>(values));
            return null;
        });
        runJobs();
    }

    @Test
    void otherDecisionsNeedAWordMoreAndHealthAuthoritiesConfirmDoses() {
        fiveWrongRecords();
        UUID batch = listed();
        Page page = claimed(batch, "station1");
        // Lan lives in another commune, Mai died, Hoa never got the dose, Nam's lot is another one
        keys(page, "m", "1");
        page.locator("dialog input").waitFor();
        page.keyboard().type("quang vinh");
        assertThat(page.locator("dialog [role=option]")).hasText("Phường Quang Vinh – Thành phố Thái Nguyên, Tỉnh Thái Nguyên");
        picture(page, "cleaning-transfer");
        accessible(page);
        keys(page, "Enter", "Enter");
        assertThat(record(page)).containsText("Phạm Thị Mai");
        keys(page, "m", "Escape", "m", "2");
        assertThat(record(page)).containsText("Tran Thi Hoa");
        keys(page, "m", "5");
        assertThat(page.locator("dialog")).containsText("Hủy mũi 1 (01/09/2021, Pfizer–BioNTech)");
        keys(page, "1");
        assertThat(page.locator("dialog")).containsText("Mũi bị hủy vẫn được lưu, không xóa");
        keys(page, "2");
        assertThat(record(page)).containsText("Lê Văn Nam");
        keys(page, "m", "5");
        assertThat(page.locator("dialog")).containsText("Sửa mũi 1");
        keys(page, "2");
        page.locator("dialog input").nth(1).fill("FK9");
        keys(page, "Enter");
        assertThat(record(page)).containsText("Vũ Minh Tuệ");
        saved(page);
        assertThat(List.of(state("R1"), state("R2"), state("R3"), state("R4")))
                .containsExactly("REVIEWED TRANSFER", "REVIEWED DOSE", "REVIEWED DOSE", "REVIEWED DECEASED");
        completeByKeyboard(page);
        runJobs();

        // the police see nothing of doses
        Page police = claimed(batch, "police1");
        assertThat(police.locator(".mx-found-count")).hasText("2 hồ sơ");
        assertThat(record(police)).containsText("Chuyển xã khác: Phường Quang Vinh");
        assertThat(police.locator(".mx-cleaning")).not().containsText("Pfizer");
        keys(police, "Enter");
        assertThat(record(police)).containsText("Đã mất");
        keys(police, "Enter");
        saved(police);
        completeByKeyboard(police);
        complete(batch, "police1", Map.of("documentNumber", "16/BB-CAP"));

        Page health = claimed(batch, "district1");
        assertThat(health.locator(".mx-found-count")).hasText("2 hồ sơ");
        assertThat(record(health)).containsText("Hủy mũi 1: Nhập trùng với mũi khác");
        picture(health, "cleaning-doses");
        accessible(health);
        keys(health, "r", "2");
        assertThat(record(health)).containsText("Lê Văn Nam");
        assertThat(health.locator(".mx-decided mark.mx-to")).hasText("9");
        keys(health, "Enter");
        saved(health);
        assertThat(health.locator(".mx-left-over")).containsText("1 hồ sơ xác nhận, 1 trả lại; chuyển Trạm Y tế xã.");
        completeByKeyboard(health);
        complete(batch, "station1", Map.of());
        assertThat(jdbc.sql("select lot_number from dose d join citizen c on c.id = d.citizen_id where c.record_id = 'R3'").query(String.class).single())
                .isEqualTo("FK9");
        assertThat(jdbc.sql("select d.status from dose d join citizen c on c.id = d.citizen_id where c.record_id = 'R2'").query(String.class).single())
                .isNotEqualTo("VOID");
        assertThat(fact("R1", "permanent_commune")).isEqualTo("05434");
    }

    @Test
    void whatFailsTwiceIsForTheProvince() {
        person("R1", "Tổ 1", "Nguyễn Thị Lan,F,1985-03-07,019185000001", "Nguyễn Thị Lan,F,1985-03-07,");
        person("R2", "Tổ 1", "Trần Thị Hòa,F,1990-05-01,019190000002", "Trần Thị Hòa,F,1990-05-01,");
        UUID batch = listed();
        for (String number : List.of("01918500010", "01918500020")) {
            for (String record : List.of("R1", "R2")) {
                decided(batch, "station1", DecisionInput.edit(record, null, Map.of("idNumber", number + record.charAt(1))));
            }
            complete(batch, "station1", Map.of());
            decided(batch, "police1", DecisionInput.of("R1", null, Decision.CONFIRM));
            decided(batch, "police1", DecisionInput.of("R2", null, Decision.CONFIRM));
            complete(batch, "police1", Map.of());
            complete(batch, "police1", Map.of("documentNumber", "17/BB-CAP"));
            complete(batch, "station1", Map.of());
        }
        Page page = claimed(batch, "province1");
        assertThat(page.locator(".mx-top h3")).containsText("Tổ công tác tỉnh xử lý");
        assertThat(record(page)).containsText("Nguyễn Thị Lan");
        keys(page, "Enter");
        assertThat(jdbc.sql("select count(*) from cleaning_row where state = 'ESCALATED'").query(Integer.class).single()).isEqualTo(2);
        keys(page, "r", "3");
        assertThat(record(page)).containsText("Trần Thị Hòa");
        keys(page, "m", "1");
        picture(page, "cleaning-task-force");
        keys(page, "3");
        saved(page);
        assertThat(page.locator(".mx-left-over")).containsText("1 hồ sơ trả lại trạm, 1 hồ sơ đóng.");
        accessible(page);
        completeByKeyboard(page);
        runJobs();
        assertThat(jdbc.sql("select outcome from cleaning_row r join citizen c on c.id = r.citizen_id where c.record_id = 'R2'").query(String.class).single())
                .isEqualTo("CLOSED");
        assertThat(state("R1")).startsWith("OPEN");
    }

    @Test
    void theFileOfNumbersGoesOutAndComesBack() {
        fiveWrongRecords();
        UUID batch = listed();
        Page page = opened(batch, "station1");
        Download file = page.waitForDownload(() -> page.getByText("Tải Excel (M1, M2)").click());
        assertThat(file.suggestedFilename()).endsWith(".xlsx");
        page.getByText("Nạp Excel").click();
        page.locator("#mxWorkbook").setInputFiles(file.path());
        assertThat(page.locator("dialog")).containsText("Số dòng đọc được: 2");
        assertThat(page.locator("dialog")).containsText("Sẽ điền: 0");
        assertThat(page.locator("dialog .btn-success")).isDisabled();
        picture(page, "cleaning-workbook");
        accessible(page);
        page.locator("#mxWorkbook").setInputFiles(new FilePayload("other.xlsx", "application/octet-stream", "not a workbook".getBytes()));
        assertThat(page.locator("dialog .mx-error")).not().isEmpty();
        keys(page, "Escape");
        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(record(page)).isFocused();
        assertThat(jdbc.sql("select count(*) from cleaning_decision").query(Integer.class).single()).isZero();
    }
}
