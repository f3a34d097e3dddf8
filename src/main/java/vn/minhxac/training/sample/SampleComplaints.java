package vn.minhxac.training.sample;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import vn.minhxac.complaint.ComplaintAttachments;
import vn.minhxac.complaint.ComplaintFiling;
import vn.minhxac.complaint.ComplaintFiling.DeclaredDose;
import vn.minhxac.complaint.ComplaintFiling.Place;
import vn.minhxac.complaint.ComplaintFiling.Request;
import vn.minhxac.complaint.ComplaintType;

/**
 * Citizens of the sample province complain, as they would on the portal: some of doses at the training accounts' own facility, some of doses in
 * the commune of the health station, some of their names, some without knowing where it was. A few are answered already.
 */
@Component
@Profile("training")
@ConditionalOnProperty(name = "minhxac.training.sample", havingValue = "true", matchIfMissing = true)
class SampleComplaints {

    private static final String OWN_FACILITY = "19H164";
    private static final String OWN_COMMUNE = "05503";
    private static final String HERE = "127.0.0.1";
    private static final Set<Slip> WRONG_NAMES = EnumSet.of(Slip.NAME_TYPO, Slip.NO_DIACRITICS, Slip.WORD_MISSING, Slip.WRONG_SEX, Slip.DAY_MONTH_SWAPPED);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final SampleRegistry registry;
    private final ComplaintFiling filing;
    private final ComplaintAttachments attachments;
    private final JdbcClient jdbc;

    SampleComplaints(SampleRegistry registry, ComplaintFiling filing, ComplaintAttachments attachments, JdbcClient jdbc) {
        this.registry = registry;
        this.filing = filing;
        this.attachments = attachments;
        this.jdbc = jdbc;
    }

    /** @param officer of the own facility, who answers a few */
    void file(OfficerAtDesk officer) throws IOException, InterruptedException {
        Map<String, Person> people = registry.province().registered().stream().collect(Collectors.toMap(Person::idNumber, Function.identity()));
        List<Entry> entries = Stream.concat(registry.province().earlier().stream(), registry.province().later().stream())
                .filter(entry -> people.containsKey(entry.idNumber())).toList();
        Predicate<Entry> right = entry -> entry.slip() == Slip.NONE;
        List<Entry> own = entries.stream().filter(right).filter(entry -> at(entry, OWN_FACILITY)).limit(13).toList();
        List<Entry> commune = entries.stream().filter(right).filter(entry -> entry.commune().equals(OWN_COMMUNE)).limit(6).toList();
        List<Entry> names = entries.stream().filter(entry -> WRONG_NAMES.contains(entry.slip())).filter(entry -> at(entry, OWN_FACILITY)).limit(4).toList();
        List<Entry> elsewhere = entries.stream().filter(right).filter(entry -> !at(entry, OWN_FACILITY)).skip(40).limit(5).toList();

        for (int i = 0; i < own.size(); i++) {
            Person person = people.get(own.get(i).idNumber());
            file(i % 3 == 2 ? missingDose(person, own.get(i), OWN_FACILITY) : wrongDate(person, own.get(i)));
        }
        for (Entry entry : commune) {
            file(request(people.get(entry.idNumber()), ComplaintType.MISSING_DOSE, "Tôi đã tiêm thêm một mũi ở xã nhưng không thấy trên hệ thống.",
                    new Place(null, OWN_COMMUNE, null, null, null), List.of(), List.of()));
        }
        for (Entry entry : names) {
            file(request(people.get(entry.idNumber()), ComplaintType.WRONG_PERSONAL_INFO, "Thông tin cá nhân của tôi trên hệ thống chưa đúng với căn cước.",
                    new Place(OWN_FACILITY, null, null, null, null), List.of(declared(entry.doses().get(0))), List.of(photo(people.get(entry.idNumber()), entry))));
        }
        file(request(people.get(elsewhere.get(0).idNumber()), ComplaintType.OTHER, "Tôi không nhớ đã tiêm ở đâu, xin kiểm tra giúp.", null, List.of(), List.of()));
        file(request(people.get(elsewhere.get(1).idNumber()), ComplaintType.NO_PASSPORT, "Tôi tiêm đủ mà chưa có hộ chiếu vắc xin.",
                new Place(null, null, null, ThaiNguyen.CODE, null), List.of(), List.of()));
        file(request(people.get(elsewhere.get(2).idNumber()), ComplaintType.MISSING_DOSE, "Thiếu mũi tiêm ở thành phố.",
                new Place(null, null, "164", null, null), List.of(), List.of()));
        answerSome(officer);
    }

