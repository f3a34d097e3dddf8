package vn.minhxac.cleaning.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.citizen.DateText;
import vn.minhxac.citizen.DateText.Precision;
import vn.minhxac.citizen.Hint;
import vn.minhxac.citizen.IdNumber;
import vn.minhxac.citizen.Identities;
import vn.minhxac.citizen.Identities.Identity;
import vn.minhxac.citizen.IdentityStatus;
import vn.minhxac.citizen.VietnameseName;
import vn.minhxac.cleaning.CleaningCases;
import vn.minhxac.cleaning.internal.CaseRepository.Finding;
import vn.minhxac.cleaning.internal.CaseRepository.Twin;

/** Finds the class of what is wrong in a record, for many records at once. */
@Service
class CaseSorting implements CleaningCases {

    private static final ZoneId VIET_NAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private final CaseRepository cases;
    private final Identities identities;
    private final Clock clock;

    CaseSorting(CaseRepository cases, Identities identities, Clock clock) {
        this.cases = cases;
        this.identities = identities;
        this.clock = clock;
    }

    /** Classes and hints found, by person. */
    private static final class Findings {

        private final Map<Long, Map<MismatchClass, Set<String>>> byPerson = new HashMap<>();

        void add(long person, MismatchClass mismatchClass, Collection<Hint> hints) {
            Set<String> names = byPerson.computeIfAbsent(person, id -> new EnumMap<>(MismatchClass.class))
                    .computeIfAbsent(mismatchClass, name -> new TreeSet<>());
            hints.forEach(hint -> names.add(hint.name()));
        }

        List<Finding> list() {
            List<Finding> list = new ArrayList<>();
            byPerson.forEach((person, classes) -> classes.forEach((name, hints) -> list.add(new Finding(person, name, hints))));
            list.sort(Comparator.comparingLong(Finding::citizenId).thenComparing(Finding::mismatchClass));
            return list;
        }
    }

    @Override
    @Transactional
    public void sort(UUID listId, Collection<Long> citizenIds) {
        if (citizenIds.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Long[] people = citizenIds.toArray(Long[]::new);
        Set<Long> superseded = cases.superseded(people);
        Findings findings = new Findings();
        for (Identity person : identities.find(citizenIds)) {
            classify(person, superseded.contains(person.id()), findings);
        }
        cases.twins(people).forEach(twin -> classify(twin, findings));
        List<Finding> found = findings.list();
        cases.closeOthers(citizenIds, found, now);
        if (!found.isEmpty()) {
            cases.open(listId, found, now);
        }
    }

    @Override
    @Transactional
    public void report(long citizenId, String mismatchClass, String officer) {
        cases.open(null, List.of(new Finding(citizenId, MismatchClass.valueOf(mismatchClass), Set.of())), clock.instant());
    }

    @Override
    @Transactional
    public void close(long citizenId, String reason) {
        cases.close(citizenId, reason, clock.instant());
    }

    private void classify(Identity person, boolean superseded, Findings findings) {
        IdentityStatus status = person.status();
        if (status == IdentityStatus.PRECHECK_FAILED) {
            failedPreCheck(person, findings);
        } else if (status == IdentityStatus.MISMATCHED) {
            Set<Hint> idHints = IdNumber.hints(person.idNumber(), person.sex(), person.dateOfBirth(), true);
            boolean oldCard = superseded || idHints.contains(Hint.ID_OLD_CARD);
            if (oldCard) {
                findings.add(person.id(), MismatchClass.M7, Set.of(Hint.ID_OLD_CARD));
            }
            // A replaced number is the whole difference; an old card alone may hide another one.
            if (!superseded) {
                findings.add(person.id(), MismatchClass.M3, hints(person));
            }
        } else if (status == IdentityStatus.UNVERIFIABLE) {
            findings.add(person.id(), MismatchClass.M4, hints(person));
        }
    }

    private void failedPreCheck(Identity person, Findings findings) {
        Set<Hint> hints = hints(person);
        String number = person.idNumber();
        if (number == null || number.isBlank()) {
            findings.add(person.id(), MismatchClass.M1, hints);
        } else if (!person.vietnamese() || "PASSPORT".equals(person.idType()) || hints.contains(Hint.ID_LOOKS_LIKE_PASSPORT)) {
            findings.add(person.id(), MismatchClass.M8, hints);
        } else if (!IdNumber.isWellFormed(number, true)) {
            findings.add(person.id(), MismatchClass.M2, hints);
        }
        boolean otherFieldMissing = VietnameseName.key(person.fullName()).isEmpty() || !("M".equals(person.sex()) || "F".equals(person.sex()))
                || person.dateOfBirth() == null || !"D".equals(person.dobPrecision());
        if (otherFieldMissing) {
            findings.add(person.id(), MismatchClass.M3, hints);
        }
    }

    private Set<Hint> hints(Identity person) {
        Set<Hint> hints = new TreeSet<>(IdNumber.hints(person.idNumber(), person.sex(), person.dateOfBirth(), person.vietnamese()));
        hints.addAll(VietnameseName.hints(person.fullName(), person.vietnamese()));
        hints.addAll(DateText.birthHints(person.dateOfBirth(), precision(person.dobPrecision()), LocalDate.now(clock.withZone(VIET_NAM))));
        if (person.sex() == null) {
            hints.add(Hint.SEX_MISSING);
        }
        return hints;
    }

    private static Precision precision(String stored) {
        return stored == null ? null : Precision.valueOf(stored);
    }

    /** Both records of a pair get the case, whichever was looked at: the officer has to see them together. */
    private static void classify(Twin twin, Findings findings) {
        boolean bothProven = isProven(twin.status()) && isProven(twin.otherStatus());
        if (twin.samePerson()) {
            // Namesakes whose different numbers both match are two people.
            if (twin.sameNumber() || !bothProven) {
                findings.add(twin.citizenId(), MismatchClass.M5, Set.of());
                findings.add(twin.otherId(), MismatchClass.M5, Set.of());
            }
        } else {
            // Whose number it is the registry has said of the one that matches; the other one has it wrongly.
            if (!isProven(twin.status())) {
                findings.add(twin.citizenId(), MismatchClass.M6, Set.of());
            }
            if (!isProven(twin.otherStatus())) {
                findings.add(twin.otherId(), MismatchClass.M6, Set.of());
            }
        }
    }

    private static boolean isProven(String status) {
        return status.equals("MATCHED") || status.equals("EXEMPT_FOREIGNER");
    }
}
