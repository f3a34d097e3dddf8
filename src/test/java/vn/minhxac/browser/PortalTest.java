package vn.minhxac.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What citizens and border guards do on the portal. */
class PortalTest extends BrowserTest {

    @ParameterizedTest
    @CsvSource({"desk,1366,768", "phone,390,844"})
    void thePagesFitTheScreen(String screen, int width, int height) {
        Page page = visitor(width, height);
        for (String path : new String[] {"/", "/complaint", "/complaint/status", "/passport", "/verify", "/login", "/nowhere"}) {
            page.navigate(url(path));
            accessible(page);
            picture(page, screen + path.replace("/", "-"));
            org.assertj.core.api.Assertions.assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .as(path + " scrolls sideways").isLessThanOrEqualTo(width);
        }
    }

    @Test
    void theLanguageIsVietnameseUntilEnglishIsChosen() {
        Page page = visitor(390, 844);
        page.navigate(url("/"));
        assertThat(page.locator("html")).hasAttribute("lang", "vi");
        page.click("a[lang=en]");
        assertThat(page.locator("h1")).hasText("COVID-19 vaccination record and vaccine passport");
        page.click("text=Verify a passport >> nth=0");
        assertThat(page.locator("h1")).hasText("Verify a vaccine passport");
        assertThat(page.locator("html")).hasAttribute("lang", "en");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void whatIsMissingIsSaidBesideTheFieldAndNothingTypedIsLost(boolean javaScript) {
        Page page = visitor(390, 844, javaScript);
        page.navigate(url("/passport"));
        page.fill("#fullName", "Nguyễn Thị Hồng Nhung");
        page.fill("#dateOfBirth", "31/02/1990");
        page.check("input[name=sex][value=F]");
        page.fill("#idNumber", "0191 9000 1234");
        page.click("button[type=submit]:has-text('Gửi mã')");
        assertThat(page.locator("#dateOfBirth-bad")).containsText("05/09/1990");
        assertThat(page.locator("#latestDoseDate-bad")).isVisible();
        assertThat(page.locator("#idNumber-bad")).hasCount(0);
        assertThat(page.locator("#fullName")).hasValue("Nguyễn Thị Hồng Nhung");
        assertThat(page.locator("#dateOfBirth")).hasValue("31/02/1990");
        assertThat(page.locator("#idNumber")).hasValue("0191 9000 1234");
        assertThat(page.locator("input[value=F]")).isChecked();
        picture(page, "phone-passport-errors");
    }

    @Test
    void aTypedDateGetsItsSlashes() {
        Page page = visitor(390, 844);
        page.navigate(url("/passport"));
        page.locator("#dateOfBirth").pressSequentially("05091990");
        assertThat(page.locator("#dateOfBirth")).hasValue("05/09/1990");
    }
}
