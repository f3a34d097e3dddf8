package vn.minhxac.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Triggers that write down, beside the application, what every transaction changes of people and doses. The history must say the same: no
 * fact changes without it, and it invents none.
 */
final class FactWatch {

    private static final List<String> SETUP = List.of("""
            create schema history_check""", """
            create table history_check.image (seq bigint generated always as identity, xid text, citizen_id bigint, field text, dose int,
                was text, now text)""",
            """
            create table history_check.born (xid text, citizen_id bigint, facts jsonb)""", """
            create function history_check.person(c public.citizen) returns jsonb language sql stable as $$
                select jsonb_build_object('fullName', c.full_name, 'sex', c.sex, 'idNumber', c.id_number, 'idType', c.id_type,
                    'nationality', c.nationality, 'phone', c.phone, 'permanentCommune', c.permanent_commune, 'hamlet', c.hamlet,
                    'dateOfBirth', left(c.date_of_birth::text, case c.dob_precision when 'Y' then 4 when 'M' then 7 else 10 end))
            $$""", """
            create function history_check.dose(d public.dose) returns text language sql stable as $$
                select d.vaccination_date::text || ' ' || d.vaccine_code || ' ' || coalesce(d.lot_number, '-') || ' ' || d.facility_code
            $$""", """
            create function history_check.of_person() returns trigger language plpgsql as $$
            begin
                if tg_op = 'INSERT' then
                    insert into history_check.born values (pg_current_xact_id()::text, new.id, history_check.person(new));
                elsif tg_op = 'DELETE' then
                    raise exception 'records are never deleted';
                else
                    insert into history_check.image (xid, citizen_id, field, was, now)
                    select pg_current_xact_id()::text, new.id, n.key, o.value, n.value from jsonb_each_text(history_check.person(new)) n
                    join jsonb_each_text(history_check.person(old)) o using (key) where n.value is distinct from o.value;
                end if;
                return null;
            end $$""", """
            create function history_check.of_dose() returns trigger language plpgsql as $$
            declare
                was text := case when tg_op <> 'INSERT' and old.status <> 'VOID' then history_check.dose(old) end;
                now text := case when tg_op <> 'DELETE' and new.status <> 'VOID' then history_check.dose(new) end;
            begin
                if tg_op = 'DELETE' then
                    raise exception 'doses are never deleted';
                elsif tg_op = 'UPDATE' and (old.citizen_id, old.dose_number) <> (new.citizen_id, new.dose_number) then
                    insert into history_check.image (xid, citizen_id, field, dose, was, now) values
                        (pg_current_xact_id()::text, old.citizen_id, 'dose', old.dose_number, was, null),
                        (pg_current_xact_id()::text, new.citizen_id, 'dose', new.dose_number, null, now);
                elsif was is distinct from now then
                    insert into history_check.image (xid, citizen_id, field, dose, was, now)
                    values (pg_current_xact_id()::text, new.citizen_id, 'dose', new.dose_number, was, now);
                end if;
                return null;
            end $$""", """
            create trigger history_check after insert or update or delete on citizen for each row execute function history_check.of_person()""", """
            create trigger history_check after insert or update or delete on dose for each row execute function history_check.of_dose()""");

    /** What the tables show of each change against what the history tells, by transaction, record and field. */
    private static final String DIFFERENT = """
            with seen as (
                select xid, citizen_id, field, coalesce(dose, 0) as dose, (array_agg(was order by seq))[1] as was,
                       (array_agg(now order by seq desc))[1] as now
                from history_check.image i
                where not exists (select from history_check.born b where b.xid = i.xid and b.citizen_id = i.citizen_id) group by 1, 2, 3, 4),
            told as (
                select h.xmin::text as xid, citizen_id, field, coalesce(dose_number, 0) as dose, (array_agg(from_value order by id))[1] as was,
                       (array_agg(to_value order by id desc))[1] as now
                from record_change h where field not in ('created', 'merged', 'mergedInto')
                  and not exists (select from history_check.born b where b.xid = h.xmin::text and b.citizen_id = h.citizen_id) group by 1, 2, 3, 4)
            select coalesce(s.field, t.field) || ' of ' || coalesce(s.citizen_id, t.citizen_id) || ': was ' || coalesce(s.was, 'null') || ' is '
                   || coalesce(s.now, 'null') || ', history: ' || coalesce(t.was, 'null') || ' to ' || coalesce(t.now, 'null')
            from (select * from seen where was is distinct from now) s
            full join (select * from told where was is distinct from now) t
              on t.xid = s.xid and t.citizen_id = s.citizen_id and t.field = s.field and t.dose = s.dose
            where s.xid is null or t.xid is null or s.was is distinct from t.was or s.now is distinct from t.now""";

