package vn.minhxac.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.minhxac.unit.Delegations;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;

/** Officers' absences, delegation and passwords, at a desk and on a phone, with JavaScript and without. */
class UnitPagesTest extends BrowserTest {

    @Autowired
    Delegations delegations;

    @BeforeEach
    void colleagues() {
        officer("station2", Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, COMMUNE);
    }

    @Test
    void theProvinceDelegatesEntersAnAbsenceAndChoosesTheProfile() {
        Page page = officer("province1");
        page.navigate(url("/staff"));
        page.click("text=Cán bộ và phân công");
        page.fill("#q", "quan trieu");
        page.click("text=Tìm đơn vị");
        page.click("button[aria-label='Phân cấp: Phường Quán Triều']");
        assertThat(page.locator("[role=status]").first()).containsText("Đã phân cấp");
        assertThat(page.locator("section[aria-labelledby=delegated] tbody")).containsText("Phường Quán Triều");
        page.selectOption("#user", "station1");
        page.fill("#lastDay", "2022-05-06");
        page.selectOption("#substitute", "station2");
        page.click("button:has-text('Ghi vắng mặt')");
        assertThat(page.locator("section[aria-labelledby=away] tbody")).containsText("06/05/2022");
        page.check("#TWO_TIER_2025");
        page.click("text=Lưu mô hình");
        assertThat(page.locator("#TWO_TIER_2025")).isChecked();
        picture(page, "unit-1366");
        whole(page, "unit-1366-whole");
        page.setViewportSize(390, 844);
        page.navigate(url("/staff/unit?q=quang"));
        assertFits(page);
        whole(page, "unit-390");
        page.fill("#lastDay", "2022-05-05");
        page.selectOption("#user", "police1");
        page.selectOption("#substitute", "station2");
        page.click("button:has-text('Ghi vắng mặt')");
        assertThat(page.locator(".invalid-feedback")).containsText("cùng vai trò");
        assertFits(page);
        whole(page, "unit-390-bad");
        page.click("button[aria-label='Thu hồi: Phường Quán Triều']");
        assertThat(page.locator("section[aria-labelledby=delegated]")).containsText("Chưa phân cấp");
        assertThat(delegations.delegated(UnitKind.COMMUNE, COMMUNE)).isFalse();
    }

    @Test
    void aFirstPasswordIsChangedOnAPhoneWithoutJavaScript() {
        engine.getIdentityService().deleteUser("station7");
        officers.saveNew(new Officer("station7", "Trạm Y tế phường Quán Triều", Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, COMMUNE, PROVINCE,
                null, null, true), "abcde-fghij-kmnpq");
        Page page = visitor(390, 844, false);
        page.navigate(url("/login"));
        page.fill("#username", "station7");
        page.fill("#password", "abcde-fghij-kmnpq");
        page.click("form[action$='/login'] button[type=submit]");
        assertThat(page).hasURL(url("/password"));
        assertFits(page);
        whole(page, "password-390");
        page.navigate(url("/staff"));
        assertThat(page).hasURL(url("/password"));
        page.fill("#old", "abcde-fghij-kmnpq");
        page.fill("#password", "xin chao station7");
        page.fill("#again", "xin chao station7");
        page.click("main button[type=submit]");
        assertThat(page.locator("#password-bad")).containsText("tên đăng nhập");
        whole(page, "password-390-bad");
        page.fill("#old", "abcde-fghij-kmnpq");
        page.fill("#password", "đồng chè xanh ngát");
        page.fill("#again", "đồng chè xanh ngát");
        page.click("main button[type=submit]");
        assertThat(page).hasURL(Pattern.compile("/camunda/app/tasklist/"));
        page.navigate(url("/staff/unit"));
        assertFits(page);
        assertThat(page.locator("h1")).hasText("Cán bộ và phân công");
        whole(page, "unit-390-officer");
    }

    /** Nothing sticks out to the side. */
    private static void assertFits(Page page) {
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")).isZero();
    }

    private static void whole(Page page, String name) {
        String folder = System.getProperty("screenshots");
        if (folder != null && !folder.isBlank()) {
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(java.nio.file.Path.of(folder, name + ".png")));
        }
    }
}
