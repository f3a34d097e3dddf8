package vn.minhxac.webapps.internal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.minhxac.unit.Officers;

/**
 * Whoever has logged in with a password that somebody else knows changes it before anything else (9458). The login marks such an
 * officer, so that the requests of all others cost nothing here.
 */
final class PasswordFirst extends OncePerRequestFilter {

    /** What the login marks with. */
    static final GrantedAuthority MARK = new SimpleGrantedAuthority("PASSWORD_MUST_CHANGE");
    static final String PAGE = "/password";

    private final Officers officers;
    private final ProblemAnswers problems;
    private final RequestMatcher open;
    private final RequestMatcher calls;

    /**
     * @param open  what is allowed all the same
     * @param calls what is answered with a problem and not with the page; whatever brings its password itself is, too
     */
    PasswordFirst(Officers officers, ProblemAnswers problems, RequestMatcher open, RequestMatcher calls) {
        this.officers = officers;
        this.problems = problems;
        this.open = open;
        this.calls = calls;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        if (who == null || !who.getAuthorities().contains(MARK) || open.matches(request) || !officers.mustChangePassword(who.getName())) {
            chain.doFilter(request, response);
        } else if (calls.matches(request) || request.getHeader("Authorization") != null) {
            problems.passwordMustChange(request, response);
        } else {
            response.sendRedirect(request.getContextPath() + PAGE);
        }
    }
}
