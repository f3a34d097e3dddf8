package vn.minhxac.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import vn.minhxac.IntegrationTest;

/** What the complaint's pages do with what no form of ours sends. */
class ComplaintPagesTest extends IntegrationTest {

    @Autowired
    MockMvc web;

    static Stream<Map<String, String>> nonsense() {
        String nul = "a\0b";
        String huge = "ă".repeat(100_000);
        return Stream.of(Map.of(), Map.of("step", "99", "go", "77"), Map.of("step", "x", "go", "<script>alert(1)</script>"),
                Map.of("go", "send"), Map.of("go", "remove9"), Map.of("go", "code", "code", nul), Map.of("go", "code", "code", huge),
                Map.of("go", "send", "fullName", nul, "description", nul, "idNumber", nul, "phone", nul, "email", nul, "type", nul),
                Map.of("go", "send", "fullName", huge, "description", huge, "idNumber", huge, "phone", huge, "email", huge, "place", huge),
                Map.of("step", "3", "type", "MISSING_DOSE", "place", nul, "place.unit", nul, "place.for", nul, "rows", "2147483648"),
                Map.of("step", "3", "type", "OTHER", "place", "x", "place.unit", "FACILITY:'; drop table unit; --", "place.for", "x"),
                Map.of("step", "3", "type", "MISSING_DOSE", "doses[0].doseNumber", "-1", "doses[0].date", "99999999", "doses[0].vaccine", nul,
                        "doses[0].lotNumber", huge, "doses[0].facility", "%%%", "doses[99999999].date", "x"),
                Map.of("step", "4", "go", "add", "kind", nul, "papers[0].id", nul, "papers[4].id", huge, "papers[9].id", "x"),
                Map.of("code", "../../etc/passwd", "otp", nul, "act", "withdraw", "go", "do"),
                Map.of("code", huge, "otp", huge, "act", huge, "go", huge, "text", huge));
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void nonsenseIsNoFailureOfOursAndStoresNothing(Map<String, String> fields) throws Exception {
        for (String path : new String[] {"/complaint", "/complaint/confirm", "/complaint/again", "/complaint/status", "/complaint/act"}) {
            assertThat(send(post(path), fields).getStatus()).as(path).isLessThan(500);
        }
        assertThat(send(post("/staff/complaints/new").with(user("station1"))
                .with(csrf()), fields).getStatus()).isLessThan(500);
        assertThat(jdbc.sql("select count(*) from complaint").query(Long.class).single()).isZero();
        assertThat(jdbc.sql("select count(*) from complaint_attachment").query(Long.class).single()).isZero();
    }

    @Test
    void whatWasTypedComesBackAsTextNeverAsMarkup() throws Exception {
        String answer = send(post("/complaint"), Map.of("step", "2", "fullName", "\"><script>alert(1)</script>", "description", "</textarea><b>")).getContentAsString();
        assertThat(answer).contains("&lt;script&gt;").doesNotContain("<script>alert").doesNotContain("</textarea><b>");
    }

    @Test
    void whoGuessesCodesIsToldToWait() throws Exception {
        MockHttpServletResponse answer = null;
        for (int i = 0; i < 130 && (answer == null || answer.getStatus() == 404); i++) {
            answer = send(post("/complaint/status"), Map.of("code", "7K3M-9QXF-2B4T-8WRN"));
        }
        assertThat(answer.getStatus()).isEqualTo(429);
        assertThat(answer.getHeader("Retry-After")).isNotBlank();
        assertThat(answer.getContentAsString()).contains("Xin chờ ít phút");
    }

    @Test
    void theAssistedChannelIsForHealthOfficers() throws Exception {
        assertThat(web.perform(get("/staff/complaints/new").with(user("district1"))).andReturn().getResponse().getStatus()).isEqualTo(200);
        assertThat(web.perform(get("/staff/complaints/new").with(user("police1"))).andReturn().getResponse().getStatus()).isEqualTo(403);
        assertThat(web.perform(post("/staff/complaints/new").with(user("district1"))).andReturn().getResponse().getStatus()).as("without token").isEqualTo(403);
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder call, Map<String, String> fields) throws Exception {
        fields.forEach(call::param);
        return web.perform(call).andReturn().getResponse();
    }
}
