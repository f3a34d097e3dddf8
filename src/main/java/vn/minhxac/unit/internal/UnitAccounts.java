package vn.minhxac.unit.internal;

import java.security.SecureRandom;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.Texts;
import vn.minhxac.notification.Notifications;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.Unit;
import vn.minhxac.unit.UnitKind;

/** Accounts for units that have none, their first password mailed to the unit (9458). */
@Component
class UnitAccounts {

    /** Letters and digits that nobody takes for each other on paper: no 0, O, 1, l, I. */
    private static final String READABLE = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int BLOCKS = 3;
    private static final int BLOCK = 5;

    private final JdbcClient jdbc;
    private final Officers officers;
    private final Notifications notifications;
    private final Texts texts;
    private final Today today;
    private final SecureRandom random = new SecureRandom();

    UnitAccounts(JdbcClient jdbc, Officers officers, Notifications notifications, Texts texts, Today today) {
        this.jdbc = jdbc;
        this.officers = officers;
        this.notifications = notifications;
        this.texts = texts;
        this.today = today;
    }

    /** What a unit is called in letters, and where its mail goes. */
    private record Addressee(String name, String email) {
    }

    /**
     * Makes the account and mails it, in the caller's transaction.
     *
     * @return its user id
     * @throws BadInput 422 {@code delegation.noMail} when the unit has no mail address
     */
    String create(Unit unit, Role role) {
        Addressee unitOffice = addressee(unit);
        if (unitOffice.email() == null) {
            throw new BadInput(422, "delegation.noMail");
        }
        String userId = freeName((unit.kind() == UnitKind.COMMUNE ? "station" : "district") + unit.code());
        String password = password();
        officers.saveNew(new Officer(userId, unitOffice.name(), role, unit.kind(), unit.code(), unit.provinceCode(), unitOffice.email(),
                null, true), password);
        notifications.mail(unitOffice.email(), texts.get("delegation.mail.subject", unitOffice.name()),
                texts.get("delegation.mail.text", unitOffice.name(), unit.name(), userId, password),
                texts.get("delegation.mail.html", HtmlUtils.htmlEscape(unitOffice.name(), "UTF-8"),
                        HtmlUtils.htmlEscape(unit.name(), "UTF-8"), userId, password), "account:" + userId);
        return userId;
    }

    /** The unit's own address, else that of the health station or centre in it. */
    private Addressee addressee(Unit unit) {
        boolean commune = unit.kind() == UnitKind.COMMUNE;
        String office = commune ? "Trạm Y tế" : "Trung tâm Y tế";
        Addressee found = jdbc.sql("""
                select name, email from unit
                 where kind = 'FACILITY' and parent_kind = :kind and parent_code = :code and lower(name) like lower(:office) || '%'
                   and valid_from <= :today and (valid_to is null or valid_to >= :today)
                 order by email is null, code limit 1""")
                .param("kind", unit.kind().name()).param("code", unit.code()).param("office", office).param("today", today.get())
                .query((row, n) -> new Addressee(row.getString("name"), row.getString("email"))).optional()
                .orElseGet(() -> new Addressee(office + " " + lowerFirst(unit.name()), null));
        return unit.email() == null ? found : new Addressee(found.name(), unit.email());
    }

    private String freeName(String wanted) {
        String name = wanted;
        for (int n = 2; officers.find(name).isPresent(); n++) {
            name = wanted + "n" + n;
        }
        return name;
    }

    /** Three blocks of five, about 87 bits. */
    private String password() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < BLOCKS * BLOCK; i++) {
            if (i > 0 && i % BLOCK == 0) {
                password.append('-');
            }
            password.append(READABLE.charAt(random.nextInt(READABLE.length())));
        }
        return password.toString();
    }

    private static String lowerFirst(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