    private static boolean at(Entry entry, String facility) {
        return entry.doses().stream().anyMatch(dose -> dose.facility().equals(facility));
    }

    /** The certificate says another day than the record. */
    private Request wrongDate(Person person, Entry entry) throws IOException {
        Campaign.Dose dose = entry.doses().stream().filter(d -> d.facility().equals(OWN_FACILITY)).findFirst().orElseThrow();
        Campaign.Dose onPaper = new Campaign.Dose(dose.number(), dose.date().minusDays(1), dose.vaccine(), dose.lot(), dose.facility());
        return request(person, ComplaintType.WRONG_DOSE_INFO, "Ngày tiêm trên hệ thống khác với giấy xác nhận của tôi.",
                new Place(OWN_FACILITY, null, null, null, null), List.of(declared(onPaper)), List.of(photo(person, List.of(onPaper))));
    }

    private Request missingDose(Person person, Entry entry, String facility) throws IOException {
        Campaign.Dose last = entry.doses().get(entry.doses().size() - 1);
        LocalDate day = last.date().plusDays(95);
        LocalDate latest = LocalDate.of(2022, 6, 30);
        Campaign.Dose next = new Campaign.Dose(last.number() + 1, day.isAfter(latest) ? latest : day, "Pfizer", "FN5254", facility);
        return request(person, ComplaintType.MISSING_DOSE, "Hệ thống thiếu mũi " + next.number() + " của tôi.",
                new Place(facility, null, null, null, null), List.of(declared(next)), List.of(photo(person, List.of(next))));
    }

    private static Request request(Person person, ComplaintType type, String description, Place place, List<DeclaredDose> doses, List<String> photos) {
        return new Request(person.fullName(), person.sex(), person.dateOfBirth().toString(), person.idNumber().length() == 12 ? "CCCD" : "CMND",
                person.idNumber(), person.phone(), null, type.name(), description, place, doses, photos, true);
    }

    private static DeclaredDose declared(Campaign.Dose dose) {
        return new DeclaredDose(dose.number(), dose.date().toString(), dose.vaccine(), dose.lot(), dose.facility());
    }

    private String photo(Person person, Entry entry) throws IOException {
        return photo(person, entry.doses());
    }

    private String photo(Person person, List<Campaign.Dose> doses) throws IOException {
        List<String> lines = new ArrayList<>(List.of("Họ và tên: " + person.fullName(), "Ngày sinh: " + DAY.format(person.dateOfBirth()),
                "Số CCCD/CMND: " + person.idNumber()));
        doses.forEach(dose -> lines.add("Mũi " + dose.number() + ": ngày " + DAY.format(dose.date()) + ", vắc xin " + dose.vaccine()));
        return attachments.store(SampleCertificate.jpeg(lines), ComplaintAttachments.Kind.CERTIFICATE, HERE).toString();
    }

    private void file(Request request) {
        ComplaintFiling.Filed filed = filing.file(request, "PORTAL", HERE);
        filing.confirm(filed.code(), otp(filed.code()), HERE);
    }

    private String otp(String code) {
        String text = jdbc.sql("select o.body from outbox o join complaint c on o.dedup_key = 'otp:' || c.otp_id where c.code = :code")
                .param("code", code).query(String.class).single();
        Matcher digits = Pattern.compile("\\b\\d{6}\\b").matcher(text);
        if (!digits.find()) {
            throw new IllegalStateException("no one-time code in the message");
        }
        return digits.group();
    }

    private void answerSome(OfficerAtDesk officer) throws InterruptedException {
        Instant until = Instant.now().plus(PATIENCE);
        while (waiting().size() < 5 && Instant.now().isBefore(until)) {
            TimeUnit.SECONDS.sleep(1);
        }
        List<String> tasks = waiting();
        for (int i = 0; i < Math.min(3, tasks.size()); i++) {
            officer.decide(tasks.get(i), i == 1 ? Map.of("outcome", "REJECTED", "reasonCode", "R08") : Map.of("outcome", "APPROVED"));
        }
    }

    private List<String> waiting() {
        return jdbc.sql("select id_ from act_ru_task where task_def_key_ = 'reviewByFacility' and assignee_ = 'facility1' order by create_time_, id_")
                .query(String.class).list();
    }
}
