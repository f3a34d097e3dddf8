package vn.minhxac.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import vn.minhxac.LiveTest;

/**
 * A real Chromium on the running application. Skipped where there is none, except in CI. {@code CHROMIUM} names another one
 * than {@code /usr/bin/chromium}. Pages that report an error to the console, or break our Content-Security-Policy, fail.
 */
public abstract class BrowserTest extends LiveTest {

    private static Playwright playwright;
    private static Browser browser;

    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void startBrowser() {
        Path chromium = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));
        if (System.getenv("CI") == null) {
            assumeTrue(Files.isExecutable(chromium), "no Chromium at " + chromium);
        }
        assertThat(chromium).isExecutable();
        // Several builds may share the machine.
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(chromium)
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                        "--disable-component-update", "--disable-sync", "--use-fake-ui-for-media-stream",
                        "--use-fake-device-for-media-stream")));
    }

    @AfterAll
    static void stopBrowser() {
        if (playwright != null) {
            playwright.close();
            playwright = null;
        }
    }

    @AfterEach
    void closePages() {
        contexts.forEach(BrowserContext::close);
        assertThat(complaints).as("errors in the browser's console").isEmpty();
    }

    /** A visitor of their own, with no cookies, on a screen of this size. */
    protected Page visitor(int width, int height) {
        return visitor(width, height, true);
    }

    /** A visitor whose browser may have no JavaScript. */
    protected Page visitor(int width, int height, boolean javaScript) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(width, height)
                .setJavaScriptEnabled(javaScript).setAcceptDownloads(true));
        contexts.add(context);
        Page page = context.newPage();
        page.setDefaultTimeout(60_000);
        page.onConsoleMessage(message -> {
            // A refused form or a missing task is an answer of ours, which Chromium notes as an error of its own.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        return page;
    }

    /** An officer at a desk, signed in, on the start page of the role. */
    protected Page officer(String userId) {
        Page page = visitor(1366, 768);
        page.navigate(url("/login"));
        page.fill("#username", userId);
        page.fill("#password", "minhxac");
        page.click("form[action$='/login'] button[type=submit]");
        page.waitForURL(address -> !address.contains("/login"));
        return page;
    }

    /** Nothing on the page keeps somebody out who sees, hears or moves otherwise: no serious or critical finding of axe (which needs JavaScript). */
    protected static void accessible(Page page) {
        List<String> findings = new AxeBuilder(page).analyze().getViolations().stream()
                .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                .map(rule -> rule.getId() + ": " + rule.getNodes().stream().map(node -> node.getTarget() + " " + node.getHtml()).toList()).toList();
        assertThat(findings).as("axe on " + page.url()).isEmpty();
    }

    /** Where {@code -Dscreenshots=DIR} is given, a picture of the page goes there. */
    protected static void picture(Page page, String name) {
        String folder = System.getProperty("screenshots");
        if (folder != null && !folder.isBlank()) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")));
        }
    }
}
