package vn.minhxac.common.internal.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.mock.env.MockEnvironment;

import vn.minhxac.common.StartRefused;

/** Production refuses to start until the operator has given everything only the operator can give. */
class ProductionSettingsTest {

    @TempDir
    Path folder;

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void namesEverythingThatIsMissingInOneList() {
        environment.withProperty("spring.datasource.url", "jdbc:postgresql://db/minhxac").withProperty("spring.datasource.username", "minhxac")
                .withProperty("spring.datasource.password", " ");

        assertThatThrownBy(this::start).isInstanceOf(StartRefused.class)
                .hasMessageContainingAll("chế độ vận hành còn thiếu 13 thiết lập", "13 settings are missing",
                        "spring.datasource.password", "minhxac.registry.url", "minhxac.registry.token", "minhxac.signing.keystore",
                        "minhxac.passport.keystore", "minhxac.complaint.attachment-key", "minhxac.portal.url", "spring.mail.host", "minhxac.mail.from", "minhxac.sms.url",
                        "--spring.profiles.active=training")
                .message().doesNotContain("spring.datasource.url", "spring.datasource.username");
    }

    @Test
    void startsWhenAllIsSet() throws Exception {
        setEverything();
        assertThatCode(this::start).doesNotThrowAnyException();
    }

    @Test
    void namesAKeyFileThatCannotBeRead() throws Exception {
        setEverything();
        environment.setProperty("minhxac.passport.keystore", folder.resolve("absent.p12").toString());
        assertThatThrownBy(this::start).hasMessageContaining("còn thiếu 1 thiết lập")
                .hasMessageContaining("không đọc được tệp " + folder.resolve("absent.p12"));
    }

    @Test
    void trainingNeedsNoneOfThemButNeverRunsTogetherWithProduction() {
        environment.setActiveProfiles("training");
        assertThatCode(this::start).doesNotThrowAnyException();
        environment.setActiveProfiles("training", "production");
        assertThatThrownBy(this::start).isInstanceOf(StartRefused.class).hasMessageContaining("không bao giờ chạy cùng nhau");
    }

    @Test
    void onlyTheMessageIsPrintedHoweverDeepItLies() {
        assertThat(StartRefusedReporter.message(new BeanCreationException("bean", new StartRefused("một dòng")))).isEqualTo("một dòng");
        assertThat(StartRefusedReporter.message(new IllegalStateException(new PortInUseException(8080))))
                .contains("cổng 8080", "--server.port").doesNotContain("\n");
        assertThat(StartRefusedReporter.message(new IllegalStateException("another failure"))).isNull();
        assertThat(new StartRefused("").getExitCode()).isEqualTo(1);
    }

    private void setEverything() throws Exception {
        String file = Files.createFile(folder.resolve("key.p12")).toString();
        environment.withProperty("spring.datasource.url", "jdbc:postgresql://db/minhxac").withProperty("spring.datasource.username", "minhxac")
                .withProperty("spring.datasource.password", "secret").withProperty("minhxac.registry.url", "https://registry.example")
                .withProperty("minhxac.registry.token", "token").withProperty("minhxac.signing.keystore", file)
                .withProperty("minhxac.signing.keystore-password", "secret").withProperty("minhxac.signing.trust-anchors", file)
                .withProperty("minhxac.passport.keystore", "file:" + file)
                .withProperty("minhxac.passport.keystore-password", "secret").withProperty("spring.mail.host", "mail.example")
                .withProperty("minhxac.mail.from", "a@mail.example").withProperty("minhxac.sms.url", "https://sms.example")
                .withProperty("minhxac.complaint.attachment-key", "c2VjcmV0").withProperty("minhxac.portal.url", "https://portal.example");
    }

    private void start() {
        new ProductionSettings().postProcessEnvironment(environment, new SpringApplication());
    }
}