    private static final Set<String> NO_FACTS = Set.of("created", "merged", "mergedInto");

    private final JdbcClient jdbc;
    private final ObjectMapper json = new ObjectMapper();

    FactWatch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void begin() {
        end();
        SETUP.forEach(sql -> jdbc.sql(sql).update());
    }

    void end() {
        jdbc.sql("drop schema if exists history_check cascade").update();
    }

    /** Every change of a fact is in the history of its transaction, and nothing else is. */
    void assertThatNothingChangedSilently() {
        assertThat(jdbc.sql(DIFFERENT).query(String.class).list()).isEmpty();
        assertThat(jdbc.sql("select count(*) from record_change where from_value is not distinct from to_value and field <> 'created'")
                .query(Integer.class).single()).isZero();
    }

    /** The facts of every record when it came in, as the triggers saw them. */
    Map<Long, Map<String, String>> atBirth() {
        Map<Long, Map<String, String>> people = new HashMap<>();
        jdbc.sql("select citizen_id, facts::text from history_check.born").query(row -> {
            people.put(row.getLong(1), facts(row.getString(2)));
        });
        jdbc.sql("""
                select i.citizen_id, i.dose, i.now from history_check.image i join history_check.born b using (xid, citizen_id)
                where i.field = 'dose' and not exists (select from record_change h where h.xmin::text = i.xid and h.citizen_id = i.citizen_id
                    and h.field = 'dose') order by i.seq""").query(row -> {
                        people.get(row.getLong(1)).put("dose " + row.getInt(2), row.getString(3));
                    });
        return people;
    }

    /** The facts of every record now. */
    Map<Long, Map<String, String>> now() {
        Map<Long, Map<String, String>> people = new HashMap<>();
        jdbc.sql("select id, history_check.person(c)::text from citizen c").query(row -> {
            people.put(row.getLong(1), facts(row.getString(2)));
        });
        jdbc.sql("select citizen_id, dose_number, history_check.dose(d) from dose d where status <> 'VOID'").query(row -> {
            people.get(row.getLong(1)).put("dose " + row.getInt(2), row.getString(3));
        });
        return people;
    }

    /** Plays the history forward from these facts: each change begins where the one before ended. Returns where it ends. */
    Map<Long, Map<String, String>> replay(Map<Long, Map<String, String>> from) {
        Map<Long, Map<String, String>> people = new HashMap<>();
        from.forEach((id, facts) -> people.put(id, new HashMap<>(facts)));
        long[] last = {0};
        jdbc.sql("select id, citizen_id, field, dose_number, from_value, to_value, at from record_change order by id").query(row -> {
            assertThat(row.getLong("id")).isGreaterThan(last[0]);
            last[0] = row.getLong("id");
            String field = row.getString("field");
            if (NO_FACTS.contains(field)) {
                return;
            }
            Map<String, String> person = people.get(row.getLong("citizen_id"));
            String key = field.equals("dose") ? "dose " + row.getInt("dose_number") : field;
            assertThat(person.get(key)).as("%s of %s before change %s", key, row.getLong("citizen_id"), last[0])
                    .isEqualTo(row.getString("from_value"));
            person.put(key, row.getString("to_value"));
        });
        people.values().forEach(person -> person.values().removeIf(Objects::isNull));
        return people;
    }

    private Map<String, String> facts(String text) {
        try {
            Map<String, String> facts = json.readValue(text, new TypeReference<HashMap<String, String>>() { });
            facts.values().removeIf(Objects::isNull);
            return facts;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
