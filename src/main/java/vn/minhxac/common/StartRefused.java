package vn.minhxac.common;

import org.springframework.boot.ExitCodeGenerator;

/**
 * The application cannot start as it is set up. Its message is for the operator, in Vietnamese and English; it is printed
 * alone, without a stack trace, and the process ends with exit code 1.
 */
public class StartRefused extends RuntimeException implements ExitCodeGenerator {

    private static final long serialVersionUID = 1L;

    public StartRefused(String message) {
        super(message);
    }

    public StartRefused(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public int getExitCode() {
        return 1;
    }
}
