package vn.minhxac.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.minhxac.engine.Processes;

/** Officers sign in once, and find Tasklist, Cockpit or Admin open, each with what the role may see. */
class WebappsTest extends BrowserTest {

    @Autowired
    Processes processes;
    private String deployment;

    @BeforeEach
    void aTask() {
        var model = Bpmn.createExecutableProcess("webappsProbe").name("Rà soát thử").camundaHistoryTimeToLiveString("P1D").startEvent()
                .userTask("reviewProbe").name("Rà soát danh sách thử").camundaCandidateGroups("unit19001facility").endEvent().done();
        deployment = engine.getRepositoryService().createDeployment().addModelInstance("webapps-probe.bpmn", model).deploy().getId();
        processes.start("webappsProbe", "list-1", PROVINCE, Map.of());
    }

    @AfterEach
    void remove() {
        engine.getRepositoryService().deleteDeployment(deployment, true);
    }

    @Test
    void anOfficerFindsTheTasksOfTheUnitAndSignsOut() {
        Page page = officer("facility1");
        assertThat(page).hasURL(Pattern.compile("/camunda/app/tasklist/"));
        page.click("text=Việc của đơn vị tôi");
        picture(page, "tasklist");
        assertThat(page.locator("ol.tasks-list")).containsText("Rà soát danh sách thử");
        assertThat(page.locator("text=Việc của tôi").first()).isVisible();
        assertThat(page.locator(".ce-eol-banner")).isHidden();
        picture(page, "tasklist");

        page.click(".account.dropdown a.dropdown-toggle, li.account a");
        page.click("li.logout a");
        page.waitForURL(url("/login?logout"));
        assertThat(page.locator("[role=status]")).hasText("Bạn đã đăng xuất.");
        page.navigate(url("/camunda/app/tasklist/default/"));
        assertThat(page).hasURL(url("/login"));
    }

    @Test
    void anotherUnitsOfficerSeesNoneOfThem() {
        Page page = officer("facility2");
        page.click("text=Việc của đơn vị tôi");
        assertThat(page.locator(".task-list, .tasks-list")).not().containsText("Rà soát danh sách thử");
    }

    @Test
    void aSupervisorWatchesInCockpit() {
        Page page = officer("supervisor1");
        assertThat(page).hasURL(Pattern.compile("/camunda/app/cockpit/"));
        page.navigate(url("/camunda/app/cockpit/default/#/processes"));
        assertThat(page.locator("body")).containsText("Rà soát thử");
        picture(page, "cockpit");
    }

    @Test
    void theAdministratorManagesAccounts() {
        Page page = officer("admin");
        assertThat(page).hasURL(Pattern.compile("/camunda/app/admin/"));
        assertThat(page.locator("body")).containsText("Users");
        page.navigate(url("/staff"));
        picture(page, "staff-admin");
        assertThat(page.locator(".mx-tile")).hasCount(7);
        page.click("text=Đăng xuất");
        assertThat(page.locator("a[href='/login']").first()).isVisible();
    }

    @Test
    void anEndedSessionLeadsToOurLogin() {
        Page page = officer("facility1");
        assertThat(page.locator("text=Việc của tôi").first()).isVisible();
        page.context().clearCookies();
        page.reload();
        assertThat(page).hasURL(Pattern.compile("/login(#.*)?$"));
    }
}
