package vn.minhxac.webapps.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.camunda.bpm.engine.AuthenticationException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.minhxac.audit.Audit;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.BadInput.FieldError;
import vn.minhxac.unit.Officers;

/** Officers change their own password. */
@Component
class Passwords {

    static final int SHORTEST = 10;
    static final int LONGEST = 200;

    private final IdentityService identities;
    private final Officers officers;
    private final Audit audit;
    private final TransactionTemplate transaction;

    Passwords(IdentityService identities, Officers officers, Audit audit, PlatformTransactionManager transactions) {
        this.identities = identities;
        this.officers = officers;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Changes the password of the signed-in officer.
     *
     * @throws BadInput 400 with the fields {@code old}, {@code password}, {@code again}; 409 when the account is locked for a while
     *                  after wrong passwords
     */
    void change(String old, String password, String again) {
        String userId = officers.require().userId();
        // Before the transaction: a wrong password is counted, and that must outlast the refusal.
        if (!matches(userId, old)) {
            throw new BadInput(400, "invalid", List.of(new FieldError("old", "password.wrong")));
        }
        List<FieldError> errors = check(userId, old, password, again);
        if (!errors.isEmpty()) {
            throw new BadInput(400, "invalid", errors);
        }
        transaction.executeWithoutResult(tx -> {
            User user = identities.createUserQuery().userId(userId).singleResult();
            user.setPassword(password);
            identities.saveUser(user);
            officers.passwordChanged(userId);
            audit.record("password.changed", "officer", userId, Map.of());
        });
    }

    private boolean matches(String userId, String password) {
        try {
            return password != null && !password.isEmpty() && identities.checkPassword(userId, password);
        } catch (AuthenticationException e) {
            throw new BadInput(409, "password.locked");
        }
    }

    private static List<FieldError> check(String userId, String old, String password, String again) {
        List<FieldError> errors = new ArrayList<>();
        if (password == null || password.codePointCount(0, password.length()) < SHORTEST) {
            errors.add(new FieldError("password", "password.short"));
        } else if (password.length() > LONGEST) {
            errors.add(new FieldError("password", "password.long"));
        } else if (password.equals(old)) {
            errors.add(new FieldError("password", "password.same"));
        } else if (password.toLowerCase(Locale.ROOT).contains(userId.toLowerCase(Locale.ROOT))) {
            errors.add(new FieldError("password", "password.name"));
        } else if (!password.equals(again)) {
            errors.add(new FieldError("again", "password.again"));
        }
        return errors;
    }
}
