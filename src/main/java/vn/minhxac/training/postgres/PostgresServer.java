package vn.minhxac.training.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import vn.minhxac.common.StartRefused;

/**
 * Training mode's own PostgreSQL: a real server on the loopback interface, safe against power loss, its data kept in the
 * data folder. A server that a killed application left behind is stopped properly and started anew; what was committed is
 * there, and no session of the dead application holds a lock any more.
 */
final class PostgresServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);

    private static final String MAJOR_VERSION = "17";
    private static final String USER = "minhxac";
    private static final String DATABASE = "minhxac";
    /** A first start on a slow disk, or the recovery after a crash, may take minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=100",
            "fsync=on", "full_page_writes=on", "synchronous_commit=on",
            "shared_buffers=256MB", "work_mem=16MB", "maintenance_work_mem=128MB", "effective_cache_size=1GB",
            "max_wal_size=2GB", "random_page_cost=1.1",
            // Short statements throughout: compiling them costs more than it saves.
            "jit=off",
            "timezone=UTC",
            // No value of a person in the server's log, not even with an error.
            "log_min_error_statement=panic", "log_parameter_max_length=0", "log_parameter_max_length_on_error=0",
            "log_error_verbosity=terse");

    private final DataFolder folder;
    private final PostgresBinaries binaries;
    private final String password;
    private int port;

    private PostgresServer(DataFolder folder, PostgresBinaries binaries, String password) {
        this.folder = folder;
        this.binaries = binaries;
        this.password = password;
    }

    /** Starts the server of this folder, on its first start making the database. */
    static PostgresServer start(DataFolder folder) {
        try {
            PostgresServer server = new PostgresServer(folder,
                    PostgresBinaries.unpackedIn(folder.resolve("postgresql-" + MAJOR_VERSION)), password(folder));
            server.stopLeftBehind();
            server.initialise();
            server.launch();
            server.createDatabase();
            return server;
        } catch (IOException | SQLException e) {
            throw new StartRefused("Minh Xác không khởi động: cơ sở dữ liệu tập huấn trong " + folder.root()
                    + " không chạy được: " + e.getMessage() + " (Training mode's PostgreSQL does not start.)", e);
        }
    }

    String url() {
        // Batched inserts of the engine become one statement each.
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE + "?reWriteBatchedInserts=true";
    }

    String user() {
        return USER;
    }

    String password() {
        return password;
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        try {
            run(List.of(binaries.program("pg_ctl"), "-D", folder.cluster().toString(), "-m", "fast", "-t", "60", "-w", "stop"));
        } catch (IOException e) {
            LOG.warn("PostgreSQL of training mode did not stop in time; the next start recovers it: {}", e.getMessage());
        }
    }

    private void stopLeftBehind() throws IOException {
        Path pidFile = folder.cluster().resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).trim());
        boolean running = ProcessHandle.of(pid).filter(ProcessHandle::isAlive)
                .map(p -> p.info().command().map(c -> Path.of(c).getFileName().toString().startsWith("postgres")).orElse(true))
                .orElse(false);
        if (!running) {
            // After a reboot, or in a new container, the number may belong to any process: PostgreSQL would refuse to start.
            Files.delete(pidFile);
            return;
        }
        LOG.info("Taking over the PostgreSQL that an earlier run left behind");
        try {
            run(List.of(binaries.program("pg_ctl"), "-D", folder.cluster().toString(), "-m", "fast", "-t", "60", "-w", "stop"));
        } catch (IOException slow) {
            run(List.of(binaries.program("pg_ctl"), "-D", folder.cluster().toString(), "-m", "immediate", "-t", "60", "-w", "stop"));
        }
    }

    private void initialise() throws IOException {
        Path version = folder.cluster().resolve("PG_VERSION");
        Path finished = folder.cluster().resolve("minhxac.initialised");
        if (Files.exists(version) && Files.exists(finished)) {
            String found = Files.readString(version).trim();
            if (!found.equals(MAJOR_VERSION)) {
                throw new StartRefused("Minh Xác không khởi động: dữ liệu trong " + folder.root() + " thuộc PostgreSQL " + found
                        + ", phiên bản này cần " + MAJOR_VERSION + "; chọn thư mục khác bằng --minhxac.training.data-dir=<thư mục>."
                        + " (The data folder belongs to another version of PostgreSQL.)");
            }
            return;
        }
        PostgresBinaries.delete(folder.cluster());
        Path passwordFile = folder.resolve("postgres.password");
        // One collation everywhere, whatever the machine's locale; names are sorted by ICU where they are shown.
        run(List.of(binaries.program("initdb"), "-D", folder.cluster().toString(), "-U", USER, "-A", "scram-sha-256",
                "--pwfile", passwordFile.toString(), "-E", "UTF8", "--locale=C", "--data-checksums"));
        Files.createFile(finished);
    }

    private void launch() throws IOException {
        Path portFile = folder.resolve("postgres.port");
        int remembered = Files.exists(portFile) ? Integer.parseInt(Files.readString(portFile).trim()) : 0;
        port = free(remembered);
        StringBuilder options = new StringBuilder("-p ").append(port);
        SETTINGS.forEach(setting -> options.append(" -c ").append(setting));
        run(List.of(binaries.program("pg_ctl"), "-D", folder.cluster().toString(), "-l", folder.resolve("postgres.log").toString(),
                "-w", "-t", Long.toString(PATIENCE.toSeconds()), "-o", options.toString(), "start"));
        Files.writeString(portFile, Integer.toString(port));
        LOG.info("PostgreSQL {} of training mode runs on 127.0.0.1:{}", MAJOR_VERSION, port);
    }

    private void createDatabase() throws SQLException {
        String maintenance = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        try (Connection connection = DriverManager.getConnection(maintenance, USER, password);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
            if (!found.next()) {
                statement.execute("create database " + DATABASE);
            }
        }
    }

    /** The remembered port where it is free, else any. */
    private static int free(int remembered) throws IOException {
        if (remembered > 0) {
            try (ServerSocket socket = new ServerSocket(remembered, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                LOG.info("Port {} of the last run is taken; choosing another for PostgreSQL", remembered);
            }
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String password(DataFolder folder) throws IOException {
        Path file = folder.resolve("postgres.password");
        if (Files.exists(file)) {
            return Files.readString(file).trim();
        }
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, password + "\n");
        return password;
    }

    private void run(List<String> command) throws IOException {
        List<String> whole = new ArrayList<>(Unprivileged.prefix());
        whole.addAll(command);
        Path output = folder.resolve("postgres-command.log");
        // To a file, not a pipe: the server inherits it and would keep a pipe open.
        ProcessBuilder builder = new ProcessBuilder(whole).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try {
            if (!process.waitFor(PATIENCE.toSeconds() + 30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command.get(0) + " takes too long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (process.exitValue() != 0) {
            List<String> lines = Files.readAllLines(output).stream().filter(line -> !line.isBlank()).toList();
            throw new IOException(lines.isEmpty() ? command.get(0) + " failed" : lines.get(lines.size() - 1));
        }
    }
}
