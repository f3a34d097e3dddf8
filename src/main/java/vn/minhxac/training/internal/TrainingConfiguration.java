package vn.minhxac.training.internal;

import java.nio.file.Path;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
@Profile("training")
class TrainingConfiguration {

    @Bean
    TrainingClock clock(@Value("${minhxac.training.data-dir:./data}") String folder) {
        return new TrainingClock(Path.of(folder));
    }
}
