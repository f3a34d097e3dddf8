package vn.minhxac;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** One real PostgreSQL for the whole test run, a database of its own for each application context. */
public final class TestPostgres implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static EmbeddedPostgres server;

    /** Makes an empty database and returns its JDBC URL (user and password {@code postgres}). */
    public static synchronized String newDatabase() {
        try {
            if (server == null) {
                Path work = Files.createTempDirectory("minhxac-test-postgres");
                server = EmbeddedPostgres.builder().setOverrideWorkingDirectory(work.toFile())
                        .setServerConfig("jit", "off").setServerConfig("max_connections", "300").setRegisterShutdownHook(false).start();
                // Not before the application contexts have closed their connections.
                SpringApplication.getShutdownHandlers().add(TestPostgres::stop);
            }
            String name = "test" + DATABASES.incrementAndGet();
            try (var connection = server.getPostgresDatabase().getConnection(); var statement = connection.createStatement()) {
                statement.execute("create database " + name);
            }
            return server.getJdbcUrl("postgres", name);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static synchronized void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of("spring.datasource.url=" + newDatabase(), "spring.datasource.username=postgres",
                "spring.datasource.password=postgres").applyTo(context);
    }
}
