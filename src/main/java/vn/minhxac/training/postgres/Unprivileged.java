package vn.minhxac.training.postgres;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import vn.minhxac.common.StartRefused;

/**
 * PostgreSQL refuses to run as root. Where the application does (a container, a teaching machine), its programs run in a
 * user namespace in which they are nobody; the files stay the folder's owner's.
 */
final class Unprivileged {

    private static final List<String> USER_NAMESPACE = List.of("unshare", "-U");

    private static List<String> prefix;

    private Unprivileged() {
    }

    static synchronized List<String> prefix() {
        if (prefix == null) {
            prefix = isRoot() ? asNobody() : List.of();
        }
        return prefix;
    }

    private static boolean isRoot() {
        return System.getProperty("os.name").startsWith("Linux") && "root".equals(System.getProperty("user.name"));
    }

    private static List<String> asNobody() {
        try {
            Process probe = new ProcessBuilder("unshare", "-U", "true").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0) {
                return USER_NAMESPACE;
            }
        } catch (IOException e) {
            // No such program: the same answer as a kernel that forbids it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new StartRefused("Minh Xác không khởi động: PostgreSQL tập huấn không chạy được với tài khoản root trên máy này; hãy"
                + " khởi động bằng tài khoản thường, hoặc dùng PostgreSQL có sẵn: --minhxac.training.postgres=external và"
                + " spring.datasource.*. (PostgreSQL does not run as root here; start as a normal user.)");
    }
}
