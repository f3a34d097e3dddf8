package vn.minhxac.training.postgres;

import java.nio.file.Path;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/**
 * Training mode's database, unless {@code minhxac.training.postgres=external} names another one in
 * {@code spring.datasource.*}. The pool is Spring Boot's own; it hangs on the server, so the server stops after it.
 */
@Configuration(proxyBeanMethods = false)
@Profile("training")
@ConditionalOnProperty(name = "minhxac.training.postgres", havingValue = "embedded", matchIfMissing = true)
class PostgresConfiguration {

    @Bean(destroyMethod = "close")
    PostgresServer trainingPostgres(@Value("${minhxac.training.data-dir:./data}") String folder) {
        return PostgresServer.start(TrainingStart.folder(Path.of(folder)));
    }

    @Bean
    JdbcConnectionDetails trainingDatabase(PostgresServer server) {
        return new JdbcConnectionDetails() {

            @Override
            public String getJdbcUrl() {
                return server.url();
            }

            @Override
            public String getUsername() {
                return server.user();
            }

            @Override
            public String getPassword() {
                return server.password();
            }
        };
    }
}
