package vn.minhxac.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import vn.minhxac.citizen.Corrections;
import vn.minhxac.citizen.Corrections.Cause;
import vn.minhxac.citizen.Corrections.Source;
import vn.minhxac.citizen.Identities;
import vn.minhxac.citizen.IdentityStatus;
import vn.minhxac.training.registry.RegistrySimulator.Entry;
import vn.minhxac.verification.Recomparison;

/** Each class from a file as a province sends it: who is a case and who is not, what the officer reads, and when it is over. */
class MismatchClassTest extends CleaningScene {

    private static final String NUMBER = "019185000001";
    private static final Line LAN = Line.of("R1", "Nguyễn Thị Lan", "F", "1985-03-07", NUMBER);

    @Autowired
    CleaningCases cases;
    @Autowired
    Corrections records;
    @Autowired
    Identities identities;
    @Autowired
    Recomparison recomparison;
    @Autowired
    TransactionTemplate transaction;

    private void lanIsKnown() {
        known(NUMBER, "Nguyễn Thị Lan", "F", "1985-03-07");
    }

    @Test
    void m1NoNumber() {
        lanIsKnown();
        imported(numbered(LAN, ""));
        assertThat(open("R1")).containsExactly("M1");
        reads("R1", "M1", "Thiếu số");
        imported(LAN);
        settled("R1", "M1");
    }

    @Test
    void m2MalformedNumber() {
        lanIsKnown();
        imported(numbered(LAN, "19185000001"));
        assertThat(open("R1")).containsExactly("M2");
        reads("R1", "M2", "không đúng cấu trúc");
        imported(LAN);
        settled("R1", "M2");
    }

    @Test
    void m3AnotherNameThanTheRegistrys() {
        known(NUMBER, "Nguyễn Thị Lân", "F", "1985-03-07");
        imported(LAN);
        assertThat(open("R1")).containsExactly("M3");
        reads("R1", "M3", "Họ tên");
        imported(Line.of("R1", "Nguyễn Thị Lân", "F", "1985-03-07", NUMBER));
        settled("R1", "M3");
    }

    @Test
    void m4TheRegistryCannotSay() {
        registry.load(Stream.of(new Entry(NUMBER, "Nguyễn Thị Lan", "F", LocalDate.of(1985, 3, 7), null, false)));
        imported(LAN);
        assertThat(open("R1")).containsExactly("M4");
        reads("R1", "M4", "chưa xác minh được");
        registry.clear();
        lanIsKnown();
        comparedAgain("R1");
        settled("R1", "M4");
    }

    @Test
    void m5OnePersonInTwoRecords() {
        lanIsKnown();
        imported(LAN, numbered(record(LAN, "R2"), "019185000009"));
        assertThat(open("R1")).as("proven: the other one has it wrongly").isEmpty();
        assertThat(open("R2")).containsExactly("M3", "M5");
        reads("R2", "M5", "hai hồ sơ");
        // A third one with the same number: proven like the first, and so both are cases.
        imported(record(LAN, "R3"));
        assertThat(open("R1")).containsExactly("M5");
        assertThat(open("R3")).containsExactly("M5");
        merged("R3", "R1");
        settled("R3", "M5");
        settled("R1", "M5");
        assertThat(open("R2")).containsExactly("M3", "M5");
        merged("R2", "R1");
        settled("R2", "M5");
        assertThat(openCases()).isZero();
    }

    @Test
    void m5NamesakesWhoBothMatchAreTwoPeople() {
        lanIsKnown();
        known("019185000002", "Nguyễn Thị Lan", "F", "1985-03-07");
        imported(LAN, numbered(record(LAN, "R2"), "019185000002"));
        assertThat(openCases()).isZero();
        imported(numbered(record(LAN, "R3"), "019185000003"), numbered(record(LAN, "R4"), "019185000004"));
        assertThat(open("R3")).containsExactly("M3", "M5");
        assertThat(open("R4")).containsExactly("M3", "M5");
        assertThat(open("R1")).isEmpty();
        // When one turns out to be somebody else, and matches, nothing is left of the pair but its proven namesakes.
        known("019185000003", "Nguyễn Thị Lan Anh", "F", "1985-03-07");
        imported(Line.of("R3", "Nguyễn Thị Lan Anh", "F", "1985-03-07", "019185000003"));
        settled("R3", "M5");
    }

    @Test
    void m6OneNumberTwoPeople() {
        lanIsKnown();
        imported(LAN, Line.of("R2", "Lê Thị Hồng", "F", "1985-08-09", NUMBER));
        assertThat(open("R1")).as("the number is hers").isEmpty();
        assertThat(open("R2")).containsExactly("M3", "M6");
        reads("R2", "M6", "dùng chung một số");
        known("019185000002", "Lê Thị Hồng", "F", "1985-08-09");
        imported(Line.of("R2", "Lê Thị Hồng", "F", "1985-08-09", "019185000002"));
        settled("R2", "M6");
    }

