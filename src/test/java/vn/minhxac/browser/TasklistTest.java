package vn.minhxac.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.minhxac.TestClock;
import vn.minhxac.engine.Processes;

/** Tasklist as an officer finds it, in a browser that is set to English like many in Viet Nam. */
class TasklistTest extends BrowserTest {

    /** Tasklist's own words that must not be seen; names of people and processes are not among them. */
    private static final Pattern ENGLISH = Pattern.compile(
            "\\b(Task|Filter|Claim|Create|Created|Due|Follow-up|Process|Start|Comment|Diagram|History|Form|Group|Assignee|"
                    + "Complete|Save|previous|next|Close|Search|Loading|Description|January|May|June|Mon|Sun|ago|hours)\\b");

    @Autowired
    Processes processes;
    private String deployment;

    @BeforeEach
    void tasks() {
        var model = Bpmn.createExecutableProcess("tasklistProbe").name("Quy trình thử").camundaHistoryTimeToLiveString("P1D").startEvent()
                .userTask("reviewProbe").name("Xem xét thử").camundaCandidateGroups("unit19001facility").camundaDueDate("${due}").endEvent().done();
        deployment = engine.getRepositoryService().createDeployment().addModelInstance("tasklist-probe.bpmn", model).deploy().getId();
        start("later", Duration.ofHours(30), "NO_PASSPORT");
        start("soon", Duration.ofHours(5).plusMinutes(20), "MISSING_DOSE");
        start("over", Duration.ofHours(-3), "WRONG_PERSONAL_INFO");
        start("none", null, null);
    }

