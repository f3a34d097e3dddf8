package vn.minhxac.webapps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import vn.minhxac.IntegrationTest;

/** Who may call what. */
class AccessTest extends IntegrationTest {

    /** Everything else needs a signed-in officer. */
    private static final Set<String> PUBLIC = Set.of("/", "/login", "/error", "/passport", "/passport/confirm", "/passport/file", "/verify",
            "/api/v1/passports/verify", "/api/v1/passports/verify-picture", "/api/v1/passports/lookup", "/api/v1/passports/lookup/confirm",
            "/api/v1/passports/passport.svg", "/api/v1/passports/passport.pdf", "/api/v1/trust-list",
            // citizens file, follow, supplement, withdraw and reopen a complaint without an account
            "/complaint", "/complaint/{code}", "/complaint/again", "/complaint/confirm", "/complaint/status", "/complaint/act",
            "/api/v1/attachments", "/api/v1/complaints", "/api/v1/complaints/vaccines", "/api/v1/complaints/{code}",
            "/api/v1/complaints/{code}/code", "/api/v1/complaints/{code}/confirm", "/api/v1/complaints/{code}/supplements",
            "/api/v1/complaints/{code}/withdraw", "/api/v1/complaints/{code}/reopen");

    private static final Set<String> PUBLIC_GET = Set.of("/api/v1/units");

    @Autowired
    MockMvc web;
    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    /** A wrong password makes the account wait, and the test's clock stands still. */
    @BeforeEach
    void unlock() {
        engine.getIdentityService().createUserQuery().list().forEach(user -> engine.getIdentityService().unlockUser(user.getId()));
    }

    @Test
    void nothingButThePublicCallsAnswersAStranger() throws Exception {
        List<String> open = new ArrayList<>();
        for (RequestMappingInfo mapping : mappings.getHandlerMethods().keySet()) {
            for (String path : mapping.getPatternValues()) {
                if (PUBLIC.contains(path) || path.startsWith("/training/")) {
                    continue;
                }
                String concrete = path.replaceAll("\\{[^}]*}", "00000000-0000-0000-0000-000000000000").replace("/**", "/x");
                Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
                for (RequestMethod method : methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
                    if (method == RequestMethod.GET && PUBLIC_GET.contains(path)) {
                        continue;
                    }
                    MvcResult answer = web.perform(MockMvcRequestBuilders.request(HttpMethod.valueOf(method.name()), concrete)
                            .with(csrf())).andReturn();
                    int code = answer.getResponse().getStatus();
                    if (code != 401 && code != 403 && !"/login".equals(answer.getResponse().getRedirectedUrl())
                            && !"http://localhost/login".equals(answer.getResponse().getRedirectedUrl())) {
                        open.add(method + " " + path + " → " + code);
                    }
                }
            }
        }
        assertThat(open).isEmpty();
    }

    @Test
    void aStrangersCallIsAnsweredWithAProblemInTheOwnLanguage() throws Exception {
        web.perform(get("/api/v1/session")).andExpect(status().isUnauthorized())
                .andExpect(header().string("WWW-Authenticate", Matchers.startsWith("Basic")))
                .andExpect(content().contentTypeCompatibleWith("application/problem+json"))
                .andExpect(jsonPath("$.title").value("Cần đăng nhập")).andExpect(jsonPath("$.status").value(401));
        web.perform(get("/api/v1/session").header("Accept-Language", "en-GB,en;q=0.8")).andExpect(jsonPath("$.title").value("Login required"));
    }

    @Test
    void aBrowserIsNotAskedForThePasswordByItsOwnWindow() throws Exception {
        web.perform(get("/api/v1/session").header("Sec-Fetch-Mode", "cors")).andExpect(status().isUnauthorized())
                .andExpect(header().doesNotExist("WWW-Authenticate"));
    }

    @Test
    void anOfficerCallsWithBasic() throws Exception {
        web.perform(get("/api/v1/session").with(httpBasic("station1", "minhxac"))).andExpect(status().isOk())
                .andExpect(jsonPath("$.user").value("station1")).andExpect(jsonPath("$.role").value("COMMUNE_HEALTH_STATION"));
    }

