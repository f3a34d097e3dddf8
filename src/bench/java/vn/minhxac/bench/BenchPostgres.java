package vn.minhxac.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL of production's settings (fsync on) for several databases, and the processor time that it and this program have used. */
final class BenchPostgres implements AutoCloseable {

    private final Path folder;
    private final EmbeddedPostgres server;
    private final ProcessHandle postmaster;

    BenchPostgres() throws IOException {
        folder = Files.createTempDirectory("minhxac-bench");
        Path data = folder.resolve("pgdata");
        server = EmbeddedPostgres.builder().setOverrideWorkingDirectory(folder.toFile()).setDataDirectory(data)
                .setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on").setServerConfig("full_page_writes", "on")
                .setServerConfig("jit", "off").setServerConfig("shared_buffers", "1GB").setServerConfig("max_wal_size", "8GB")
                .setServerConfig("max_connections", "200").start();
        postmaster = ProcessHandle.of(Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim())).orElseThrow();
    }

    /** A new database; returns its URL. */
    String database(String name) throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection(); var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return server.getJdbcUrl("postgres", name);
    }

    Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    double cpuSeconds() {
        return Stream.concat(Stream.of(ProcessHandle.current(), postmaster), postmaster.descendants())
                .mapToDouble(process -> process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9).sum();
    }

    @Override
    public void close() throws IOException, SQLException {
        // What is still to be written would take longer than the server is given to stop.
        try (var connection = server.getPostgresDatabase().getConnection(); var statement = connection.createStatement()) {
            statement.execute("checkpoint");
        }
        server.close();
        FileSystemUtils.deleteRecursively(folder);
    }
}
