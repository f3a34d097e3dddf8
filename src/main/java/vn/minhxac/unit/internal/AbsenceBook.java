package vn.minhxac.unit.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.minhxac.audit.Audit;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.BadInput.FieldError;
import vn.minhxac.unit.Duty.Absence;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;

/** Who is away, when, and who stands in. */
@Component
class AbsenceBook {

    /** A year: whoever is away for longer has the account closed. */
    private static final int LONGEST_DAYS = 366;
    private static final Set<Role> HEADS = Set.of(Role.FACILITY_HEAD, Role.COMMUNE_CHAIR);

    /** The same as {@link #manages}. */
    private static final String MANAGED = """
            (o.user_id = :me or :all or (:head and o.unit_kind = :kind and o.unit_code = :code)
             or (:province and o.province_code = :provinceCode))""";

    private final JdbcClient jdbc;
    private final Officers officers;
    private final Audit audit;
    private final Clock clock;
    private final Today today;

    AbsenceBook(JdbcClient jdbc, Officers officers, Audit audit, Clock clock, Today today) {
        this.jdbc = jdbc;
        this.officers = officers;
        this.audit = audit;
        this.clock = clock;
        this.today = today;
    }

    Optional<Absence> on(String userId, LocalDate day) {
        return jdbc.sql("select * from officer_absence where user_id = :id and :day between first_day and last_day order by id limit 1")
                .param("id", userId).param("day", day).query(AbsenceBook::absence).optional();
    }

    List<Absence> list() {
        return query("select a.* from officer_absence a join officer o using (user_id) where a.last_day >= :today and " + MANAGED
                + " order by a.first_day, a.user_id, a.id").query(AbsenceBook::absence).list();
    }

    /** Active officers whose absences the current officer may manage, the officer included, by name. */
    List<Officer> managed() {
        return query("select * from officer o where o.active and " + MANAGED + " order by o.display_name, o.user_id")
                .query(JdbcOfficers::officer).list();
    }

    private JdbcClient.StatementSpec query(String sql) {
        Officer me = officers.require();
        return jdbc.sql(sql).param("today", today.get()).param("me", me.userId()).param("all", me.role() == Role.ADMIN)
                .param("head", HEADS.contains(me.role())).param("kind", me.unitKind() == null ? null : me.unitKind().name())
                .param("code", me.unitCode()).param("province", me.role() == Role.PROVINCIAL_HEALTH)
                .param("provinceCode", me.provinceCode());
    }

    void enter(String userId, LocalDate firstDay, LocalDate lastDay, String substitute) {
        Officer me = officers.require();
        Officer officer = officers.find(userId == null ? me.userId() : userId).filter(Officer::active)
                .filter(o -> manages(me, o)).orElseThrow(() -> new BadInput(403, "forbidden"));
        // two forms sent at once must not both find the days free
        jdbc.sql("select 1 from officer where user_id = :id for no key update").param("id", officer.userId()).query(Integer.class).single();
        check(officer, firstDay, lastDay, substitute);
        long id = jdbc.sql("""
                insert into officer_absence (user_id, first_day, last_day, substitute, entered_by, entered_at)
                values (:id, :first, :last, :substitute, :by, :now) returning id""")
                .param("id", officer.userId()).param("first", firstDay).param("last", lastDay).param("substitute", substitute)
                .param("by", me.userId()).param("now", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
        audit.record("absence.entered", "officer", officer.userId(), Map.of("absence", id, "firstDay", firstDay.toString(),
                "lastDay", lastDay.toString(), "substitute", substitute == null ? "" : substitute));
    }

    private void check(Officer officer, LocalDate firstDay, LocalDate lastDay, String substitute) {
        List<FieldError> errors = new ArrayList<>();
        if (firstDay == null) {
            errors.add(new FieldError("firstDay", "NotNull"));
        }
        if (lastDay == null) {
            errors.add(new FieldError("lastDay", "NotNull"));
        }
        if (errors.isEmpty()) {
            if (lastDay.isBefore(firstDay)) {
                errors.add(new FieldError("lastDay", "absence.order"));
            } else if (lastDay.isBefore(today.get())) {
                errors.add(new FieldError("lastDay", "absence.past"));
            } else if (firstDay.isBefore(today.get().minusDays(LONGEST_DAYS)) || firstDay.plusDays(LONGEST_DAYS).isBefore(lastDay)
                    || firstDay.isAfter(today.get().plusDays(LONGEST_DAYS))) {
                errors.add(new FieldError("lastDay", "absence.long"));
            } else if (overlaps(officer.userId(), firstDay, lastDay)) {
                errors.add(new FieldError("firstDay", "absence.overlap"));
            }
        }
        if (substitute != null && officers.find(substitute).filter(s -> standsInFor(s, officer)).isEmpty()) {
            errors.add(new FieldError("substitute", "absence.substitute"));
        }
        if (!errors.isEmpty()) {
            throw new BadInput(400, "invalid", errors);
        }
    }

    private boolean overlaps(String userId, LocalDate firstDay, LocalDate lastDay) {
        return jdbc.sql("select exists (select 1 from officer_absence where user_id = :id and first_day <= :last and last_day >= :first)")
                .param("id", userId).param("first", firstDay).param("last", lastDay).query(Boolean.class).single();
    }

    void delete(long id) {
        Officer me = officers.require();
        Absence absence = jdbc.sql("select * from officer_absence where id = :id").param("id", id).query(AbsenceBook::absence).optional()
                .filter(a -> officers.find(a.userId()).filter(o -> manages(me, o)).isPresent()).orElseThrow(BadInput::notFound);
        if (jdbc.sql("delete from officer_absence where id = :id").param("id", id).update() == 1) {
            audit.record("absence.deleted", "officer", absence.userId(), Map.of("absence", id, "firstDay", absence.firstDay().toString(),
                    "lastDay", absence.lastDay().toString()));
        }
    }

    static boolean standsInFor(Officer substitute, Officer officer) {
        return substitute.active() && !substitute.userId().equals(officer.userId()) && substitute.role() == officer.role()
                && substitute.unitKind() == officer.unitKind() && Objects.equals(substitute.unitCode(), officer.unitCode());
    }

    private static boolean manages(Officer me, Officer other) {
        return me.role() == Role.ADMIN || me.userId().equals(other.userId())
                || HEADS.contains(me.role()) && me.unitKind() == other.unitKind() && me.unitCode() != null
                        && me.unitCode().equals(other.unitCode())
                || me.role() == Role.PROVINCIAL_HEALTH && me.provinceCode() != null && me.provinceCode().equals(other.provinceCode());
    }

    private static Absence absence(ResultSet row, int n) throws SQLException {
        return new Absence(row.getLong("id"), row.getString("user_id"), row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class), row.getString("substitute"));
    }
}
