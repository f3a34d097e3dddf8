package vn.minhxac.cleaning.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import vn.minhxac.citizen.Hint;
import vn.minhxac.cleaning.internal.CaseRepository.Finding;

/** Classes and hints found, by person. */
final class Findings {

    private final Map<Long, Map<MismatchClass, Set<String>>> byPerson = new HashMap<>();

    void add(long person, MismatchClass mismatchClass, Collection<Hint> hints) {
        Set<String> names = byPerson.computeIfAbsent(person, id -> new EnumMap<>(MismatchClass.class))
                .computeIfAbsent(mismatchClass, name -> new TreeSet<>());
        hints.forEach(hint -> names.add(hint.name()));
    }

    void add(long person, MismatchClass mismatchClass) {
        add(person, mismatchClass, Set.of());
    }

    /** In one order, so that two transactions never wait for each other crosswise. */
    List<Finding> list() {
        List<Finding> list = new ArrayList<>();
        byPerson.forEach((person, classes) -> classes.forEach((name, hints) -> list.add(new Finding(person, name, hints))));
        list.sort(Comparator.comparingLong(Finding::citizenId).thenComparing(Finding::mismatchClass));
        return list;
    }
}
