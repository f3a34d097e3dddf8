package vn.minhxac.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.sql.Timestamp;
import java.util.List;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/** Ways around what the forms and pages would allow. */
class AroundTheFormTest extends ComplaintScene {

    @Autowired
    private MockMvc mvc;

    /** An administrator may move the token of an instance, to repair it; who somebody is does not change by that. */
    @Test
    void anAdministratorDoesNotGetPastThePolice() {
        long citizen = citizen("Lê Thị Hòe", NUMBER, "MISMATCHED", "DRAFT");
        ComplaintFiling.Recorded recorded = routed(request(ComplaintType.WRONG_PERSONAL_INFO, AT_FACILITY));
        jdbc.sql("""
                insert into complaint_decision (complaint_id, decided_by, decided_at, changes)
                values (:id, 'facility1', :at, '[{"subject": "IDENTITY", "field": "fullName", "to": "Lê Thị Hòa"}]')""")
                .param("id", recorded.id()).param("at", Timestamp.from(clock.instant())).update();
        String task = task(recorded.id()).getTaskDefinitionKey();
        as("admin", () -> {
            engine.getRuntimeService().createProcessInstanceModification(instance(recorded.id()).getId())
                    .cancelAllForActivity(task).startBeforeActivity("correctionToApply").execute();
            return null;
        });
        Job correction = engine.getManagementService().createJobQuery().processInstanceId(instance(recorded.id()).getId()).messages().singleResult();
        assertThatThrownBy(() -> engine.getManagementService().executeJob(correction.getId())).hasMessageContaining("police");
        assertThat(jdbc.sql("select full_name from citizen where id = :id").param("id", citizen).query(String.class).single()).isEqualTo("Lê Thị Hòe");
        assertThat(jdbc.sql("select count(*) from record_change").query(Integer.class).single()).isZero();
        assertThat(status(recorded.id())).isNotEqualTo("APPROVED");
    }

    @Test
    void pagesRepeatWhatWasTypedAsTextOnly() throws Exception {
        for (String nasty : List.of("\"><script>alert(1)</script>", "'><img src=x onerror=alert(1)>", "javascript:alert(1)//<svg/onload=alert(1)>",
                "__${T(java.lang.Runtime).getRuntime()}__", "[[${1+1}]]<b>")) {
            for (String path : List.of("/complaint", "/complaint/confirm", "/complaint/again", "/complaint/status", "/complaint/act")) {
                var request = post(path).param("step", "1").param("go", nasty).param("kind", nasty).param("otp", nasty).param("text", nasty).param("act", "WITHDRAW");
                for (String field : List.of("code", "fullName", "phone", "email", "description", "type", "idNumber", "place.text", "place", "doses[0].date", "doses[0].lot",
                        "papers[0].id", "papers[0].name", "papers[0].kind", "rows")) {
                    request.param(field, nasty);
                }
                MockHttpServletResponse page = mvc.perform(request).andReturn().getResponse();
                assertThat(page.getStatus()).as(path + " " + nasty).isLessThan(500);
                assertThat(page.getContentAsString()).as(path + " " + nasty).doesNotContain("<script>alert", "<img src=x", "<svg/onload", "java.lang.Process", "[2<b>");
                assertThat(page.getHeader("Cache-Control")).as(path).contains("no-store");
                assertThat(page.getHeader("Content-Security-Policy")).as(path).contains("default-src 'self'");
                assertThat(page.getHeader("Location")).as(path).isNull();
            }
        }
        assertThat(jdbc.sql("select count(*) from complaint").query(Integer.class).single()).isZero();
    }
}