    @ParameterizedTest
    @CsvSource({"station1,wrong", "nobody,minhxac", "station1,''", "'',minhxac", "STATION1,minhxac"})
    void wrongCredentialsAreRefused(String user, String password) throws Exception {
        web.perform(get("/api/v1/session").with(httpBasic(user, password))).andExpect(status().isUnauthorized());
    }

    @Test
    void anAccountThatWasClosedIsRefusedAndHasNoGroupsLeft() throws Exception {
        var station = officers.find("station1").orElseThrow();
        officers.save(new vn.minhxac.unit.Officer(station.userId(), station.displayName(), station.role(), station.unitKind(),
                station.unitCode(), station.provinceCode(), null, null, false), null);
        web.perform(get("/api/v1/session").with(httpBasic("station1", "minhxac"))).andExpect(status().isUnauthorized());
        assertThat(engine.getIdentityService().createGroupQuery().groupMember("station1").list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"station1,/camunda/app/tasklist/default/", "ministry1,/camunda/app/tasklist/default/",
            "supervisor1,/camunda/app/cockpit/default/", "analyst1,/camunda/app/cockpit/default/",
            "admin,/camunda/app/admin/default/"})
    void loginLeadsToTheApplicationOfTheRole(String user, String application) throws Exception {
        web.perform(post("/login").param("username", user).param("password", "minhxac").with(csrf()))
                .andExpect(redirectedUrl(application));
    }

    @Test
    void loginLeadsBackToThePageThatWasAskedFor() throws Exception {
        MockHttpSession session = (MockHttpSession) web.perform(get("/staff")).andExpect(redirectedUrl("http://localhost/login"))
                .andReturn().getRequest().getSession();
        web.perform(post("/login").session(session).param("username", "station1").param("password", "minhxac").with(csrf()))
                .andExpect(redirectedUrl("http://localhost/staff?continue"));
    }

    @Test
    void aWrongPasswordSaysSoOnTheLoginPage() throws Exception {
        web.perform(post("/login").param("username", "station1").param("password", "x").with(csrf())).andExpect(redirectedUrl("/login?error"));
        web.perform(get("/login?error")).andExpect(content().string(Matchers.containsString("không đúng")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/staff", "/swagger-ui.html", "/v3/api-docs", "/camunda/app/tasklist/default/"})
    void staffPagesSendAStrangerToTheLogin(String page) throws Exception {
        web.perform(get(page)).andExpect(redirectedUrl("http://localhost/login"));
    }

    @Test
    void healthIsOpenAndMetricsAreForOperators() throws Exception {
        web.perform(get("/actuator/health")).andExpect(status().isOk());
        web.perform(get("/actuator/prometheus")).andExpect(status().isUnauthorized());
        web.perform(get("/actuator/prometheus").with(httpBasic("station1", "minhxac"))).andExpect(status().isForbidden());
        web.perform(get("/actuator/prometheus").with(httpBasic("admin", "minhxac"))).andExpect(status().is(Matchers.not(403)));
    }

    @Test
    void trainingIsOpenOnThisMachineOnly() throws Exception {
        web.perform(get("/training/nothing")).andExpect(status().isNotFound());
        web.perform(get("/training/nothing").with(request -> {
            request.setRemoteAddr("192.0.2.1");
            return request;
        })).andExpect(status().isUnauthorized());
    }

    @Test
    void aMistypedAddressIsNotFoundAndAsksForNoLogin() throws Exception {
        web.perform(get("/passprt")).andExpect(status().isNotFound());
    }

    @Test
    void pagesAllowNothingInlineAndNothingFromElsewhere() throws Exception {
        web.perform(get("/")).andExpect(status().isOk())
                .andExpect(header().string("Content-Security-Policy", Matchers.allOf(Matchers.containsString("default-src 'self'"),
                        Matchers.not(Matchers.containsString("unsafe")))))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"));
    }
}