    @Test
    void m6IsOverForBothWhenOneHasAnotherNumber() {
        imported(LAN, Line.of("R2", "Lê Thị Hồng", "F", "1985-08-09", NUMBER));
        assertThat(open("R1")).containsExactly("M3", "M6");
        assertThat(open("R2")).containsExactly("M3", "M6");
        known("019185000002", "Lê Thị Hồng", "F", "1985-08-09");
        imported(Line.of("R2", "Lê Thị Hồng", "F", "1985-08-09", "019185000002"));
        settled("R2", "M6");
        assertThat(open("R1")).containsExactly("M3");
        settled("R1", "M6");
    }

    @Test
    void m6ForeignersWithOnePassport() {
        Line anna = foreign(Line.of("R1", "ANNA SCHMIDT", "F", "1985-03-07", "C01X00T47"), "DE");
        imported(anna, foreign(Line.of("R2", "PETER SCHMIDT", "M", "1983-03-07", "C01X00T47"), "DE"));
        // Nobody has been compared: neither has the better right to it.
        assertThat(open("R1")).containsExactly("M6");
        assertThat(open("R2")).containsExactly("M6");
    }

    @Test
    void m7AnOldNumber() {
        registry.load(Stream.of(new Entry(NUMBER, "Nguyễn Thị Lan", "F", LocalDate.of(1985, 3, 7), "090123456", true)));
        imported(numbered(LAN, "090123456"));
        assertThat(open("R1")).containsExactly("M7");
        reads("R1", "M7", "9 số");
        imported(LAN);
        settled("R1", "M7");
    }

    @Test
    void m8NationalityAgainstNumber() {
        imported(numbered(LAN, "B1234567"), foreign(Line.of("R2", "ANNA SCHMIDT", "F", "1985-03-07", "019185000007"), "DE"));
        assertThat(open("R1")).containsExactly("M8");
        assertThat(open("R2")).containsExactly("M8");
        reads("R1", "M8", "Quốc tịch");
        imported(foreign(numbered(LAN, "B1234567"), "FR"), foreign(Line.of("R2", "ANNA SCHMIDT", "F", "1985-03-07", "C01X00T47"), "DE"));
        settled("R1", "M8");
        settled("R2", "M8");
    }

    @Test
    void m9WhoIsNotFound() {
        lanIsKnown();
        imported(LAN);
        cases.report(citizen("R1"), "M9", "station1");
        cases.report(citizen("R1"), "M9", "station1");
        assertThat(open("R1")).containsExactly("M9");
        reads("R1", "M9", "Không còn ở địa chỉ");
        comparedAgain("R1");
        cases.refresh(PROVINCE, COMMUNE);
        assertThat(open("R1")).as("only people know").containsExactly("M9");
        cases.close(citizen("R1"), Set.of("M9"), "EMIGRATED");
        assertThat(closed("R1", "M9")).containsExactly("EMIGRATED");
    }

    @Test
    void m10PhonesThatCannotBe() {
        lanIsKnown();
        imported(LAN.phoned("0212345678"), Line.of("R2", "Lê Văn Tám", "M", "1985-03-07", "019085000002").phoned("+84 (91) 234.56-78"),
                Line.of("R3", "Lê Văn Chín", "M", "1985-03-07", "019085000003").phoned(""));
        assertThat(open("R1")).containsExactly("M10");
        assertThat(open("R2")).containsExactly("M3");
        assertThat(open("R3")).containsExactly("M3");
        reads("R1", "M10", "Số điện thoại");
        imported(LAN.phoned("0912345678"));
        assertThat(status("R1")).isEqualTo("MATCHED");
        settled("R1", "M10");
        // A phone that nobody answers looks right: only people can say that it is settled.
        cases.report(citizen("R1"), "M10", "facility1");
        imported(LAN.phoned("0912345679"));
        assertThat(open("R1")).containsExactly("M10");
        cases.close(citizen("R1"), Set.of("M10", "M11"), "EDIT");
        assertThat(open("R1")).isEmpty();
    }

    @Test
    void m11ADoseIsMissing() {
        lanIsKnown();
        imported(LAN, LAN.dose("3", "2022-02-01"));
        assertThat(open("R1")).containsExactly("M11");
        reads("R1", "M11", "chưa nhập mũi");
        imported(LAN.dose("2", "2021-11-01"));
        settled("R1", "M11");
    }

    @Test
    void m12TwoDosesOnOneDay() {
        lanIsKnown();
        imported(LAN, LAN.dose("2", "2021-09-01"));
        assertThat(open("R1")).containsExactly("M12");
        reads("R1", "M12", "mũi tiêm");
        // Whoever looked and found nothing wrong is not asked again, until something changes.
        cases.close(citizen("R1"), Set.of("M12"), "OTHER");
        comparedAgain("R1");
        assertThat(open("R1")).isEmpty();
        later();
        imported(LAN.dose("3", "2022-02-01"));
        assertThat(open("R1")).containsExactly("M12");
        later();
        transaction.executeWithoutResult(status -> {
            records.voidDose(citizen("R1"), 2, "GHOST_DOSE", cause());
            records.voidDose(citizen("R1"), 3, "GHOST_DOSE", cause());
        });
        assertThat(open("R1")).isEmpty();
        assertThat(closed("R1", "M12")).containsExactly("OTHER", "SETTLED");
    }

