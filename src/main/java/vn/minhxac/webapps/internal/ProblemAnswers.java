package vn.minhxac.webapps.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** 401 and 403 of the API as RFC 9457 problems in the caller's language. */
@Component
class ProblemAnswers implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final MessageSource messages;
    private final LocaleResolver locales;
    private final ObjectMapper json;

    ProblemAnswers(MessageSource messages, LocaleResolver locales, ObjectMapper json) {
        this.messages = messages;
        this.locales = locales;
        this.json = json;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        // A browser would ask with its own window and then send the password along for ever, forged requests included.
        if (request.getHeader("Sec-Fetch-Mode") == null) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"Minh Xac\", charset=\"UTF-8\"");
        }
        answer(request, response, HttpStatus.UNAUTHORIZED, "loginRequired");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why) throws IOException {
        answer(request, response, HttpStatus.FORBIDDEN, why instanceof CsrfException ? "csrf" : "forbidden");
    }

    /** Refuses everything else until the first password has been changed. */
    void passwordMustChange(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, HttpStatus.FORBIDDEN, "password.mustChange");
    }

    /** For pages: the error page, which tells an expired form from a lack of rights. */
    AccessDeniedHandler forPages() {
        return (request, response, why) -> {
            request.setAttribute(WebAttributes.ACCESS_DENIED_403, why);
            response.sendError(HttpStatus.FORBIDDEN.value());
        };
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String code)
            throws IOException {
        Locale locale = locales.resolveLocale(request);
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status,
                messages.getMessage("error." + code + ".detail", null, locale));
        problem.setTitle(messages.getMessage("error." + code, null, locale));
        problem.setProperty("code", code);
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        json.writeValue(response.getWriter(), problem);
    }
}
