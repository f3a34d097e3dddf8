package vn.minhxac.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

/** What was uploaded yesterday in training mode can be opened today. */
class TrainingAttachmentKeyTest {

    private static final String SETTING = "minhxac.complaint.attachment-key";

    @TempDir
    private Path data;

    @Test
    void theFirstStartMakesAKeyAndTheNextOnesKeepIt() throws Exception {
        String key = start(new MockEnvironment());
        assertThat(Base64.getDecoder().decode(key)).hasSize(32);
        assertThat(start(new MockEnvironment())).isEqualTo(key);
        try (var files = Files.list(data.resolve("pki"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("attachment.key");
        }
    }

    @Test
    void anOwnKeyGoesBeforeIt() {
        assertThat(start(new MockEnvironment().withProperty(SETTING, "own"))).isEqualTo("own");
    }

    private String start(MockEnvironment environment) {
        environment.setProperty("minhxac.training.data-dir", data.toString());
        new TrainingAttachmentKey().setEnvironment(environment);
        return environment.getProperty(SETTING);
    }
}
