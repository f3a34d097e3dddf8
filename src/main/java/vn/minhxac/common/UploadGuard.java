package vn.minhxac.common;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses oversized uploads of strangers by their declared length. The general limit for uploads is that of import files, and
 * a multipart body is on disk before any controller sees it; so this comes before everything that might read it.
 */
public final class UploadGuard extends OncePerRequestFilter {

    /** What is around the files of a form: boundaries, headers, a few fields. */
    public static final long AROUND = 65_536;

    /** What the largest upload of a stranger may be: a photo of a complaint, a picture of a code. */
    private static final long STRANGERS = (5L << 20) + AROUND;
    private static final String SESSION_OF_SOMEBODY = "SPRING_SECURITY_CONTEXT";

    private final long maxUpload;
    private final boolean strangersOnly;
    private final Texts texts;
    private final ObjectMapper json;

    private UploadGuard(long maxUpload, boolean strangersOnly, Texts texts, ObjectMapper json) {
        this.maxUpload = maxUpload;
        this.strangersOnly = strangersOnly;
        this.texts = texts;
        this.json = json;
    }

    /**
     * The filter for some paths; each module registers it for its own.
     *
     * @param maxUpload bytes of a whole body
     * @param patterns  servlet URL patterns
     */
    public static FilterRegistrationBean<UploadGuard> registration(long maxUpload, Texts texts, ObjectMapper json, String... patterns) {
        var registration = new FilterRegistrationBean<>(new UploadGuard(maxUpload, false, texts, json));
        registration.addUrlPatterns(patterns);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
        return registration;
    }

    /**
     * The filter for every path: whoever has not signed in uploads no more than a citizen's photo, wherever he sends it. The protection
     * against forged requests looks for its token in the body, so one would be read before anybody is asked who he is.
     */
    static FilterRegistrationBean<UploadGuard> forStrangers(Texts texts, ObjectMapper json) {
        var registration = new FilterRegistrationBean<>(new UploadGuard(STRANGERS, true, texts, json));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
        return registration;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isMultipart(request) || strangersOnly && isNamed(request) || request.getContentLengthLong() >= 0 && request.getContentLengthLong() <= maxUpload) {
            chain.doFilter(request, response);
            return;
        }
        tooLarge(response, request.getContentLengthLong() < 0 ? 411 : 413, texts, json);
    }

    static boolean isMultipart(HttpServletRequest request) {
        return request.getContentType() != null && request.getContentType().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    static void tooLarge(HttpServletResponse response, int status, Texts texts, ObjectMapper json) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        // The body stays unread, so the connection cannot be used again.
        response.setHeader("Connection", "close");
        json.writeValue(response.getOutputStream(), Map.of("title", texts.get("error.tooLarge"), "status", status, "code", "tooLarge"));
    }

    /** Has a session, or brings a password, which is asked for before the body is read. */
    private static boolean isNamed(HttpServletRequest request) {
        String credentials = request.getHeader("Authorization");
        HttpSession session = request.getSession(false);
        return credentials != null && credentials.regionMatches(true, 0, "Basic ", 0, 6)
                || session != null && session.getAttribute(SESSION_OF_SOMEBODY) != null;
    }
}
