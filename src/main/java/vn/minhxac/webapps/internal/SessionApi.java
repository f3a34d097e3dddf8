package vn.minhxac.webapps.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;

/** Who is signed in. */
@RestController
@Tag(name = "session")
class SessionApi {

    private final Officers officers;

    SessionApi(Officers officers) {
        this.officers = officers;
    }

    record Session(String user, String displayName, String role, String unit, String province) {
    }

    @GetMapping("/api/v1/session")
    @Operation(summary = "The officer who calls; sets the cookie MX-XSRF, which scripts send back as the header X-MX-XSRF")
    Session session(CsrfToken token) {
        token.getToken(); // reading it is what writes the cookie
        Officer officer = officers.require();
        return new Session(officer.userId(), officer.displayName(), officer.role().name(), officer.unitCode(),
                officer.provinceCode());
    }
}
