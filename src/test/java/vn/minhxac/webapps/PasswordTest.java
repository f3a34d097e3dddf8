package vn.minhxac.webapps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import vn.minhxac.IntegrationTest;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;

/** Officers change their passwords. */
class PasswordTest extends IntegrationTest {

    @Autowired
    MockMvc web;

    /** Logins of accounts made anew by each test; a password stays with the engine's user. */
    @BeforeEach
    void newAccount() {
        var identities = engine.getIdentityService();
        identities.deleteUser("station9");
        officer("station9", Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, COMMUNE);
    }

    private MockHttpSession login(String user, String password) throws Exception {
        return (MockHttpSession) web.perform(post("/login").param("username", user).param("password", password).with(csrf()))
                .andExpect(redirectedUrl("/camunda/app/tasklist/default/")).andReturn().getRequest().getSession();
    }

    private ResultActions change(MockHttpSession session, String old, String password, String again) throws Exception {
        return web.perform(post("/password").session(session).param("old", old).param("password", password).param("again", again).with(csrf()));
    }

    @Test
    void anyOfficerMayChangeTheOwnPasswordAtWill() throws Exception {
        MockHttpSession session = login("station9", "minhxac");
        String before = session.getId();
        web.perform(get("/password").session(session)).andExpect(status().isOk()).andExpect(content().string(Matchers.containsString("station9")));
        change(session, "minhxac", "đồng chè Tân Cương", "đồng chè Tân Cương").andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("Đã đổi mật khẩu.")));
        assertThat(session.getId()).isNotEqualTo(before);
        web.perform(get("/staff").session(session)).andExpect(status().isOk());
        login("station9", "đồng chè Tân Cương");
        assertThat(engine.getIdentityService().checkPassword("station9", "minhxac")).isFalse();
        assertThat(jdbc.sql("select action || subject_id || actor from audit_event order by id desc limit 1").query(String.class).single())
                .isEqualTo("password.changedstation9station9");
    }

    @ParameterizedTest
    @CsvSource({"wrong, mật khẩu mới 1, mật khẩu mới 1, không đúng", "minhxac, 'ngắn quá!', 'ngắn quá!', ít nhất 10 ký tự",
            "minhxac, xinSTATION9chao, xinSTATION9chao, không được chứa tên đăng nhập", "minhxac, mật khẩu mới 1, mật khẩu mới 2, không giống nhau",
            "'', mật khẩu mới 1, mật khẩu mới 1, không đúng", "minhxac, '', '', ít nhất 10 ký tự"})
    void aBadPasswordIsRefusedWithTheReasonAndChangesNothing(String old, String password, String again, String reason) throws Exception {
        change(login("station9", "minhxac"), old, password, again).andExpect(status().isBadRequest())
                .andExpect(content().string(Matchers.containsString(reason)));
        engine.getIdentityService().unlockUser("station9");
        assertThat(engine.getIdentityService().checkPassword("station9", "minhxac")).isTrue();
    }

    @Test
    void theOldOneAgainIsNoChangeAndTooLongIsTooLong() throws Exception {
        MockHttpSession session = login("station9", "minhxac");
        change(session, "minhxac", "mật khẩu mới 1", "mật khẩu mới 1").andExpect(status().isOk());
        change(session, "mật khẩu mới 1", "mật khẩu mới 1", "mật khẩu mới 1").andExpect(content().string(Matchers.containsString("phải khác")));
        change(session, "mật khẩu mới 1", "a".repeat(201), "a".repeat(201)).andExpect(content().string(Matchers.containsString("200 ký tự")));
    }

    @Test
    void whoGuessesTheOldPasswordIsLockedOutForAWhile() throws Exception {
        MockHttpSession session = login("station9", "minhxac");
        change(session, "wrong", "mật khẩu mới 1", "mật khẩu mới 1").andExpect(status().isBadRequest());
        change(session, "minhxac", "mật khẩu mới 1", "mật khẩu mới 1").andExpect(status().is4xxClientError());
        engine.getIdentityService().unlockUser("station9");
        assertThat(engine.getIdentityService().checkPassword("station9", "minhxac")).isTrue();
    }

    @Test
    void thePageIsForSignedInOfficersAndItsFormCannotBeForged() throws Exception {
        web.perform(get("/password")).andExpect(redirectedUrl("http://localhost/login"));
        web.perform(post("/password").with(csrf())).andExpect(redirectedUrl("http://localhost/login"));
        web.perform(post("/password").session(login("station9", "minhxac")).param("old", "minhxac").param("password", "mật khẩu mới 1")
                .param("again", "mật khẩu mới 1")).andExpect(status().isForbidden());
    }

    @Test
    void aFirstPasswordLeadsToThePageWhateverPageWasAskedFor() throws Exception {
        engine.getIdentityService().deleteUser("station8");
        officers.saveNew(new Officer("station8", "Trạm", Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, COMMUNE, PROVINCE, null, null, true), "first-word-here");
        MockHttpSession session = login("station8", "first-word-here");
        MockHttpSession other = login("station8", "first-word-here");
        web.perform(get("/camunda/app/tasklist/default/").session(session)).andExpect(redirectedUrl("/password"));
        web.perform(get("/password").session(session)).andExpect(content().string(Matchers.containsString("Mật khẩu lần đầu")));
        change(session, "first-word-here", "short", "short").andExpect(status().isBadRequest());
        web.perform(get("/staff").session(session)).andExpect(redirectedUrl("/password"));
        change(session, "first-word-here", "a word of my own", "a word of my own").andExpect(redirectedUrl("/camunda/app/tasklist/default/"));
        web.perform(get("/staff").session(session)).andExpect(status().isOk());
        web.perform(get("/staff").session(other)).andExpect(status().isOk());
        // an officer saved again keeps what the officer chose
        officer("station8", Role.COMMUNE_HEALTH_STATION, UnitKind.COMMUNE, COMMUNE);
        web.perform(get("/staff").session(login("station8", "a word of my own"))).andExpect(status().isOk());
    }
}
