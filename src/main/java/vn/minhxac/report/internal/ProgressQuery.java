package vn.minhxac.report.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.minhxac.unit.Unit;

/** Counts over a whole unit: a handful of grouped scans, whatever the number of people. */
@Repository
class ProgressQuery {

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    // The unit and all below it.
    private static final String SCOPE = """
            with recursive scope (kind, code) as (
                select :kind::text, :code::text
                union
                select u.kind, u.code from unit u join scope s on u.parent_kind = s.kind and u.parent_code = s.code),
            here as (select c.* from citizen c where c.province_code = :province and c.merged_into is null and (:kind = 'PROVINCE'
                or c.permanent_commune in (select code from scope where kind = 'COMMUNE'))),
            given as (select d.* from dose d where d.status <> 'VOID' and (:kind = 'PROVINCE'
                and exists (select 1 from citizen c where c.id = d.citizen_id and c.province_code = :province)
                or d.entering_unit in (select code from scope where kind = 'FACILITY')))
            """;

    private record Count(String unit, String name, String state, long n) {
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    ProgressQuery(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Progress of a unit and all below it; the pace is that of the days {@code from} to {@code to}, both included. */
    ProgressView of(Unit unit, LocalDate from, LocalDate to) {
        var people = counts(unit, """
                select unit, (select name from unit u where kind = 'COMMUNE' and code = unit order by valid_from desc limit 1) as name,
                       state, n from (
                    select coalesce(permanent_commune, '') as unit, identity_status as state, count(*) as n from here group by 1, 2
                    union all
                    select coalesce(h.permanent_commune, ''), 'ISSUED', count(*) from here h
                        join passport p on p.citizen_id = h.id and p.status = 'ACTIVE' group by 1) counted
                order by 1, 3""");
        var doses = counts(unit, """
                select unit, (select name from unit u where kind = 'FACILITY' and code = unit order by valid_from desc limit 1) as name,
                       state, n from (
                    select entering_unit as unit, status as state, count(*) as n from given group by 1, 2) counted
                order by 1, 3""");
        var totals = new ProgressView.Totals(total(people), total(doses));
        return new ProgressView(clock.instant(), totals, byUnit(people), byUnit(doses), oldestOpen(unit),
                forecast(unit, from, to, totals.people()));
    }

    private List<Count> counts(Unit unit, String select) {
        return scoped(unit, select).query((row, n) -> new Count(row.getString("unit"), row.getString("name"),
                row.getString("state"), row.getLong("n"))).list();
    }

    private static Map<String, Long> total(List<Count> counts) {
        var total = new TreeMap<String, Long>();
        counts.forEach(c -> total.merge(c.state(), c.n(), Long::sum));
        return total;
    }

    private static List<ProgressView.UnitCounts> byUnit(List<Count> counts) {
        var units = new LinkedHashMap<String, ProgressView.UnitCounts>();
        counts.forEach(c -> units.computeIfAbsent(c.unit(), u -> new ProgressView.UnitCounts(u, c.name(), new TreeMap<>()))
                .states().put(c.state(), c.n()));
        return List.copyOf(units.values());
    }

    private ProgressView.OldestOpen oldestOpen(Unit unit) {
        return scoped(unit, """
                select k.mismatch_class, h.permanent_commune, k.opened_at from cleaning_case k join here h on h.id = k.citizen_id
                where k.status = 'OPEN' order by k.opened_at, k.id limit 1""")
                .query((row, n) -> new ProgressView.OldestOpen(row.getString(1), row.getString(2), row.getTimestamp(3).toInstant()))
                .optional().orElse(null);
    }

    private ProgressView.Forecast forecast(Unit unit, LocalDate from, LocalDate to, Map<String, Long> people) {
        long issued = scoped(unit, """
                select count(*) from passport p join here h on h.id = p.citizen_id where p.issued_at >= :from and p.issued_at < :until""")
                .param("from", from.atStartOfDay(ZONE).toOffsetDateTime())
                .param("until", to.plusDays(1).atStartOfDay(ZONE).toOffsetDateTime()).query(Long.class).single();
        double days = Math.max(1, ChronoUnit.DAYS.between(from, to) + 1);
        double pace = issued / days;
        long open = people.entrySet().stream().filter(e -> !e.getKey().equals("ISSUED")).mapToLong(Map.Entry::getValue).sum()
                - people.getOrDefault("ISSUED", 0L);
        LocalDate today = LocalDate.ofInstant(OffsetDateTime.now(clock).toInstant(), ZONE);
        return new ProgressView.Forecast(from, to, open, pace, open <= 0 ? today
                : pace == 0 ? null : today.plusDays((long) Math.ceil(open / pace)));
    }

    private JdbcClient.StatementSpec scoped(Unit unit, String select) {
        return jdbc.sql(SCOPE + select).param("kind", unit.kind().name()).param("code", unit.code())
                .param("province", unit.provinceCode());
    }

    /** Today in Viet Nam. */
    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }
}
