package vn.minhxac.passport.internal.verify;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.minhxac.common.Texts;

/**
 * Refuses oversized uploads of strangers by their declared length. The general limit for uploads is that of import files, and
 * a multipart body is on disk before any controller sees it; so this comes before everything that might read it.
 */
@Configuration(proxyBeanMethods = false)
class UploadGuard {

    /** A picture of 5 MB and what is around it. */
    static final long MAX_UPLOAD = (5L << 20) + 65_536;

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> publicUploadGuard(Texts texts, ObjectMapper json) {
        var registration = new FilterRegistrationBean<OncePerRequestFilter>(new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                boolean multipart = request.getContentType() != null && request.getContentType().startsWith("multipart/");
                if (!multipart || request.getContentLengthLong() >= 0 && request.getContentLengthLong() <= MAX_UPLOAD) {
                    chain.doFilter(request, response);
                    return;
                }
                int status = request.getContentLengthLong() < 0 ? 411 : 413;
                response.setStatus(status);
                response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                response.setCharacterEncoding("UTF-8");
                // The body stays unread, so the connection cannot be used again.
                response.setHeader("Connection", "close");
                json.writeValue(response.getOutputStream(),
                        Map.of("title", texts.get("error.tooLarge"), "status", status, "code", "tooLarge"));
            }
        });
        registration.addUrlPatterns("/api/v1/passports/*", "/verify", "/verify/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
        return registration;
    }
}
