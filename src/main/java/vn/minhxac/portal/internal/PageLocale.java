package vn.minhxac.portal.internal;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * Vietnamese unless the visitor chose English ({@code ?lang=en}, remembered in a cookie). A browser's own language does not
 * decide: many phones in Viet Nam are set to English. Calls of the API say it with {@code Accept-Language}.
 */
final class PageLocale implements LocaleResolver {

    static final Locale VIETNAMESE = Locale.forLanguageTag("vi");
    private static final String COOKIE = "lang";
    private static final Set<String> KNOWN = Set.of("vi", "en");

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        String chosen = request.getParameter(COOKIE);
        if (chosen != null && KNOWN.contains(chosen)) {
            return Locale.forLanguageTag(chosen);
        }
        if (request.getRequestURI().startsWith(request.getContextPath() + "/api/")) {
            return asked(request);
        }
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        return cookie != null && KNOWN.contains(cookie.getValue()) ? Locale.forLanguageTag(cookie.getValue()) : VIETNAMESE;
    }

    private static Locale asked(HttpServletRequest request) {
        if (request.getHeader("Accept-Language") == null) {
            return VIETNAMESE;
        }
        List<Locale> wanted = Collections.list(request.getLocales());
        return wanted.stream().map(Locale::getLanguage).filter(KNOWN::contains).findFirst().map(Locale::forLanguageTag)
                .orElse(VIETNAMESE);
    }

    @Override
    public void setLocale(HttpServletRequest request, HttpServletResponse response, Locale locale) {
        Cookie cookie = new Cookie(COOKIE, locale.getLanguage());
        cookie.setPath(request.getContextPath().isEmpty() ? "/" : request.getContextPath());
        cookie.setMaxAge(365 * 24 * 3600);
        // No secret, and the scripts of Tasklist read it.
        cookie.setHttpOnly(false);
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }

    /** Remembers a choice made by {@code ?lang=}. */
    void remember(HttpServletRequest request, HttpServletResponse response) {
        String chosen = request.getParameter(COOKIE);
        if (chosen != null && KNOWN.contains(chosen)) {
            setLocale(request, response, Locale.forLanguageTag(chosen));
        }
    }
}
