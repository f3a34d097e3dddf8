package vn.minhxac.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;

/**
 * An officer's work, in the real page in Chromium: a list of 10,000 wrong records, 1,000 of them decided one after the other by keyboard; the time
 * from a key to the next record on the screen, and how many keys it takes; then all that the registry confirmed at once.
 * {@code -Dpopulation.dir} names a province as for {@code proposals}.
 */
final class OfficerGridBench {

    private static final int PEOPLE = 29_000;
    private static final int RECORDS = 1_000;
    private static final int HAMLETS = 9;
    /** What an officer does not feel. */
    private static final double GOAL_MILLIS = 100;
    private static final String MEASURE = """
            () => {
              window.mxTimes = [];
              let pressed = 0;
              window.addEventListener('keydown', () => { pressed = performance.now(); }, true);
              const grid = document.querySelector('.mx-cleaning');
              let shown = null;
              new MutationObserver(() => {
                const line = document.querySelector('.mx-record')?.dataset.line;
                if (line && line !== shown) {
                  shown = line;
                  const from = pressed;
                  pressed = 0;
                  if (from) { requestAnimationFrame(() => setTimeout(() => window.mxTimes.push(performance.now() - from), 0)); }
                }
              }).observe(grid, {subtree: true, childList: true, attributes: true, attributeFilter: ['data-line']});
            }""";
    private OfficerGridBench() {
    }

    static List<Figure> run() throws Exception {
        try (BenchPostgres postgres = new BenchPostgres()) {
            String given = System.getProperty("population.dir", "");
            Path population = given.isBlank() ? PopulationFiles.write(postgres.folder("population"), PEOPLE) : Path.of(given);
            Path export = postgres.folder("export").resolve("platform.csv");
            intoOneCommune(population.resolve("platform.csv"), export);
            try (CleaningStation station = new CleaningStation(postgres.database("grid"), postgres.folder("data"), population.resolve("registry.csv"), 0);
                 Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))) {
                station.imported(export);
                UUID batch = station.list();
                String task = station.claimed(batch, "station1");
                Browser browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(chromium())
                        .setArgs(List.of("--no-sandbox", "--disable-gpu")));
                return work(station, batch, task, browser, PopulationFiles.truths(population));
            }
        }
    }

    private static Path chromium() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome").map(Path::of).filter(Files::isExecutable)
                .findFirst().orElseThrow(() -> new IllegalStateException("Chromium is needed"));
    }

    /** All people live in the commune of the station, in nine hamlets without any order, and its facility gave all doses. */
    private static void intoOneCommune(Path from, Path to) throws IOException {
        try (Stream<String> lines = Files.lines(from)) {
            List<String> header = new ArrayList<>();
            Files.write(to, (Iterable<String>) lines.map(line -> {
                String[] cells = line.split(",", -1);
                if (header.isEmpty()) {
                    header.addAll(Arrays.asList(cells));
                    return line + ",hamlet";
                }
                cells[header.indexOf("permanent_commune")] = CleaningStation.COMMUNE;
                cells[header.indexOf("facility_code")] = "19001";
                return String.join(",", cells) + ",Tổ " + (1 + Integer.parseInt(cells[header.indexOf("record_id")].substring(1)) % HAMLETS);
            })::iterator);
        }
    }

    private static List<Figure> work(CleaningStation station, UUID batch, String task, Browser browser, Map<String, Truth> truths) {
        Page page = browser.newContext(new Browser.NewContextOptions().setViewportSize(1366, 768)).newPage();
        page.setDefaultTimeout(120_000);
        page.navigate(station.url("/login"));
        page.fill("[name=username]", "station1");
        page.fill("[name=password]", CleaningStation.PASSWORD);
        page.click("form[action$='/login'] button[type=submit]");
        page.waitForURL(address -> !address.contains("/login"));
        long opening = System.nanoTime();
        page.navigate(station.url("/camunda/app/tasklist/default/#/?task=" + task));
        page.locator(".mx-cleaning .mx-record[data-line]").first().waitFor();
        double opened = (System.nanoTime() - opening) / 1e9;
        page.evaluate(MEASURE);
        // The list begins with the rare and difficult; those of one hamlet are as all are.
        page.selectOption("[aria-label='Lọc theo thôn, tổ']", "Tổ 1");
        page.waitForCondition(() -> !page.locator(".mx-found-count").textContent().startsWith(String.format(Locale.GERMAN, "%,d", rows(station, batch, "%"))));
        page.locator(".mx-record").focus();
        OfficerHands hands = new OfficerHands(page, truths);
        Map<OfficerHands.Way, Integer> ways = new EnumMap<>(OfficerHands.Way.class);
        long start = System.nanoTime();
        String line = "";
        for (int n = 0; n < RECORDS; n++) {
            String before = line;
            page.waitForCondition(() -> !before.equals(hands.line()));
            line = hands.line();
            ways.merge(hands.next(), 1, Integer::sum);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        saved(page);
        List<Double> times = times(page);
        int keys = hands.keys();
        check(station, batch, times, ways);
        System.out.printf(Locale.ROOT, "a list of %,d records, on the screen %.1f s after its task was opened%n", rows(station, batch, "%"), opened);
        System.out.printf(Locale.ROOT, "%,d records one by one, %s: %,d keys, %.2f a record, %.1f s without anybody reading%n", RECORDS, ways, keys,
                (double) keys / RECORDS, seconds);
        System.out.printf(Locale.ROOT, "from a key to the next record: median %.1f ms, 95 %% within %.1f ms, the slowest %.1f ms%n",
                times.get(times.size() / 2), times.get(times.size() * 95 / 100), times.get(times.size() - 1));
        page.selectOption("[aria-label='Lọc theo thôn, tổ']", "");
        page.locator(".mx-record").focus();
        long whole = System.nanoTime();
        int atOnce = hands.acceptAll();
        System.out.printf(Locale.ROOT, "all others that the registry confirmed, %,d records, after a look at 20 of them: %d keys, %.1f s%n", atOnce,
                hands.keys() - keys, (System.nanoTime() - whole) / 1e9);
        return List.of(Figure.ratio("officer-grid", GOAL_MILLIS / times.get(times.size() / 2)),
                new Figure("officer-grid-keys", (double) keys / RECORDS, "keys/record"));
    }

    private static void saved(Page page) {
        page.waitForCondition(() -> "Đã lưu hết".equals(page.locator(".mx-saved").textContent()));
    }

    private static int rows(CleaningStation station, UUID batch, String decision) {
        return station.jdbc().sql("select count(*) from cleaning_row where batch_id = :batch and coalesce(decision, '') like :decision")
                .param("batch", batch).param("decision", decision).query(Integer.class).single();
    }

    private static void check(CleaningStation station, UUID batch, List<Double> times, Map<OfficerHands.Way, Integer> ways) {
        int accepted = rows(station, batch, "ACCEPT");
        if (accepted != ways.get(OfficerHands.Way.ACCEPTED) || times.size() < RECORDS - 1) {
            throw new IllegalStateException(ways + ", " + accepted + " stored, " + times.size() + " times");
        }
    }

    private static List<Double> times(Page page) {
        List<Double> times = new ArrayList<>();
        ((List<?>) page.evaluate("() => window.mxTimes")).forEach(time -> times.add(((Number) time).doubleValue()));
        Collections.sort(times);
        return times;
    }
}
