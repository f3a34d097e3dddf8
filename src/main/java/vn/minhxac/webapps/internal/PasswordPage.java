package vn.minhxac.webapps.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.minhxac.common.BadInput;
import vn.minhxac.unit.Officers;

/** Where an officer changes the own password: at the first login because it must be, later at will. */
@Controller
@RequestMapping(PasswordFirst.PAGE)
class PasswordPage {

    private final Passwords passwords;
    private final Officers officers;
    private final SecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

    PasswordPage(Passwords passwords, Officers officers) {
        this.passwords = passwords;
        this.officers = officers;
    }

    @GetMapping
    String show(Authentication who, Model model) {
        model.addAttribute("first", officers.mustChangePassword(who.getName()));
        return "webapps/password";
    }

    @PostMapping
    String change(@RequestParam(name = "old", required = false) String old, @RequestParam(required = false) String password,
                  @RequestParam(required = false) String again, Authentication who, Model model, HttpServletRequest request,
                  HttpServletResponse response) {
        boolean first = officers.mustChangePassword(who.getName());
        try {
            passwords.change(old, password, again);
        } catch (BadInput e) {
            response.setStatus(e.status());
            model.addAttribute("locked", e.errors().isEmpty());
            model.addAttribute("bad", e.errors().stream().collect(Collectors.toMap(BadInput.FieldError::field, f -> "error." + f.code())));
            return show(who, model);
        }
        goOn(who, request, response);
        if (first) {
            return "redirect:" + StartPage.of(who);
        }
        model.addAttribute("changed", true);
        model.addAttribute("bad", Map.of());
        return show(who, model);
    }

    /** The session goes on without the mark and under a new id: the one who knew the old password may know the old id. */
    private void goOn(Authentication who, HttpServletRequest request, HttpServletResponse response) {
        if (request.getSession(false) != null) {
            request.changeSessionId();
            SecurityContext unmarked = SecurityContextHolder.createEmptyContext();
            unmarked.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(who.getPrincipal(), null,
                    who.getAuthorities().stream().filter(authority -> !authority.equals(PasswordFirst.MARK)).toList()));
            SecurityContextHolder.setContext(unmarked);
            sessions.saveContext(unmarked, request, response);
        }
    }
}
