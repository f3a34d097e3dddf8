package vn.minhxac.complaint.internal.filing;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;

import vn.minhxac.citizen.DateText;
import vn.minhxac.citizen.Hint;
import vn.minhxac.citizen.IdNumber;
import vn.minhxac.citizen.VietnameseName;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.BadInput.FieldError;
import vn.minhxac.complaint.ComplaintAttachments;
import vn.minhxac.complaint.ComplaintFiling;
import vn.minhxac.complaint.ComplaintType;
import vn.minhxac.complaint.internal.store.Complaint.DeclaredDose;
import vn.minhxac.complaint.internal.store.Complaint.Person;

/** What a complaint must be to be taken in (procedures §5.6); R11 is caught here, so that nobody is refused for it two days later. */
@Component
public class ComplaintCheck {

    static final ZoneId VIET_NAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_DESCRIPTION = 2_000;
    private static final int LONGEST_EMAIL = 254;
    private static final int ISO_DATE = 10;

    private final DeclaredDoses doses;
    private final PlaceCheck places;
    private final Clock clock;

    ComplaintCheck(DeclaredDoses doses, PlaceCheck places, Clock clock) {
        this.doses = doses;
        this.places = places;
        this.clock = clock;
    }

    /** @throws BadInput 400 {@code complaint.invalid} with every bad field */
    public Draft check(ComplaintFiling.Request request) {
        List<FieldError> errors = new ArrayList<>();
        LocalDate today = LocalDate.now(clock.withZone(VIET_NAM));
        ComplaintType type = constant(ComplaintType.class, request.type());
        require(errors, "type", type != null, "complaint.type");
        Person person = person(request, today, errors);
        String description = PlainText.clean(request.description());
        if (description == null) {
            errors.add(new FieldError("description", "complaint.characters"));
        } else {
            require(errors, "description", !description.isEmpty(), "complaint.description");
            require(errors, "description", description.length() <= LONGEST_DESCRIPTION, "complaint.description.long");
        }
        var declared = doses.check(request.doses(), today, errors);
        var place = places.check(placeOf(request, declared), errors);
        List<UUID> attachments = attachments(request.attachments(), errors);
        if (!errors.isEmpty()) {
            throw new BadInput(400, "complaint.invalid", errors);
        }
        return new Draft(type, person, description, place, declared, attachments);
    }

    /** All doses at one facility, and no other place said: that facility. */
    private static ComplaintFiling.Place placeOf(ComplaintFiling.Request request, List<DeclaredDose> doses) {
        ComplaintFiling.Place place = request.place();
        Set<String> sites = new HashSet<>();
        doses.forEach(dose -> sites.add(dose.facilityCode()));
        boolean oneSite = sites.size() == 1 && !sites.contains(null);
        if (!oneSite || place != null && (PlaceCheck.code(place.facilityCode()) != null || Boolean.TRUE.equals(place.abroad()))) {
            return place;
        }
        return place == null ? new ComplaintFiling.Place(sites.iterator().next(), null, null, null, null)
                : new ComplaintFiling.Place(sites.iterator().next(), place.communeCode(), place.districtCode(), place.provinceCode(), null);
    }

    private static Person person(ComplaintFiling.Request request, LocalDate today, List<FieldError> errors) {
        IdType idType = constant(IdType.class, request.idType());
        require(errors, "idType", idType != null, "complaint.idType");
        boolean vietnamese = idType != IdType.PASSPORT;
        String name = name(request, vietnamese, errors);
        require(errors, "sex", "M".equals(request.sex()) || "F".equals(request.sex()), "complaint.sex");
        LocalDate born = date(request.dateOfBirth());
        require(errors, "dateOfBirth", born != null && DateText.isPlausibleBirth(born, today), "complaint.dateOfBirth");
        String number = Objects.requireNonNullElse(IdNumber.strip(request.idNumber()), "");
        number = vietnamese ? number.replaceAll("[ .-]", "") : IdNumber.passport(number);
        boolean fits = idType == null || IdNumber.kind(number, vietnamese).filter(kind -> kind.name().equals(idType.name())).isPresent();
        require(errors, "idNumber", fits, idType == null ? "complaint.idNumber" : "complaint.idNumber." + idType);
        String phone = request.phone() == null ? "" : request.phone().replaceAll("[ .()-]", "").replaceFirst("^(\\+84|0084)", "0");
        require(errors, "phone", phone.matches("0[35789][0-9]{8}"), "complaint.phone");
        String email = request.email() == null || request.email().isBlank() ? null : request.email().strip();
        require(errors, "email", email == null || email.length() <= LONGEST_EMAIL
                && email.matches("[A-Za-z0-9._%+'-]{1,64}@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,24}"), "complaint.email");
        return new Person(name, request.sex(), born, idType == null ? null : idType.name(), number, phone, email);
    }

    private static String name(ComplaintFiling.Request request, boolean vietnamese, List<FieldError> errors) {
        String name = PlainText.clean(request.fullName());
        if (name == null || name.length() > LONGEST_NAME || name.chars().anyMatch(c -> c == '\n' || c == '\r' || c == '\t')) {
            errors.add(new FieldError("fullName", "complaint.fullName.letters"));
            return null;
        }
        Set<Hint> hints = VietnameseName.hints(name, vietnamese);
        boolean asWritten = Boolean.TRUE.equals(request.nameAsWritten());
        if (hints.contains(Hint.NAME_MISSING)) {
            errors.add(new FieldError("fullName", "complaint.fullName"));
        } else if (hints.contains(Hint.NAME_HAS_DIGIT) || hints.contains(Hint.NAME_FOREIGN_LETTER) || !name.matches("[\\p{L}\\p{M} '’.,-]+")) {
            errors.add(new FieldError("fullName", "complaint.fullName.letters"));
        } else if (hints.contains(Hint.NAME_ONE_WORD) && !asWritten) {
            errors.add(new FieldError("fullName", "complaint.fullName.incomplete"));
        } else if (hints.contains(Hint.NAME_NO_DIACRITICS) && !asWritten) {
            errors.add(new FieldError("fullName", "complaint.fullName.noMarks"));
        }
        return VietnameseName.clean(name);
    }

    /** The papers an identity number is on. */
    private enum IdType {
        CCCD, CMND, PASSPORT
    }

    private static List<UUID> attachments(List<String> ids, List<FieldError> errors) {
        if (ids == null) {
            return List.of();
        }
        Set<UUID> known = new HashSet<>();
        List<UUID> result = new ArrayList<>();
        for (int i = 0; i < ids.size() && i <= ComplaintAttachments.MOST; i++) {
            UUID id = uuid(ids.get(i));
            if (id == null || !known.add(id)) {
                errors.add(new FieldError("attachments[" + i + "]", "complaint.attachment"));
            } else {
                result.add(id);
            }
        }
        require(errors, "attachments", ids.size() <= ComplaintAttachments.MOST, "complaint.attachments.many");
        return result;
    }

    /** A UUID as {@link UUID#toString} writes it, or null. */
    public static UUID uuid(String text) {
        return text != null && text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}") ? UUID.fromString(text) : null;
    }

    static LocalDate date(String text) {
        try {
            return text == null || text.strip().length() != ISO_DATE ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        return null;
    }

    static void require(List<FieldError> errors, String field, boolean good, String code) {
        if (!good) {
            errors.add(new FieldError(field, code));
        }
    }
}