    @Test
    void m12ALaterNumberBeforeAnEarlierOne() {
        lanIsKnown();
        imported(LAN);
        transaction.executeWithoutResult(status -> records.addDose(citizen("R1"),
                new Corrections.DoseFacts(2, LocalDate.of(2021, 8, 1), "PFIZER", null, FACILITY), cause()));
        assertThat(open("R1")).containsExactly("M12");
    }

    @Test
    void m13AResultAboutAnotherContent() {
        known(NUMBER, "Nguyễn Thị Lân", "F", "1985-03-07");
        imported(LAN);
        // The same name, typed otherwise: nobody has to be asked, but what was compared is not what the record says.
        imported(Line.of("R1", "NGUYỄN THỊ LAN", "F", "1985-03-07", NUMBER));
        assertThat(open("R1")).containsExactly("M13", "M3");
        reads("R1", "M13", "đối chiếu lại");
        comparedAgain("R1");
        assertThat(open("R1")).containsExactly("M3");
        settled("R1", "M13");
    }

    @Test
    void m13AResultThatWasAMatch() {
        lanIsKnown();
        imported(LAN);
        // What an interrupted update of another system may leave.
        jdbc.sql("update citizen set identity_status = 'MISMATCHED'").update();
        cases.refresh(PROVINCE, COMMUNE);
        assertThat(open("R1")).containsExactly("M13");
        comparedAgain("R1");
        settled("R1", "M13");
    }

    private static Line record(Line line, String recordId) {
        return new Line(recordId, line.name(), line.sex(), line.born(), line.number(), line.nationality(), line.phone(), line.commune(),
                line.doseNumber(), line.day());
    }

    private static Line numbered(Line line, String number) {
        return new Line(line.recordId(), line.name(), line.sex(), line.born(), number, line.nationality(), line.phone(), line.commune(),
                line.doseNumber(), line.day());
    }

    private static Line foreign(Line line, String nationality) {
        return new Line(line.recordId(), line.name(), line.sex(), line.born(), line.number(), nationality, line.phone(), line.commune(),
                line.doseNumber(), line.day());
    }

    private void later() {
        clock.advance(Duration.ofMinutes(1));
    }

    private Cause cause() {
        return new Cause(Source.CLEANING, "batch", "station1", "police1", "EDIT", clock.instant());
    }

    private void merged(String from, String into) {
        transaction.executeWithoutResult(status -> records.merge(citizen(from), citizen(into), cause()));
        runJobs();
    }

    private void comparedAgain(String recordId) {
        transaction.executeWithoutResult(status -> {
            identities.mark(List.of(citizen(recordId)), IdentityStatus.DRAFT, clock.instant());
            recomparison.compareAgain(citizen(recordId), "province1");
        });
        runJobs();
    }

    /** Classes of the open cases, as the record shows them to the station. */
    private Set<String> open(String recordId) {
        Set<String> classes = new TreeSet<>();
        call(get("/api/v1/records/" + recordId), "province1", null, 200).path("cleaning").forEach(one -> classes.add(one.path("mismatchClass")
                .asText()));
        return classes;
    }

    /** What the officer reads: one sentence that says what is wrong, and after the colon what to do. */
    private void reads(String recordId, String mismatchClass, String words) {
        List<String> texts = new ArrayList<>();
        call(get("/api/v1/records/" + recordId), "station1", null, 200).path("cleaning").forEach(one -> {
            if (one.path("mismatchClass").asText().equals(mismatchClass)) {
                texts.add(one.path("text").asText());
            }
        });
        assertThat(texts).hasSize(1).allSatisfy(text -> assertThat(text).contains(words).contains(": ").endsWith("."));
    }

    /** It was opened once, and is over because the data are right. */
    private void settled(String recordId, String mismatchClass) {
        assertThat(open(recordId)).doesNotContain(mismatchClass);
        assertThat(closed(recordId, mismatchClass)).hasSize(1).allSatisfy(reason -> assertThat(reason).isIn("SETTLED", "MERGED"));
    }

    /** Why the cases of this class were closed, oldest first. */
    private List<String> closed(String recordId, String mismatchClass) {
        return jdbc.sql("select close_reason from cleaning_case where citizen_id = :id and mismatch_class = :class and status = 'CLOSED' order by id")
                .param("id", citizen(recordId)).param("class", mismatchClass).query(String.class).list();
    }

    private int openCases() {
        return jdbc.sql("select count(*) from cleaning_case where status = 'OPEN'").query(Integer.class).single();
    }
}
