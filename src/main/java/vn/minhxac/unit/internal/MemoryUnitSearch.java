package vn.minhxac.unit.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import vn.minhxac.unit.Unit;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.UnitSearch;

/**
 * Searches an index in memory: the whole nation is some 30,000 names, and beginnings of several words in any order, without marks and
 * ranked, are what a database's indexes are bad at. Each search first asks for the revision of the units, one row, so that no node is
 * ever behind another, whoever changed them and how.
 */
@Service
class MemoryUnitSearch implements UnitSearch {

    /** 8938 and its forerunners: vaccination against COVID-19 began in March 2021. Places closed before have vaccinated nobody. */
    private static final LocalDate CAMPAIGN = LocalDate.of(2021, 3, 1);
    private static final int MOST = 100;
    private static final int MOST_TIERS = 6;

    private record Key(UnitKind kind, String code) {
    }

    private record State(long revision, LocalDate day, UnitIndex index) {
    }

    private final JdbcClient jdbc;
    private final Today today;
    private volatile State state = new State(-1, LocalDate.MIN, UnitIndex.EMPTY);

    MemoryUnitSearch(JdbcClient jdbc, Today today) {
        this.jdbc = jdbc;
        this.today = today;
    }

    @Override
    public List<Found> find(String text, UnitKind kind, String province, int limit) {
        return text == null || text.isBlank() ? List.of() : index().find(text, kind, province, Math.min(limit, MOST));
    }

    private UnitIndex index() {
        State present = state;
        return fits(present, revision()) ? present.index() : reload();
    }

    private synchronized UnitIndex reload() {
        // The revision before the units: what changes in between is read again the next time.
        long revision = revision();
        if (!fits(state, revision)) {
            LocalDate day = today.get();
            state = new State(revision, day, new UnitIndex(named(day)));
        }
        return state.index();
    }

    private boolean fits(State present, long revision) {
        return present.revision() == revision && present.day().equals(today.get());
    }

    private long revision() {
        return jdbc.sql("select xact from unit_revision").query(Long.class).optional().orElse(0L);
    }

    private List<UnitIndex.Named> named(LocalDate day) {
        List<Unit> all = jdbc.sql("select * from unit where valid_from <= :day order by kind, code, valid_from desc")
                .param("day", day).query(JdbcUnits::unit).list();
        Map<Key, Unit> latest = new HashMap<>();
        all.forEach(u -> latest.putIfAbsent(new Key(u.kind(), u.code()), u));
        List<UnitIndex.Named> named = new ArrayList<>();
        Set<List<String>> seen = new HashSet<>();
        for (Unit u : all) {
            if ((u.validTo() == null || !u.validTo().isBefore(CAMPAIGN)) && seen.add(List.of(u.kind().name(), u.code(), u.name()))) {
                Unit last = latest.get(new Key(u.kind(), u.code()));
                named.add(new UnitIndex.Named(found(u, latest), last.validTo() != null && last.validTo().isBefore(day)));
            }
        }
        return named;
    }

    private static Found found(Unit unit, Map<Key, Unit> latest) {
        List<Unit> line = new ArrayList<>();
        for (Unit at = unit; at != null && line.size() < MOST_TIERS;) {
            line.add(at);
            at = at.parentKind() == null ? null : latest.get(new Key(at.parentKind(), at.parentCode()));
        }
        return new Found(unit.kind(), unit.code(), unit.name(),
                line.stream().skip(1).map(Unit::name).collect(Collectors.joining(", ")), unit.provinceCode(),
                code(line, UnitKind.DISTRICT), code(line, UnitKind.COMMUNE));
    }

    private static String code(List<Unit> line, UnitKind kind) {
        Optional<Unit> unit = line.stream().filter(u -> u.kind() == kind).findFirst();
        return unit.map(Unit::code).orElse(null);
    }
}
