package vn.minhxac.verification.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.citizen.Corrections.Cause;
import vn.minhxac.citizen.Corrections.Source;
import vn.minhxac.citizen.DateText;
import vn.minhxac.citizen.DoseEntry;
import vn.minhxac.citizen.DoseEntry.KnownDose;
import vn.minhxac.citizen.Hint;
import vn.minhxac.citizen.IdNumber;
import vn.minhxac.citizen.Identities;
import vn.minhxac.citizen.Identities.Identity;
import vn.minhxac.citizen.Identities.NewPerson;
import vn.minhxac.citizen.VietnameseName;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.BadInput.FieldError;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Units;
import vn.minhxac.verification.internal.ListRepository.VerificationList;

/** People on a list made by hand. */
@Service
public class MemberService {

    /** What the form sends of a person; a missing field fails the pre-check later, a wrong one is refused now. */
    public record MemberInput(String fullName, String sex, String dateOfBirth, String idNumber, String nationality, String phone,
                              String permanentCommune) {
    }

    /** A person as the form shows it; the number is masked. */
    public record Member(String id, String fullName, String sex, LocalDate dateOfBirth, String idNumber, String nationality, String outcome,
                         List<MemberDose> doses, int nextDoseNumber) {
    }

    /** A dose a person has already. */
    public record MemberDose(int doseNumber, LocalDate date, String vaccine) {
    }

    /** A page of a list. */
    public record MemberPage(List<Member> items, int total) {
    }

    static final ZoneId VIET_NAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final Pattern PHONE = Pattern.compile("(0|\\+84)[35789]\\d{8}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final int MAX_NAME = 200;
    private static final int MAX_PAGE = 200;
    private static final int MASKED_ENDS = 4;

    private final ListAccess access;
    private final MemberRepository members;
    private final Identities identities;
    private final DoseEntry doses;
    private final Units units;
    private final Officers officers;
    private final Clock clock;

    MemberService(ListAccess access, MemberRepository members, Identities identities, DoseEntry doses, Units units, Officers officers,
                  Clock clock) {
        this.access = access;
        this.members = members;
        this.identities = identities;
        this.doses = doses;
        this.units = units;
        this.officers = officers;
        this.clock = clock;
    }

    /** A page of the list's people, in the order they were entered. */
    @Transactional(readOnly = true)
    public MemberPage page(UUID listId, int page, int size) {
        access.read(listId);
        int limit = Math.max(1, Math.min(MAX_PAGE, size));
        List<Long> ids = members.page(listId, limit, (long) Math.max(0, page) * limit);
        Map<Long, List<KnownDose>> known = doses.known(ids).stream().collect(Collectors.groupingBy(KnownDose::citizenId));
        return new MemberPage(identities.find(ids).stream().map(person -> member(person, known.getOrDefault(person.id(), List.of()))).toList(),
                members.count(listId));
    }

    /** Adds a person; one who is on the list already stays once. */
    @Transactional
    public Member add(UUID listId, MemberInput input) {
        VerificationList list = access.write(listId, "DRAFT");
        long id = identities.findOrAdd(check(list, input),
                new Cause(Source.SESSION, listId.toString(), officers.require().userId(), null, null, clock.instant()));
        members.add(listId, id);
        Identity person = identities.find(List.of(id)).get(0);
        return member(person, doses.known(List.of(id)));
    }

    /** Takes a person off the list; the record stays. */
    @Transactional
    public void remove(UUID listId, long citizenId) {
        access.write(listId, "DRAFT");
        if (!members.remove(listId, citizenId)) {
            throw BadInput.notFound();
        }
    }

    private NewPerson check(VerificationList list, MemberInput input) {
        List<FieldError> errors = new ArrayList<>();
        String nationality = blank(input.nationality()) ? "VN" : input.nationality().strip().toUpperCase(Locale.ROOT);
        boolean vietnamese = nationality.equals("VN");
        require(COUNTRY.matcher(nationality).matches(), "nationality", errors);
        String name = VietnameseName.clean(input.fullName());
        require(!name.isEmpty() && name.length() <= MAX_NAME && !VietnameseName.hints(name, vietnamese).contains(Hint.NAME_HAS_DIGIT), "fullName", errors);
        String sex = blank(input.sex()) ? null : input.sex().strip();
        require(sex == null || sex.equals("M") || sex.equals("F") || !vietnamese && sex.equals("UNSPECIFIED"), "sex", errors);
        DateText born = blank(input.dateOfBirth()) ? null : DateText.parse(input.dateOfBirth());
        require(blank(input.dateOfBirth()) || born != null && born.isFull()
                && DateText.isPlausibleBirth(born.date(), LocalDate.now(clock.withZone(VIET_NAM))), "dateOfBirth", errors);
        String number = IdNumber.strip(input.idNumber());
        number = vietnamese ? number : IdNumber.passport(number);
        require(number == null || IdNumber.isWellFormed(number, vietnamese), "idNumber", errors);
        String phone = blank(input.phone()) ? null : input.phone().replaceAll("[ .-]", "");
        require(phone == null || PHONE.matcher(phone).matches(), "phone", errors);
        String commune = blank(input.permanentCommune()) ? null : input.permanentCommune().strip();
        require(commune == null || units.find(UnitKind.COMMUNE, commune).isPresent(), "permanentCommune", errors);
        if (!errors.isEmpty()) {
            throw new BadInput(400, "verification.person", errors);
        }
        return new NewPerson(list.provinceCode(), name, sex, born == null ? null : born.date(), born == null ? null : born.precision().name(), number,
                IdNumber.kind(number, vietnamese).map(Enum::name).orElse(null), nationality, phone, commune);
    }

    private static void require(boolean right, String field, List<FieldError> errors) {
        if (!right) {
            errors.add(new FieldError(field, "verification.person." + field));
        }
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    private static Member member(Identity person, List<KnownDose> known) {
        int last = known.stream().mapToInt(KnownDose::doseNumber).max().orElse(0);
        return new Member(Long.toString(person.id()), person.fullName(), person.sex(), person.dateOfBirth(), masked(person.idNumber()),
                person.nationality(), person.status().name(),
                known.stream().map(dose -> new MemberDose(dose.doseNumber(), dose.vaccinationDate(), dose.vaccineCode())).toList(), last + 1);
    }

    private static String masked(String number) {
        return number == null || number.length() <= 2 * MASKED_ENDS ? number
                : number.substring(0, MASKED_ENDS) + "••••" + number.substring(number.length() - MASKED_ENDS);
    }
}