    private void start(String key, Duration left, String kind) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("due", left == null ? null : Date.from(TestClock.START.plus(left)));
        if (kind != null) {
            variables.put("unitName", "Trạm Y tế phường Quán Triều");
            variables.put("complaintType", kind);
        }
        processes.start("tasklistProbe", key, PROVINCE, variables);
    }

    @AfterEach
    void remove() {
        engine.getRepositoryService().deleteDeployment(deployment, true);
    }

    @Test
    void cardsAreInVietnameseAndTheLeastTimeLeftComesFirst() {
        Page page = officer("facility1");
        open(page, "Việc của đơn vị tôi");
        Locator cards = page.locator("ol.tasks-list > li");
        assertThat(cards).hasCount(4);
        assertThat(cards.nth(0).locator(".mx-left")).hasText("quá hạn 3 giờ");
        assertThat(cards.nth(0).locator(".mx-kind")).hasText("Sai thông tin cá nhân");
        assertThat(cards.nth(1).locator(".mx-left")).hasText(Pattern.compile("còn 5 giờ (20|19) phút"));
        assertThat(cards.nth(1).locator(".mx-unit")).hasText("Đơn vị: Trạm Y tế phường Quán Triều");
        assertThat(cards.nth(1).locator(".mx-kind")).hasText("Thiếu mũi tiêm");
        assertThat(cards.nth(2).locator(".mx-left")).hasText(Pattern.compile("còn 1 ngày [56] giờ"));
        assertThat(cards.nth(3).locator(".mx-due")).hasCount(0);
        assertThat(page.locator("li.task .due-date").first()).isHidden();
        assertThat(page.locator(".ce-eol-banner")).isHidden();
        picture(page, "tasklist-vi");
        onlyVietnamese(page);
        assertThat(page.title()).contains("Minh Xác");
    }

    @Test
    void everyFilterSaysHowManyTasksItHas() {
        Task soon = engine.getTaskService().createTaskQuery().processInstanceBusinessKey("soon").singleResult();
        engine.getTaskService().setAssignee(soon.getId(), "facility1");
        Page page = officer("facility1");
        assertThat(count(page, "Việc của tôi")).hasText("1");
        assertThat(count(page, "Việc của đơn vị tôi")).hasText("3");
        assertThat(count(page, "Sắp đến hạn trong 12 giờ")).hasText("1");
        assertThat(count(page, "Quá hạn")).hasText("1");
        open(page, "Quá hạn");
        assertThat(page.locator("ol.tasks-list > li")).hasCount(1);
        assertThat(page.locator("ol.tasks-list > li .mx-left")).hasText("quá hạn 3 giờ");

        Page other = officer("facility2");
        assertThat(count(other, "Việc của đơn vị tôi")).hasText("0");
        assertThat(count(other, "Quá hạn")).hasText("0");
    }

    @Test
    void aTaskIsTakenAndGivenBackInVietnamese() {
        Page page = officer("facility1");
        open(page, "Việc của đơn vị tôi");
        page.locator("ol.tasks-list > li").nth(1).locator("h4 a").click();
        assertThat(page.locator(".task-details, .column.task, [cam-tasklist-task]").first()).containsText("Nhận việc");
        page.getByText("Nhận việc", new Page.GetByTextOptions().setExact(true)).first().click();
        assertThat(page.locator(".task-card .assignee .unclaim")).isVisible();
        assertThat(count(page, "Việc của tôi")).hasText("1");
        picture(page, "tasklist-vi-task");
        page.locator("[cam-tasklist-task-meta] .glyphicon-bell").first().click();
        assertThat(page.locator(".cam-widget-inline-field.field-control").first()).containsText("Tháng 5");
        picture(page, "tasklist-vi-due");
        onlyVietnamese(page);
        // the calendar lies over the tabs
        page.reload();
        page.locator(".task-card .nav-tabs").getByText("Sơ đồ").click();
        page.locator(".task-card .nav-tabs").getByText("Lịch sử").click();
        assertThat(page.locator(".task-card .tab-content")).containsText("Công việc này chưa có lịch sử.");
        onlyVietnamese(page);
        // comments would put free text about people into the engine, which refuses them
        assertThat(page.locator(".createCommentLink")).isHidden();

        page.locator(".task-card .assignee .unclaim").click();
        assertThat(page.locator(".task-card button.claim")).hasText("Nhận việc");
        assertThat(count(page, "Việc của tôi")).hasText("0");
    }

    @Test
    void formsSayInVietnameseWhatIsMissing() {
        Page page = officer("facility1");
        page.getByText("Bắt đầu quy trình").first().click();
        Locator dialog = page.locator(".modal-dialog");
        dialog.getByText("Xác minh thông tin 4 bước").click();
        Locator title = dialog.locator(".fjs-container input").first();
        title.fill("x");
        title.fill("");
        title.blur();
        assertThat(dialog.locator(".fjs-form-field-error").first()).hasText("Bắt buộc nhập.");
        Locator date = dialog.locator(".fjs-datepicker input").first();
        assertThat(date).hasAttribute("placeholder", "ngày/tháng/năm");
        date.click();
        assertThat(dialog.locator(".flatpickr-calendar").first()).containsText("Tháng 1");
        assertThat(dialog.locator(".flatpickr-weekday").first()).hasText("T2");
        picture(page, "tasklist-vi-start");
        // three figures that are a different day in an English browser
        date.fill("05/04/2023");
        date.press("Enter");
        date.blur();
        assertThat(date).hasValue("05/04/2023");
        onlyVietnamese(page);
    }

    @Test
    void whoChoseEnglishOnOurPagesFindsEnglish() {
        Page page = officer("facility1");
        page.context().addCookies(List.of(new Cookie("lang", "en").setUrl(url("/"))));
        page.reload();
        open(page, "Việc của đơn vị tôi");
        assertThat(page.locator("ol.tasks-list > li").nth(0).locator(".mx-left")).hasText("overdue by 3 hours");
        assertThat(page.locator("ol.tasks-list > li").nth(0).locator(".mx-kind")).hasText("Wrong personal information");
        assertThat(page.locator("body")).containsText("Start process");
    }

    @Test
    void aPhoneShowsTheSameCards() {
        Page page = officer("facility1");
        page.setViewportSize(390, 844);
        open(page, "Việc của đơn vị tôi");
        assertThat(page.locator("ol.tasks-list > li .mx-left").first()).isVisible();
        picture(page, "tasklist-vi-390");
        page.locator("ol.tasks-list > li h4 a").first().click();
        assertThat(page.locator(".task-card button.claim")).isVisible();
        page.locator(".task-card button.claim").scrollIntoViewIfNeeded();
        picture(page, "tasklist-vi-390-task");
    }

    private static void open(Page page, String filter) {
        page.locator(".task-filters h4.name a").filter(new Locator.FilterOptions().setHasText(filter)).click();
    }

    private static Locator count(Page page, String filter) {
        return page.locator(".task-filters h4.name a").filter(new Locator.FilterOptions().setHasText(filter)).locator(".mx-count");
    }

    private static void onlyVietnamese(Page page) {
        assertThat(ENGLISH.matcher(page.locator("body").innerText()).results().map(m -> m.group()).toList()).isEmpty();
    }
}
