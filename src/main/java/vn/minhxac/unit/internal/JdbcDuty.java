package vn.minhxac.unit.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import vn.minhxac.unit.Duty;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;

@Repository
class JdbcDuty implements Duty {

    /** Those who are there: present officers, and for each absent one the substitute who is there. */
    private static final String PRESENT = """
            select distinct p.user_id
              from officer o
              left join officer_absence a on a.user_id = o.user_id and :today between a.first_day and a.last_day
              join officer p on p.user_id = case when a.id is null then o.user_id else a.substitute end and p.active
             where o.active and o.role = :role and o.unit_kind = :kind and o.unit_code = :code
               and p.user_id is distinct from :not
               and not exists (select 1 from officer_absence b where b.user_id = p.user_id and :today between b.first_day and b.last_day)
             order by 1""";

    /** Rows that another transaction has just chosen are passed over, not waited for. */
    private static final String TAKE_TURN = """
            update officer set last_turn = :now where user_id = (
                select o.user_id from unnest(:ids, :loads) as l (user_id, open) join officer o on o.user_id = l.user_id
                 order by l.open, o.last_turn nulls first, o.user_id
                 limit 1 for no key update of o skip locked)
            returning user_id""";

    /**
     * All of them are being chosen by others at this moment, whose outcome is not to be seen yet: by load alone everybody would choose the
     * same one. The less loaded of two drawn by lot spreads them, and still favours who has less to do.
     */
    private static final String DRAW = """
            select user_id from (select * from unnest(:ids, :loads) as l (user_id, open) order by random() limit 2) two
             order by open limit 1""";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Today today;
    private final AbsenceBook book;

    JdbcDuty(JdbcClient jdbc, Clock clock, Today today, AbsenceBook book) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.today = today;
        this.book = book;
    }

    @Override
    @Transactional
    public Optional<String> next(Role role, UnitKind kind, String unitCode, String not,
                                 Function<Collection<String>, Map<String, Integer>> load) {
        List<String> there = jdbc.sql(PRESENT).param("today", today.get()).param("role", role.name()).param("kind", kind.name())
                .param("code", unitCode).param("not", not).query(String.class).list();
        if (there.size() < 2) {
            return there.stream().findFirst();
        }
        Map<String, Integer> open = load.apply(there);
        String[] ids = there.toArray(String[]::new);
        Integer[] loads = there.stream().map(id -> open.getOrDefault(id, 0)).toArray(Integer[]::new);
        return jdbc.sql(TAKE_TURN).param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("ids", ids).param("loads", loads)
                .query(String.class).optional()
                .or(() -> jdbc.sql(DRAW).param("ids", ids).param("loads", loads).query(String.class).optional());
    }

    @Override
    public boolean served(Role role, UnitKind kind, String unitCode) {
        return jdbc.sql("select exists (select 1 from officer where active and role = :role and unit_kind = :kind and unit_code = :code)")
                .param("role", role.name()).param("kind", kind.name()).param("code", unitCode).query(Boolean.class).single();
    }

    @Override
    public List<Officer> of(Role role, UnitKind kind, String unitCode) {
        return jdbc.sql("""
                select * from officer where active and role = :role and unit_kind = :kind and unit_code = :code order by user_id""")
                .param("role", role.name()).param("kind", kind.name()).param("code", unitCode).query(JdbcOfficers::officer).list();
    }

    @Override
    public Optional<Absence> absentToday(String userId) {
        return book.on(userId, today.get());
    }

    @Override
    public Set<String> absentToday() {
        return Set.copyOf(jdbc.sql("select distinct user_id from officer_absence where :day between first_day and last_day")
                .param("day", today.get()).query(String.class).list());
    }

    @Override
    public List<Absence> absences() {
        return book.list();
    }

    @Override
    @Transactional
    public void enterAbsence(String userId, LocalDate firstDay, LocalDate lastDay, String substitute) {
        book.enter(userId, firstDay, lastDay, substitute);
    }

    @Override
    @Transactional
    public void deleteAbsence(long id) {
        book.delete(id);
    }
}
