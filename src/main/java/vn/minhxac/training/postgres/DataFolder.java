package vn.minhxac.training.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import vn.minhxac.common.StartRefused;

/**
 * The data folder of training mode, and the lock that keeps it to one running application. The operating system drops the
 * lock with the process that holds it, so a killed application leaves nothing to clean up.
 */
final class DataFolder implements AutoCloseable {

    /** The lock's own byte lies beyond the text, so that whoever is refused can still read who holds it. */
    private static final long LOCK_POSITION = 1_024;

    /** Closing a second channel on the file would drop the lock of the first (POSIX): within this process a set decides. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path root;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path root, FileChannel channel, FileLock lock) {
        this.root = root;
        this.channel = channel;
        this.lock = lock;
    }

    /** Takes the folder, making it where it is missing; refuses where another application holds it. */
    static DataFolder lock(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        if (!HELD.add(root)) {
            throw inUse(root, "");
        }
        boolean locked = false;
        try {
            Files.createDirectories(root);
            FileChannel channel = FileChannel.open(root.resolve("minhxac.lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock(LOCK_POSITION, 1, false);
            if (lock == null) {
                String holder = holder(channel);
                channel.close();
                throw inUse(root, holder);
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)), 0);
            locked = true;
            return new DataFolder(root, channel, lock);
        } catch (IOException e) {
            throw new StartRefused("Minh Xác không khởi động: không ghi được vào thư mục dữ liệu " + root
                    + "; kiểm tra quyền ghi, hoặc chọn thư mục khác bằng --minhxac.training.data-dir=<thư mục>."
                    + " (The data folder cannot be written.)", e);
        } finally {
            if (!locked) {
                HELD.remove(root);
            }
        }
    }

    private static StartRefused inUse(Path root, String holder) {
        return new StartRefused("Minh Xác không khởi động: thư mục dữ liệu " + root + " đang được một Minh Xác khác sử dụng"
                + holder + "; dùng phiên đang chạy đó, hoặc chọn thư mục khác bằng --minhxac.training.data-dir=<thư mục>."
                + " (The data folder is in use by another running application.)");
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(32);
        channel.read(text, 0);
        String pid = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
        return pid.isBlank() ? "" : " (PID " + pid + ")";
    }

    Path root() {
        return root;
    }

    /** PostgreSQL's own data directory. */
    Path cluster() {
        return root.resolve("cluster");
    }

    Path resolve(String name) {
        return root.resolve(name);
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
            HELD.remove(root);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot release the lock of " + root, e);
        }
    }
}
