package vn.minhxac.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.stereotype.Component;

/**
 * The key for attachments of complaints in training mode, made on the first start and kept in {@code pki/} of the data folder beside what it
 * opens. Made before any other bean; the setting points here unless it says otherwise.
 */
@Component
@Profile("training")
public class TrainingAttachmentKey implements BeanFactoryPostProcessor, EnvironmentAware {

    private static final int KEY_BYTES = 32;

    @Override
    public void setEnvironment(Environment environment) {
        Path file = Path.of(environment.getProperty("minhxac.training.data-dir", "./data")).resolve("pki").resolve("attachment.key");
        if (environment instanceof ConfigurableEnvironment configurable) {
            configurable.getPropertySources().addLast(new MapPropertySource("trainingAttachmentKey",
                    Map.of("minhxac.complaint.attachment-key", key(file))));
        }
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        // being one of these makes it come before the beans that need the key
    }

    private static String key(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] key = new byte[KEY_BYTES];
                new SecureRandom().nextBytes(key);
                Files.createDirectories(file.getParent());
                // Whole or not at all: half a key would lock the attachments of the next start out.
                Path part = Files.createTempFile(file.getParent(), "attachment", ".part");
                Files.writeString(part, Base64.getEncoder().encodeToString(key));
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the training key for attachments in " + file, e);
        }
    }
}
