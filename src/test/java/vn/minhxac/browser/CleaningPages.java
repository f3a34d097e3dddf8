package vn.minhxac.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import vn.minhxac.citizen.Imports;
import vn.minhxac.training.registry.HttpRegistrySimulator;
import vn.minhxac.training.registry.RegistrySimulator.Entry;
import vn.minhxac.training.registry.RegistrySimulator.Fault;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;

/** A commune with wrong records, and its officers before the grid in Tasklist. */
abstract class CleaningPages extends BrowserTest {

    private static final String HEADER = "record_id,full_name,sex,date_of_birth,id_number,id_type,nationality,phone,permanent_commune,"
            + "hamlet,dose_number,vaccination_date,vaccine,lot_number,facility_code\n";

    private static final double FINGER_MILLIS = 60;

    @Autowired
    private Imports imports;
    @Autowired
    private HttpRegistrySimulator registry;
    @TempDir
    private Path folder;
    private final StringBuilder export = new StringBuilder();
    private final List<String> broken = new ArrayList<>();

    @AfterEach
    void noScriptBroke() {
        assertThat(broken).as("errors in our scripts").isEmpty();
    }

    @BeforeEach
    void officersAndRegistry() {
        registry.clear();
        registry.fault(Fault.OK);
        registry.details(true);
        // A circuit that an outage has opened is half open again by now.
        clock.advance(Duration.ofMinutes(5));
        officer("station2", Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, COMMUNE);
    }

    /** Somebody whom the population database knows; the platform has another name, sex, birth date or number. */
    void person(String recordId, String hamlet, String truth, String typed) {
        String[] right = truth.split(",");
        registry.load(Stream.of(new Entry(right[3], right[0], right[1], LocalDate.parse(right[2]), null, true)));
        export.append(recordId).append(',').append(typed).append(",CCCD,VN,0912345678,").append(COMMUNE).append(',').append(hamlet)
                .append(",1,2021-09-01,Pfizer,FK1,").append(FACILITY).append('\n');
    }

    /** The registry answers yes or no, and not what is wrong. */
    void registrySaysNoDetails() {
        registry.details(false);
    }

    /** Lan lost the zero of her number, Hoa the marks of her name, Nam the right sex; Mai has no number; of Tú two things are wrong. */
    void fiveWrongRecords() {
        person("R1", "Tổ 1", "Nguyễn Thị Lan,F,1985-03-07,019185000001", "Nguyễn Thị Lan,F,1985-03-07,19185000001");
        person("R2", "Tổ 1", "Trần Thị Hòa,F,1990-05-01,019190000002", "Tran Thi Hoa,F,1990-05-01,019190000002");
        person("R3", "Tổ 2", "Lê Văn Nam,M,1985-04-08,019085000003", "Lê Văn Nam,F,1985-04-08,019085000003");
        person("R4", "Tổ 2", "Phạm Thị Mai,F,1979-12-30,019179000004", "Phạm Thị Mai,F,1979-12-30,");
        person("R5", "Tổ 2", "Vũ Minh Tú,M,1992-08-19,019092000005", "Vũ Minh Tuệ,F,1992-08-19,019092000005");
    }

    /** The export comes in, is compared, its proposals are asked; the station asks for a list. */
    UUID listed() {
        try {
            Path file = Files.writeString(folder.resolve("platform.csv"), HEADER + export);
            imports.accept(file, file.getFileName().toString(), false, PROVINCE, "province1");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        imports.runWaiting();
        await().atMost(Duration.ofMinutes(1)).until(() -> jdbc.sql("select count(*) from citizen").query(Integer.class).single() > 0
                && engine.getManagementService().createJobQuery().executable().count() > 0);
        runJobs();
        String definition = engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey("dataCleaning").latestVersion()
                .singleResult().getId();
        as("station1", () -> engine.getFormService().submitStartForm(definition, Map.of()));
        return jdbc.sql("select id from cleaning_batch where stage = 'REVIEW'").query(UUID.class).single();
    }

    Task task(UUID batch) {
        return engine.getTaskService().createTaskQuery().processInstanceBusinessKey(batch.toString()).singleResult();
    }

    /** The task of a list, as an officer opens it. */
    Page opened(UUID batch, String officer) {
        Page page = officer(officer);
        page.onPageError(broken::add);
        show(page, batch);
        return page;
    }

    void show(Page page, UUID batch) {
        page.navigate(url("/camunda/app/tasklist/default/#/?task=" + task(batch).getId()));
        page.locator(".mx-cleaning .mx-record[data-line], .mx-cleaning .mx-counts").first().waitFor();
    }

    /** The same, where the officer has claimed the task. */
    Page claimed(UUID batch, String officer) {
        engine.getTaskService().setAssignee(task(batch).getId(), officer);
        return opened(batch, officer);
    }

    static Locator record(Page page) {
        return page.locator(".mx-record");
    }

    static Locator message(Page page) {
        return page.locator(".mx-message");
    }

    /** As fast as fingers are. */
    static void keys(Page page, String... keys) {
        for (String key : keys) {
            page.keyboard().press(key, new Keyboard.PressOptions().setDelay(FINGER_MILLIS));
        }
    }

    static void saved(Page page) {
        assertThat(page.locator(".mx-saved")).hasText("Đã lưu hết");
    }

    /** By keyboard: from the grid to Tasklist's own button. */
    static void completeByKeyboard(Page page) {
        Locator complete = page.locator(".form-actions .btn-primary");
        assertThat(complete).isEnabled();
        for (int i = 0; i < 60 && !(Boolean) complete.evaluate("button => button === document.activeElement"); i++) {
            page.keyboard().press("Tab");
        }
        assertThat(complete).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator(".mx-cleaning")).hasCount(0);
    }

    String state(String recordId) {
        return jdbc.sql("""
                select r.state || coalesce(' ' || r.decision, '') from cleaning_row r join citizen c on c.id = r.citizen_id
                where c.record_id = :record and r.state <> 'RELEASED' order by r.batch_id desc limit 1""").param("record", recordId).query(String.class).single();
    }

    String fact(String recordId, String column) {
        return jdbc.sql("select " + column + "::text from citizen where record_id = :record").param("record", recordId).query(String.class).single();
    }

    List<String> decisionsOf(String recordId) {
        return jdbc.sql("""
                select d.officer || ' ' || d.decision from cleaning_decision d join citizen c on c.id = d.citizen_id
                where c.record_id = :record and d.undone_at is null order by d.id""").param("record", recordId).query(String.class).list();
    }

    /** Around the form Tasklist has findings of its own. */
    static void accessibleForm(Page page) {
        List<String> findings = new AxeBuilder(page).include(".mx-cleaning").analyze().getViolations().stream()
                .filter(rule -> List.of("serious", "critical").contains(rule.getImpact())).map(rule -> rule.getId() + rule.getNodes()).toList();
        assertThat(findings).isEmpty();
    }

    /** Nobody's name, number or birth date is where it would stay or could be seen. */
    static void nothingLeftBehind(Page page) {
        String kept = (String) page.evaluate("() => decodeURIComponent(location.href) + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)");
        assertThat(kept).doesNotContain("Lan", "Tran Thi", "Trần Thị", "19185000001", "0912345678", "1985-03-07");
    }
}
