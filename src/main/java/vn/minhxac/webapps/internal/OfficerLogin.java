package vn.minhxac.webapps.internal;

import java.util.List;
import org.camunda.bpm.engine.AuthenticationException;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;

/**
 * Checks an officer's password against the engine's identity service, which slows down and locks after repeated failures.
 * The authority is {@code ROLE_} and the role's name;
 * with {@link PasswordFirst#MARK} behind it where the password must be changed first.
 */
@Component
class OfficerLogin implements AuthenticationProvider {

    private final IdentityService identities;
    private final Officers officers;

    OfficerLogin(IdentityService identities, Officers officers) {
        this.identities = identities;
        this.officers = officers;
    }

    @Override
    public Authentication authenticate(Authentication request) {
        String userId = request.getName().strip();
        String password = String.valueOf(request.getCredentials());
        if (!matches(userId, password)) {
            throw new BadCredentialsException("bad credentials");
        }
        Officer officer = officers.find(userId).filter(Officer::active)
                .orElseThrow(() -> new BadCredentialsException("no active officer"));
        var role = new SimpleGrantedAuthority("ROLE_" + officer.role().name());
        return UsernamePasswordAuthenticationToken.authenticated(officer.userId(), null,
                officers.mustChangePassword(officer.userId()) ? List.of(role, PasswordFirst.MARK) : List.of(role));
    }

    private boolean matches(String userId, String password) {
        try {
            return !userId.isEmpty() && !password.isEmpty() && identities.checkPassword(userId, password);
        } catch (AuthenticationException e) {
            throw new LockedException("locked for now", e);
        }
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
