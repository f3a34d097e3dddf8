package vn.minhxac.webapps.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/**
 * Our protection against forged requests: a cookie that scripts send back as a header, or a hidden form field. Named otherwise
 * than Camunda's own {@code XSRF-TOKEN}, which protects {@code /camunda/**} and lives in the same browser.
 */
final class Csrf {

    static final String COOKIE = "MX-XSRF";
    static final String HEADER = "X-MX-XSRF";

    private Csrf() {
    }

    static CsrfTokenRepository repository() {
        CookieCsrfTokenRepository cookies = CookieCsrfTokenRepository.withHttpOnlyFalse();
        cookies.setCookieName(COOKIE);
        cookies.setHeaderName(HEADER);
        cookies.setCookiePath("/");
        cookies.setCookieCustomizer(cookie -> cookie.sameSite("Strict"));
        return cookies;
    }

    /** A header carries the token as it is in the cookie; what is written into pages is masked against BREACH. */
    static final class Handler implements CsrfTokenRequestHandler {

        private final CsrfTokenRequestHandler masked = new XorCsrfTokenRequestAttributeHandler();
        private final CsrfTokenRequestHandler plain = new CsrfTokenRequestAttributeHandler();

        @Override
        public void handle(HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
            masked.handle(request, response, token);
        }

        @Override
        public String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
            return (request.getHeader(token.getHeaderName()) != null ? plain : masked).resolveCsrfTokenValue(request, token);
        }
    }
}
