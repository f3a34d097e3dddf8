package vn.minhxac.common.internal.start;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import vn.minhxac.common.StartRefused;

/** Prints why the application refuses to start, and nothing else: an operator reads one message, not a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartRefusedReporter implements SpringBootExceptionReporter {

    // Spring Boot hands the context to every reporter; this one has no use for it.
    StartRefusedReporter(ConfigurableApplicationContext context) {
    }

    @Override
    public boolean reportException(Throwable failure) {
        String message = message(failure);
        if (message == null) {
            return false;
        }
        // In the console's own encoding a service without a locale would lose every Vietnamese letter.
        PrintStream console = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        console.println(message);
        return true;
    }

    static String message(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause() == t ? null : t.getCause()) {
            if (t instanceof StartRefused) {
                return t.getMessage();
            }
            if (t instanceof PortInUseException inUse) {
                return portInUse(inUse.getPort());
            }
        }
        return null;
    }

    static String portInUse(int port) {
        return "Minh Xác không khởi động: cổng " + port + " đang được chương trình khác dùng; dừng chương trình đó hoặc chọn cổng"
                + " khác bằng --server.port=<số>. (Port " + port + " is in use; stop the other program or choose another port.)";
    }
}
