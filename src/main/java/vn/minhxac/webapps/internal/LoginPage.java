package vn.minhxac.webapps.internal;

import java.util.Comparator;
import java.util.List;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Units;

/** The officers' login. In training it lists the accounts, all with one password. */
@Controller
class LoginPage {

    /** As many as a page can usefully show. */
    private static final int MOST_ACCOUNTS = 20;

    private final Officers officers;
    private final Units units;
    private final boolean training;

    LoginPage(Officers officers, Units units, Environment environment) {
        this.officers = officers;
        this.units = units;
        this.training = environment.acceptsProfiles(Profiles.of("training"));
    }

    record Account(String userId, String role, String unit) {
    }

    @GetMapping("/login")
    String login(Authentication who, Model model) {
        if (who != null && who.isAuthenticated()) {
            return "redirect:" + StartPage.of(who);
        }
        model.addAttribute("accounts", training ? accounts() : List.of());
        return "webapps/login";
    }

    private List<Account> accounts() {
        return officers.all().stream().filter(Officer::active)
                .sorted(Comparator.comparing(Officer::role).thenComparing(Officer::userId))
                .limit(MOST_ACCOUNTS)
                .map(officer -> new Account(officer.userId(), "role." + officer.role().name(),
                        officer.unitKind() == null ? "" : units.name(officer.unitKind(), officer.unitCode())))
                .toList();
    }
}
