package vn.minhxac.training.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;

/** A process of its own that uses a data folder until it is killed. */
final class ApplicationOnDataFolder {

    private ApplicationOnDataFolder() {
    }

    public static void main(String[] args) throws Exception {
        PostgresServer server = PostgresServer.start(DataFolder.lock(Path.of(args[0])));
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password())) {
            connection.createStatement().execute("create table kept (id int primary key)");
            connection.createStatement().execute("insert into kept select generate_series(1, 1000)");
            connection.setAutoCommit(false);
            connection.createStatement().execute("insert into kept values (-1)");
            // Holds a lock with it that nobody may wait for after its death.
            connection.createStatement().execute("lock table kept in access exclusive mode");
            System.out.println("READY " + server.port());
            Thread.sleep(600_000);
        }
    }
}
