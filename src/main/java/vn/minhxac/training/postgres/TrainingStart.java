package vn.minhxac.training.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

import vn.minhxac.common.StartRefused;

/**
 * What training mode checks before anything else starts: that its data folder is not in use (the lock is kept until the
 * process ends) and that its port is free. So a second start says why in one line and leaves the first alone.
 */
public class TrainingStart implements EnvironmentPostProcessor, Ordered {

    private static DataFolder held;

    /** After the configuration files, before the check of the production settings. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 1;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!environment.acceptsProfiles(Profiles.of("training & !production"))
                || !environment.getProperty("minhxac.training.postgres", "embedded").equals("embedded")) {
            return;
        }
        folder(Path.of(environment.getProperty("minhxac.training.data-dir", "./data")));
        checkPort(environment.getProperty("server.address", "127.0.0.1"), environment.getProperty("server.port", Integer.class, 8080));
    }

    /** The locked data folder of this process. */
    static synchronized DataFolder folder(Path path) {
        if (held == null || !held.root().equals(path.toAbsolutePath().normalize())) {
            held = DataFolder.lock(path);
        }
        return held;
    }

    static void checkPort(String address, int port) {
        if (port <= 0) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            // As Tomcat does: a port in TIME_WAIT after a restart is free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        } catch (IOException e) {
            throw new StartRefused("Minh Xác không khởi động: cổng " + port + " đang được chương trình khác dùng; dừng chương trình đó"
                    + " hoặc chọn cổng khác bằng --server.port=<số>. (Port " + port + " is in use; stop the other program or"
                    + " choose another port.)", e);
        }
    }
}
