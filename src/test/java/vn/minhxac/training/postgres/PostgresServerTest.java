package vn.minhxac.training.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import vn.minhxac.common.StartRefused;

/** Training mode's database keeps what was entered, whatever happens to the application. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PostgresServerTest {

    @TempDir
    Path data;

    @Test
    void takesOverWhatAKilledApplicationLeftBehindWithNothingLost() throws Exception {
        Process application = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                "-cp", System.getProperty("java.class.path"), ApplicationOnDataFolder.class.getName(), data.toString())
                .redirectErrorStream(true).start();
        try (BufferedReader output = new BufferedReader(new InputStreamReader(application.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(output.lines().anyMatch(line -> line.startsWith("READY"))).as("the first application works").isTrue();

            assertThatThrownBy(() -> DataFolder.lock(data)).isInstanceOf(StartRefused.class)
                    .hasMessageContaining("đang được một Minh Xác khác sử dụng (PID " + application.pid() + ")")
                    .hasMessageContaining("--minhxac.training.data-dir").message().doesNotContain("\n");
            assertThat(application.isAlive()).isTrue();

            application.destroyForcibly().waitFor();
            assertThat(leftBehind()).as("PostgreSQL outlives a killed application").isTrue();
        } finally {
            application.destroyForcibly().waitFor();
        }

        try (DataFolder folder = DataFolder.lock(data)) {
            try (PostgresServer server = PostgresServer.start(folder);
                    Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password())) {
                assertThat(number(connection, "select count(*) from kept where id > 0")).isEqualTo(1_000);
                assertThat(number(connection, "select count(*) from kept where id < 0")).as("not committed").isZero();
                assertThat(text(connection, "show fsync")).isEqualTo("on");
                assertThat(text(connection, "show jit")).isEqualTo("off");
                assertThat(text(connection, "show listen_addresses")).isEqualTo("127.0.0.1");
                assertThat(text(connection, "show server_version")).startsWith("17.");
            }
            assertThat(data.resolve("cluster/postmaster.pid")).as("stopped with the application").doesNotExist();
            restartsOnAFreePort(folder);
        }
    }

    /** Its own port was taken meanwhile, and a crash left a pid file whose number now is another process's. */
    private void restartsOnAFreePort(DataFolder folder) throws Exception {
        int port = Integer.parseInt(Files.readString(data.resolve("postgres.port")));
        Files.writeString(data.resolve("cluster/postmaster.pid"), ProcessHandle.current().pid() + "\n");
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                PostgresServer server = PostgresServer.start(folder);
                Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password())) {
            assertThat(server.port()).isNotEqualTo(port);
            assertThat(number(connection, "select count(*) from kept")).isEqualTo(1_000);
        }
    }

    @Test
    void saysInOneLineThatThePortIsTaken() throws Exception {
        try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> TrainingStart.checkPort("127.0.0.1", first.getLocalPort())).isInstanceOf(StartRefused.class)
                    .hasMessageContaining("cổng " + first.getLocalPort()).hasMessageContaining("--server.port")
                    .message().doesNotContain("\n");
        }
        TrainingStart.checkPort("127.0.0.1", 0);
    }

    private boolean leftBehind() throws Exception {
        long pid = Long.parseLong(Files.readAllLines(data.resolve("cluster/postmaster.pid")).get(0).trim());
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static long number(Connection connection, String sql) throws Exception {
        return Long.parseLong(text(connection, sql));
    }

    private static String text(Connection connection, String sql) throws Exception {
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
