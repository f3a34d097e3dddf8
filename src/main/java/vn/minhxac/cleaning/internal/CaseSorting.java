package vn.minhxac.cleaning.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

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
import vn.minhxac.cleaning.internal.proposal.ProposalDerivation;

/** Finds the class of what is wrong in a record, for many records at once. */
@Service
class CaseSorting implements CleaningCases {

    private static final int CHUNK = 5_000;
    private static final ZoneId VIET_NAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private final CaseRepository cases;
    private final FactCheck facts;
    private final Twins twins;
    private final Identities identities;
    private final ProposalDerivation proposals;
    private final Clock clock;

    CaseSorting(CaseRepository cases, FactCheck facts, Twins twins, Identities identities, ProposalDerivation proposals, Clock clock) {
        this.cases = cases;
        this.facts = facts;
        this.twins = twins;
        this.identities = identities;
        this.proposals = proposals;
        this.clock = clock;
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
        facts.find(people, findings);
        twins.find(people, findings);
        Long[] former = former(people, findings);
        List<Finding> found = findings.list();
        cases.closeOthers(people, MismatchClass.DETECTED, found, now);
        cases.closeOthers(former, MismatchClass.OF_TWINS, found, now);
        cases.open(listId, found, now);
        proposals.derive(citizenIds);
    }

    /** Who resembled them before is looked at too: perhaps nobody does any more. */
    private Long[] former(Long[] people, Findings findings) {
        Set<Long> former = twins.former(people);
        former.removeAll(Arrays.asList(people));
        Long[] settled = cases.settled(former);
        if (settled.length > 0) {
            twins.find(settled, findings);
        }
        return settled;
    }

    @Override
    @Transactional
    public void refresh(Collection<Long> citizenIds) {
        if (citizenIds.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Long[] people = citizenIds.toArray(Long[]::new);
        Findings findings = new Findings();
        facts.find(people, findings);
        Long[] settled = cases.settled(citizenIds);
        twins.find(settled, findings);
        Long[] former = former(people, findings);
        List<Finding> found = findings.list();
        cases.closeOthers(people, MismatchClass.OF_FACTS, found, now);
        cases.closeOthers(settled, MismatchClass.OF_TWINS, found, now);
        cases.closeOthers(former, MismatchClass.OF_TWINS, found, now);
        cases.open(null, found, now);
    }

    @Override
    @Transactional
    public void refresh(String provinceCode, String communeCode) {
        List<Long> next = cases.residents(provinceCode, communeCode, 0, CHUNK);
        while (!next.isEmpty()) {
            refresh(next);
            next = cases.residents(provinceCode, communeCode, next.get(next.size() - 1), CHUNK);
        }
    }

    @Override
    @Transactional
    public void report(long citizenId, String mismatchClass, String officer) {
        cases.report(new Finding(citizenId, MismatchClass.valueOf(mismatchClass), Set.of()), officer, clock.instant());
    }

    @Override
    @Transactional
    public void close(long citizenId, String reason) {
        close(citizenId, Arrays.stream(MismatchClass.values()).map(Enum::name).collect(Collectors.toSet()), reason);
    }

    @Override
    @Transactional
    public void close(long citizenId, Set<String> classes, String reason) {
        cases.close(citizenId, classes, reason, clock.instant());
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
}
