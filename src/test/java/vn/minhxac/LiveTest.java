package vn.minhxac;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The application of {@link IntegrationTest} behind a real port, for what only real HTTP shows: Camunda's servlets, cookies,
 * browsers. Its subclasses share one context, the second and last of the test run.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "minhxac.training.sample=false",
        "minhxac.training.postgres=external",
        "minhxac.training.data-dir=target/live-data",
        "minhxac.training.registry-port=0",
        "camunda.bpm.job-execution.enabled=false",
        "camunda.bpm.generate-unique-process-engine-name=false",
        "camunda.bpm.job-executor-deployment-aware=false",
        "spring.main.banner-mode=off"
})
public abstract class LiveTest extends IntegrationTest {

    @LocalServerPort
    private int port;

    /** A wrong password makes an account wait, and the test's clock stands still. */
    @BeforeEach
    void unlockAccounts() {
        var identities = engine.getIdentityService();
        identities.createUserQuery().list().forEach(user -> identities.unlockUser(user.getId()));
    }

    /** The address of a path on this server. */
    protected String url(String path) {
        return "http://localhost:" + port + path;
    }
}
