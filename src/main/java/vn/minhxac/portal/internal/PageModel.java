package vn.minhxac.portal.internal;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;
import vn.minhxac.unit.Officers;

/** Gives every view what the layout shows: {@code training}, {@code officer} (or null), {@code lang}, {@code path}. */
final class PageModel implements HandlerInterceptor {

    private final Officers officers;
    private final PageLocale locale;
    private final boolean training;

    PageModel(Officers officers, PageLocale locale, boolean training) {
        this.officers = officers;
        this.locale = locale;
        this.training = training;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        locale.remember(request, response);
        return true;
    }

    @Override
    public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler, ModelAndView page) {
        if (page == null || !page.hasView() || page.getViewName() == null || page.getViewName().startsWith("redirect:")) {
            return;
        }
        page.addObject("training", training);
        page.addObject("officer", officers.current().orElse(null));
        page.addObject("lang", RequestContextUtils.getLocale(request).getLanguage());
        page.addObject("path", path(request));
    }

    /** Where the language switch leads; on an error page, home. */
    private static String path(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) == null
                ? request.getRequestURI().substring(request.getContextPath().length()) : "/";
    }
}
