package vn.minhxac.common;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses large bodies of public calls before anything reads them: by their declared length, and where none is declared (chunked) by
 * reading no more than is allowed. A JSON reader would build whatever it is sent in memory.
 */
public final class BodyLimit extends OncePerRequestFilter {

    private final int max;
    private final boolean formsToo;
    private final Texts texts;
    private final ObjectMapper json;

    private BodyLimit(int max, boolean formsToo, Texts texts, ObjectMapper json) {
        this.max = max;
        this.formsToo = formsToo;
        this.texts = texts;
        this.json = json;
    }

    /**
     * The filter for some paths; each module registers it for its own.
     *
     * @param max      bytes of a body; small, since a body of unknown length is kept in memory
     * @param patterns servlet URL patterns
     */
    public static FilterRegistrationBean<BodyLimit> registration(int max, Texts texts, ObjectMapper json, String... patterns) {
        return registration(new BodyLimit(max, true, texts, json), patterns);
    }

    /** The same for paths that also take files, which {@link UploadGuard} limits. */
    public static FilterRegistrationBean<BodyLimit> besideUploads(int max, Texts texts, ObjectMapper json, String... patterns) {
        return registration(new BodyLimit(max, false, texts, json), patterns);
    }

    private static FilterRegistrationBean<BodyLimit> registration(BodyLimit limit, String... patterns) {
        var registration = new FilterRegistrationBean<>(limit);
        registration.addUrlPatterns(patterns);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
        return registration;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !formsToo && UploadGuard.isMultipart(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long declared = request.getContentLengthLong();
        if (declared > max) {
            UploadGuard.tooLarge(response, 413, texts, json);
        } else if (declared >= 0) {
            chain.doFilter(request, response);
        } else {
            byte[] body = request.getInputStream().readNBytes(max + 1);
            if (body.length > max) {
                UploadGuard.tooLarge(response, 413, texts, json);
            } else {
                chain.doFilter(new Read(request, body), response);
            }
        }
    }

    /** A request whose body has been read. */
    private static final class Read extends HttpServletRequestWrapper {

        private final byte[] body;

        Read(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new Body(new ByteArrayInputStream(body));
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class Body extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Body(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("not asynchronous");
        }
    }
}
