package vn.minhxac.complaint.internal.review;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import vn.minhxac.citizen.DoseEntry;
import vn.minhxac.citizen.VietnameseName;
import vn.minhxac.common.BadInput.FieldError;
import vn.minhxac.complaint.internal.store.Decision.Action;
import vn.minhxac.complaint.internal.store.Decision.Change;
import vn.minhxac.complaint.internal.store.Decision.Subject;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;

/**
 * Which changes a health officer may decide: identity facts only as the citizen declared them (the police then confirm them), dose facts
 * that can have happened.
 */
@Component
class ChangeRules {

    static final ZoneId VIET_NAM = ZoneId.of("Asia/Ho_Chi_Minh");
    /** Why a dose is void; stored with it. */
    static final Set<String> VOID_REASONS = Set.of(Wish.NOT_MINE, "COMPLAINT_DUPLICATE", "COMPLAINT_NOT_GIVEN");
    /** The campaign began on 8 March 2021. */
    private static final LocalDate FIRST_DAY = LocalDate.of(2021, 3, 8);
    private static final int MAX_DOSE_NUMBER = 20;
    private static final int MAX_LOT = 50;
    static final int MOST = 40;

    private final DoseEntry catalogue;
    private final Units units;
    private final Clock clock;

    ChangeRules(DoseEntry catalogue, Units units, Clock clock) {
        this.catalogue = catalogue;
        this.units = units;
        this.clock = clock;
    }

    /** @return what is wrong, by JSON path; empty where all may be done */
    List<FieldError> check(CaseFile file, List<Change> changes) {
        List<FieldError> errors = new ArrayList<>();
        if (changes.size() > MOST) {
            errors.add(new FieldError("changes", "review.change.tooMany"));
            return errors;
        }
        Map<Integer, LocalDate> doses = new TreeMap<>();
        if (file.record() != null) {
            file.record().doses().forEach(dose -> doses.put(dose.doseNumber(), dose.date()));
        }
        Set<String> done = new HashSet<>();
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            String at = "changes[" + i + "]";
            if (change == null || change.subject() == null) {
                errors.add(new FieldError(at, "review.change.subject"));
            } else if (change.subject() == Subject.IDENTITY) {
                identity(file, change, at, done, errors);
            } else {
                dose(change, at, doses, done, errors);
            }
        }
        // New doses after what was taken back: a number that became free may be given again.
        for (int i = 0; i < changes.size() && errors.isEmpty(); i++) {
            Change change = changes.get(i);
            if (change.action() == Action.ADD && doses.putIfAbsent(change.doseNumber(), change.date()) != null) {
                errors.add(new FieldError("changes[" + i + "].doseNumber", "review.change.numberTaken"));
            }
        }
        if (errors.isEmpty() && changes.stream().anyMatch(change -> change.subject() == Subject.DOSE) && !inOrder(doses)) {
            errors.add(new FieldError("changes", "review.change.order"));
        }
        return errors;
    }

    private static void identity(CaseFile file, Change change, String at, Set<String> done, List<FieldError> errors) {
        String declared = change.field() == null ? null : Wish.declared(file.complaint().person(), change.field());
        if (declared == null || change.action() != null || !done.add(change.field())) {
            errors.add(new FieldError(at + ".field", "review.change.field"));
        } else if (file.record() == null) {
            errors.add(new FieldError(at + ".field", "review.change.noRecord"));
        } else if (change.to() == null || !(change.field().equals("fullName") ? VietnameseName.same(declared, change.to()) : declared.equals(change.to()))) {
            errors.add(new FieldError(at + ".to", "review.change.notDeclared"));
        }
    }

    private void dose(Change change, String at, Map<Integer, LocalDate> doses, Set<String> done, List<FieldError> errors) {
        int before = errors.size();
        Integer number = change.doseNumber();
        if (change.action() == null || change.field() != null || change.to() != null) {
            errors.add(new FieldError(at + ".action", "review.change.action"));
            return;
        }
        if (number == null || number < 1 || number > MAX_DOSE_NUMBER
                || change.action() != Action.ADD && !doses.containsKey(number)
                || !done.add((change.action() == Action.ADD ? "ADD" : "") + number)) {
            errors.add(new FieldError(at + ".doseNumber", change.action() == Action.ADD ? "review.change.number" : "review.change.noDose"));
        }
        if (change.action() == Action.VOID) {
            if (!VOID_REASONS.contains(change.reason() == null ? "" : change.reason())) {
                errors.add(new FieldError(at + ".reason", "review.change.voidReason"));
            }
            if (errors.size() == before) {
                doses.remove(number);
            }
            return;
        }
        LocalDate date = change.date();
        if (date == null || date.isBefore(FIRST_DAY) || date.isAfter(LocalDate.now(clock.withZone(VIET_NAM)))) {
            errors.add(new FieldError(at + ".date", "review.change.date"));
        } else if (change.vaccine() == null || !catalogue.vaccinesOn(date).contains(change.vaccine())) {
            errors.add(new FieldError(at + ".vaccine", "review.change.vaccine"));
        }
        if (change.lotNumber() != null && (change.lotNumber().length() > MAX_LOT || !change.lotNumber().matches("[\\p{L}\\p{N} ./#-]*"))) {
            errors.add(new FieldError(at + ".lotNumber", "review.change.lotNumber"));
        }
        if (change.facilityCode() == null || units.find(UnitKind.FACILITY, change.facilityCode()).isEmpty()) {
            errors.add(new FieldError(at + ".facilityCode", "review.change.facility"));
        }
        if (errors.size() == before && change.action() == Action.SET) {
            doses.put(number, date);
        }
    }

    private static boolean inOrder(Map<Integer, LocalDate> doses) {
        LocalDate last = LocalDate.MIN;
        for (LocalDate date : doses.values()) {
            if (date.isBefore(last)) {
                return false;
            }
            last = date;
        }
        return true;
    }
}
