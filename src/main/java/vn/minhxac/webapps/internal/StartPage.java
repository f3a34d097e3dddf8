package vn.minhxac.webapps.internal;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Where an officer starts after login: the page that was asked for, else the application of the role. */
@Component
class StartPage extends SavedRequestAwareAuthenticationSuccessHandler {

    static final String TASKLIST = "/camunda/app/tasklist/default/";
    static final String COCKPIT = "/camunda/app/cockpit/default/";
    static final String ADMIN = "/camunda/app/admin/default/";
    /** Camunda's own front doors, which lead to Welcome: nobody wanted to go there in particular. */
    private static final Set<String> FRONT_DOORS = Set.of("/camunda", "/camunda/", "/camunda/app/", "/camunda/app/welcome/",
            "/camunda/app/welcome/default/");

    /** Spring MVC's servlet; in tests without a server there is no name. */
    private static final Set<String> DISPATCHER = Set.of("", DispatcherServletAutoConfiguration.DEFAULT_DISPATCHER_SERVLET_BEAN_NAME);

    private final RequestCache wanted = new HttpSessionRequestCache();
    private final RequestMappingHandlerMapping pages;

    StartPage(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping pages) {
        this.pages = pages;
        setRequestCache(wanted);
    }

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws ServletException, IOException {
        SavedRequest page = wanted.getRequest(request, response);
        if (page != null && FRONT_DOORS.contains(java.net.URI.create(page.getRedirectUrl()).getPath())) {
            wanted.removeRequest(request, response);
        }
        super.onAuthenticationSuccess(request, response, who);
    }

    @Override
    protected String determineTargetUrl(HttpServletRequest request, HttpServletResponse response, Authentication who) {
        return of(who);
    }

    static String of(Authentication who) {
        return who.getAuthorities().stream().map(GrantedAuthority::getAuthority).findFirst().map(role -> switch (role) {
            case "ROLE_SUPERVISOR", "ROLE_ANALYST" -> COCKPIT;
            case "ROLE_ADMIN" -> ADMIN;
            default -> TASKLIST;
        }).orElse("/");
    }

    /** Whether nothing of ours, nor another servlet, answers this address: a mistyped one is "not found", not "please log in". */
    boolean isNowhere(HttpServletRequest request) {
        try {
            return DISPATCHER.contains(request.getHttpServletMapping().getServletName()) && pages.getHandler(request) == null;
        } catch (Exception methodOrTypeNotSupported) {
            return false;
        }
    }
}
