package vn.minhxac.verification.internal;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.audit.Audit;
import vn.minhxac.citizen.Corrections.Cause;
import vn.minhxac.citizen.Corrections.Source;
import vn.minhxac.citizen.DoseEntry;
import vn.minhxac.citizen.DoseEntry.KnownDose;
import vn.minhxac.citizen.DoseEntry.SessionDose;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.BadInput.FieldError;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Unit;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;
import vn.minhxac.verification.internal.ListRepository.VerificationList;

/** Step 3: the doses of a session, for everybody of the list whose identity stands. Whoever gets none is marked as not vaccinated. */
@Service
public class SessionDoseService {

    /** A line of the form. */
    public record DoseInput(String citizenId, Integer doseNumber, String date, String vaccine, String lotNumber) {
    }

    /** What was stored. */
    public record Saved(int doses, int notVaccinated) {
    }

    /** The campaign began on 8 March 2021. */
    private static final LocalDate FIRST_DAY = LocalDate.of(2021, 3, 8);
    private static final int MAX_DOSE_NUMBER = 20;
    private static final int MAX_LOT = 50;

    private final ListAccess access;
    private final ListRepository lists;
    private final MemberRepository members;
    private final DoseEntry doses;
    private final Units units;
    private final Officers officers;
    private final Audit audit;
    private final Clock clock;

    SessionDoseService(ListAccess access, ListRepository lists, MemberRepository members, DoseEntry doses, Units units, Officers officers,
                       Audit audit, Clock clock) {
        this.access = access;
        this.lists = lists;
        this.members = members;
        this.doses = doses;
        this.units = units;
        this.officers = officers;
        this.audit = audit;
        this.clock = clock;
    }

    /** Stores the doses of the whole list at once; saving again replaces what was saved before and is not signed yet. */
    @Transactional
    public Saved save(UUID listId, List<DoseInput> input) {
        VerificationList list = access.write(listId, "WAITING_FOR_DOSES");
        Set<Long> cleared = new HashSet<>(lists.cleared(listId));
        String facility = facility(list);
        List<SessionDose> given = check(list, facility, cleared, input);

        Set<Long> vaccinated = given.stream().map(SessionDose::citizenId).collect(Collectors.toSet());
        // Who has a dose of this session from elsewhere, an import for instance, was vaccinated all the same.
        Set<Long> elsewhere = doses.known(cleared).stream().filter(dose -> isOfSession(list, dose.vaccinationDate())
                && !isOurs(dose, facility)).map(KnownDose::citizenId).collect(Collectors.toSet());
        Set<Long> without = new HashSet<>(cleared);
        without.removeAll(vaccinated);
        without.removeAll(elsewhere);
        LocalDate from = list.sessionDate() == null ? FIRST_DAY : list.sessionDate();
        Cause cause = new Cause(Source.SESSION, listId.toString(), officers.require().userId(), null, null, clock.instant());
        doses.takeBack(without, facility, from, "NOT_VACCINATED", cause);
        members.notVaccinated(listId, without);
        if (!given.isEmpty() && doses.enter(given, facility, cause) < given.size()) {
            throw new BadInput(409, "verification.dose");
        }
        audit.record("verification.dosesEntered", "verification_list", listId.toString(), Map.of("doses", given.size(), "notVaccinated", without.size()));
        return new Saved(given.size(), without.size());
    }

    private List<SessionDose> check(VerificationList list, String facility, Set<Long> cleared, List<DoseInput> input) {
        Map<Long, List<KnownDose>> known = doses.known(cleared).stream().filter(dose -> !isOurs(dose, facility) || !isOfSession(list, dose.vaccinationDate()))
                .collect(Collectors.groupingBy(KnownDose::citizenId));
        Map<LocalDate, Set<String>> catalogue = new HashMap<>();
        List<FieldError> errors = new ArrayList<>();
        List<SessionDose> given = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < input.size(); i++) {
            DoseInput line = input.get(i);
            Long citizen = id(line.citizenId());
            if (citizen == null || !cleared.contains(citizen) || !seen.add(citizen)) {
                errors.add(error(i, "citizenId", "citizenId"));
                continue;
            }
            List<KnownDose> before = known.getOrDefault(citizen, List.of());
            int number = line.doseNumber() == null ? 0 : line.doseNumber();
            if (number < 1 || number > MAX_DOSE_NUMBER || before.stream().anyMatch(dose -> dose.doseNumber() == number)) {
                errors.add(error(i, "doseNumber", "doseNumber"));
            }
            LocalDate day = day(line.date());
            if (!isPossible(list, day, number, before)) {
                errors.add(error(i, "date", "vaccinationDate"));
            } else if (!catalogue.computeIfAbsent(day, doses::vaccinesOn).contains(String.valueOf(line.vaccine()))) {
                errors.add(error(i, "vaccine", "vaccine"));
            }
            String lot = line.lotNumber() == null || line.lotNumber().isBlank() ? null : line.lotNumber().strip();
            if (lot != null && lot.length() > MAX_LOT) {
                errors.add(error(i, "lotNumber", "lotNumber"));
            }
            given.add(new SessionDose(citizen, number, day, line.vaccine(), lot));
        }
        if (!errors.isEmpty()) {
            throw new BadInput(400, "verification.dose", errors);
        }
        return given;
    }

    private boolean isPossible(VerificationList list, LocalDate day, int number, List<KnownDose> before) {
        LocalDate today = LocalDate.now(clock.withZone(MemberService.VIET_NAM));
        return day != null && !day.isBefore(FIRST_DAY) && !day.isAfter(today) && isOfSession(list, day)
                && before.stream().allMatch(dose -> dose.doseNumber() < number ? !day.isBefore(dose.vaccinationDate()) : !day.isAfter(dose.vaccinationDate()));
    }

    private static boolean isOfSession(VerificationList list, LocalDate day) {
        return list.sessionDate() == null || !day.isBefore(list.sessionDate());
    }

    private static boolean isOurs(KnownDose dose, String facility) {
        return dose.source().equals("SESSION") && dose.enteringUnit().equals(facility);
    }

    /** The facility that gives and enters the doses, and therefore signs them. */
    private String facility(VerificationList list) {
        if (list.unitKind() == UnitKind.FACILITY) {
            return list.unitCode();
        }
        return units.list(UnitKind.FACILITY, list.provinceCode()).stream()
                .filter(unit -> unit.parentKind() == list.unitKind() && list.unitCode().equals(unit.parentCode()))
                .map(Unit::code).sorted().findFirst().orElse(list.unitCode());
    }

    private static Long id(String text) {
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static LocalDate day(String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static FieldError error(int line, String field, String code) {
        return new FieldError("[" + line + "]." + field, "verification.dose." + code);
    }
}
