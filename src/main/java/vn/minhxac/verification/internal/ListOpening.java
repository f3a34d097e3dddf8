package vn.minhxac.verification.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.common.BadInput;
import vn.minhxac.common.BadInput.FieldError;
import vn.minhxac.common.Uuid7;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.Units;
import vn.minhxac.verification.internal.ListRepository.VerificationList;

/** Step 1: a list comes into being. */
@Service
public class ListOpening {

    /** What the process of a list needs to know of it. */
    public record OpenedList(UUID id, boolean imported, String unitName, String healthGroup, LocalDate sessionDate) {
    }

    private static final ZoneId VIET_NAM = ZoneId.of("Asia/Ho_Chi_Minh");
    static final Set<String> FIELDS = Set.of("sessionTitle", "sessionDate");
    private static final int MAX_TITLE = 200;
    private static final int ISO_DATE_LENGTH = 10;

    private final ListRepository lists;
    private final Officers officers;
    private final Units units;
    private final ListAccess access;
    private final Clock clock;

    ListOpening(ListRepository lists, Officers officers, Units units, ListAccess access, Clock clock) {
        this.lists = lists;
        this.officers = officers;
        this.units = units;
        this.access = access;
        this.clock = clock;
    }

    /** A list that the system has made: of an import, or of one corrected person. */
    @Transactional
    public OpenedList imported(UUID id) {
        return opened(lists.find(id).filter(list -> list.readyMade() && list.status().equals("DRAFT")).orElseThrow(BadInput::notFound));
    }

    /** A new list for the unit of the officer who asks for it, from what the start form submitted. */
    @Transactional
    public OpenedList byHand(Map<String, Object> submitted) {
        Officer officer = officers.require(Role.COMMUNE_HEALTH_STATION, Role.FACILITY_OFFICER, Role.DISTRICT_HEALTH, Role.PROVINCIAL_HEALTH);
        if (officer.unitKind() == null || officer.provinceCode() == null) {
            throw new BadInput(403, "verification.noUnit");
        }
        VerificationList list = new VerificationList(Uuid7.next(), officer.provinceCode(), officer.unitKind(), officer.unitCode(), "SESSION",
                title(submitted), sessionDate(submitted.get("sessionDate")), "DRAFT", 0, 0);
        lists.add(list, null, officer.userId(), clock.instant());
        return opened(list);
    }

    private static String title(Map<String, Object> submitted) {
        if (!FIELDS.containsAll(submitted.keySet())) {
            throw bad("", "verification.unknownField");
        }
        String title = submitted.get("sessionTitle") instanceof String text ? text.strip() : "";
        if (title.isEmpty() || title.length() > MAX_TITLE) {
            throw bad("sessionTitle", "verification.title");
        }
        return title;
    }

    private LocalDate sessionDate(Object value) {
        LocalDate today = LocalDate.now(clock.withZone(VIET_NAM));
        LocalDate date = date(value);
        // A list is made before its session; a month of grace for sessions already held.
        if (date == null || date.isBefore(today.minusMonths(1)) || date.isAfter(today.plusYears(1))) {
            throw bad("sessionDate", "verification.sessionDate");
        }
        return date;
    }

    private static LocalDate date(Object value) {
        if (value instanceof Date instant) {
            return instant.toInstant().atZone(VIET_NAM).toLocalDate();
        }
        try {
            String text = value instanceof String string ? string.strip() : "";
            return text.length() < ISO_DATE_LENGTH ? null : LocalDate.parse(text.substring(0, ISO_DATE_LENGTH));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private OpenedList opened(VerificationList list) {
        return new OpenedList(list.id(), list.readyMade(), units.name(list.unitKind(), list.unitCode()), access.healthGroup(list), list.sessionDate());
    }

    private static BadInput bad(String field, String code) {
        return new BadInput(400, "verification.form", List.of(new FieldError(field, code)));
    }
}
