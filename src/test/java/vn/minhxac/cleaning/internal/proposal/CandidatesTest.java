package vn.minhxac.cleaning.internal.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import vn.minhxac.citizen.IdNumber;
import vn.minhxac.citizen.Identities.Identity;
import vn.minhxac.citizen.IdentityStatus;
import vn.minhxac.citizen.VietnameseName;

/** What is proposed for which slip, and what never is. */
class CandidatesTest {

    private static final Candidates CANDIDATES = new Candidates();
    private static final LocalDate BORN = LocalDate.of(1985, 3, 17);
    private static final String NUMBER = "019185001234";

    @ParameterizedTest
    @CsvSource({"19185001234, 019185001234, ID_LOST_ZERO", "1185001234, 001185001234, ID_LOST_ZERO", "90123456, 090123456, ID_LOST_ZERO",
        "019 185 001 234, 019185001234, ID_SEPARATORS", "019185.001234, 019185001234, ID_SEPARATORS", "019-185-001234, 019185001234, ID_SEPARATORS",
        "O19185OO1234, 019185001234, ID_LETTER_FOR_DIGIT", "0I9l85001234, 019185001234, ID_LETTER_FOR_DIGIT",
        "019185001234.0, 019185001234, ID_DECIMAL_TAIL", "19185001234.0, 019185001234, ID_DECIMAL_TAIL+ID_LOST_ZERO",
        "'019185001234,00', 019185001234, ID_DECIMAL_TAIL", "0191850012344, 019185001234, ID_DOUBLED_LAST", "0901234566, 090123456, ID_DOUBLED_LAST",
        "1.9185001234E+10, 019185001234, ID_SCIENTIFIC+ID_LOST_ZERO", "'1,9185001234e10', 019185001234, ID_SCIENTIFIC+ID_LOST_ZERO",
        "19 185 001 234, 019185001234, ID_SEPARATORS+ID_LOST_ZERO"})
    void aMalformedNumberIsRepaired(String typed, String meant, String rule) {
        Candidate first = derive(record("Nguyễn Thị Hòa", "F", BORN, typed)).get(0);
        assertThat(first.idNumber()).isEqualTo(meant);
        assertThat(first.rule()).isEqualTo(rule);
        assertThat(first.fullName()).isEqualTo("Nguyễn Thị Hòa");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.91850E+10", "01918500123", "01918500123X", "019185001234567", "0191850012341", "DN4979712345678", "0987654321", "B1234567",
        "003185001234", "x", "1E+99", "19985001234", "-", "00000000000000000000000000000000000000000000000000"})
    void aNumberBeyondRepairIsNeverGuessed(String typed) {
        assertThat(derive(record("Nguyen Thi Hoa", "M", BORN, typed))).isEmpty();
    }

    @Test
    void everyCandidateOfAMalformedNumberHasItRepairedAndSexAndYearAreHeldAgainstThat() {
        List<Candidate> candidates = derive(record("Nguyen Thi Hoa", "M", BORN, "19185001234"));
        assertThat(candidates).hasSizeGreaterThan(2).allMatch(candidate -> candidate.idNumber().equals(NUMBER));
        assertThat(rules(record("Nguyễn Thị Hòa", "M", BORN, "19185001234"))).contains("ID_LOST_ZERO+SEX_FROM_ID");
        assertThat(rules(record("Nguyễn Thị Hòa", "F", BORN.plusYears(1), "19185001234"))).contains("ID_LOST_ZERO+YEAR_FROM_ID");
    }

    @Test
    void sexAndYearFollowTheNumberButNeverBoth() {
        assertThat(derive(record("Nguyễn Thị Hòa", "M", BORN, NUMBER)).get(0)).returns("SEX_FROM_ID", Candidate::rule).returns("F", Candidate::sex);
        assertThat(rules(record("Nguyễn Thị Hòa", "M", BORN.plusYears(1), NUMBER)))
                .noneMatch(rule -> rule.contains("SEX_FROM_ID") && rule.contains("YEAR_FROM_ID"));
        assertThat(derive(record("Nguyễn Thị Hòa", null, BORN, NUMBER)).get(0).rule()).isEqualTo("SEX_FROM_ID");
    }

    @ParameterizedTest
    @CsvSource({"1984, true", "1986, true", "1975, true", "1995, true", "1958, true",
        "1885, true", "1988, true", "1983, true", "1967, false", "2003, false", "1979, false"})
    void theYearOfTheNumberIsTakenWhereTypingExplainsTheOther(int year, boolean explained) {
        assertThat(rules(record("Nguyễn Thị Hòa", "F", BORN.withYear(year), NUMBER)).contains("YEAR_FROM_ID")).isEqualTo(explained);
    }

    @Test
    void aDayThatTheOtherYearHasNotIsNotInvented() {
        assertThat(rules(record("Nguyễn Thị Hòa", "F", LocalDate.of(1984, 2, 29), NUMBER))).doesNotContain("YEAR_FROM_ID");
    }

    @Test
    void dayAndMonthChangePlacesWhereBothCan() {
        Candidate swapped = derive(record("Nguyễn Thị Hòa", "F", LocalDate.of(1985, 3, 7), NUMBER),
                Map.of("fullName", true, "sex", true, "dateOfBirth", false)).get(0);
        assertThat(swapped.rule()).isEqualTo("DAY_MONTH_SWAPPED");
        assertThat(swapped.dateOfBirth()).isEqualTo("1985-07-03");
        assertThat(rules(record("Nguyễn Thị Hòa", "F", LocalDate.of(1985, 3, 13), NUMBER))).noneMatch(rule -> rule.contains("DAY_MONTH"));
    }

    @ParameterizedTest
    @CsvSource({"NGUYEN THI HUONG, F, Nguyễn Thị Hương, NAME_DIACRITICS",
        "tran van hung, M, Trần Văn Hùng, NAME_DIACRITICS",
        "Nguyên Thị Hương, F, Nguyễn Thị Hương, NAME_DIACRITICS",
        "Nguyễn Thi Hương, F, Nguyễn Thị Hương, NAME_DIACRITICS",
        "Nguyễn Thị Hưong, F, Nguyễn Thị Hương, NAME_DIACRITICS",
        "Nguyxn Thị Hương, F, Nguyễn Thị Hương, NAME_SPELLING",
        "Nguyễn Thị Hươnng, F, Nguyễn Thị Hương, NAME_SPELLING",
        "Nguyễn Thị Hươgn, F, Nguyễn Thị Hương, NAME_SPELLING",
        "Nguyễn Thị Hươn, F, Nguyễn Thị Hương, NAME_SPELLING",
        "Phạm Vvn Tuấn, M, Phạm Văn Tuấn, NAME_SPELLING",
        "DANG VAN DUC, M, Đặng Văn Đức, NAME_DIACRITICS",
        "Nguyễn Hương, F, Nguyễn Thị Hương, NAME_THI_MISSING",
        "Nguyễn Tuấn, M, Nguyễn Văn Tuấn, NAME_THI_MISSING",
        "Nguyễn Thanh Hương, F, Nguyễn Thị Thanh Hương, NAME_THI_MISSING",
        "Nông Thị Khuê, F, Nông Thị Khuê, ''"})
    void aNameIsRestored(String typed, String sex, String meant, String rule) {
        String number = sex.equals("F") ? NUMBER : "019085001234";
        List<Candidate> candidates = derive(record(typed, sex, BORN, number), Map.of("fullName", false, "sex", true, "dateOfBirth", true, "idNumber", true));
        if (rule.isEmpty()) {
            assertThat(candidates).noneMatch(candidate -> candidate.fullName().equals(meant));
        } else {
            assertThat(candidates).anySatisfy(candidate -> {
                assertThat(candidate.fullName()).isEqualTo(meant);
                assertThat(candidate.rule()).isEqualTo(rule);
            });
        }
    }

    @Test
    void namesAreWrittenAsOfficialsWriteThem() {
        assertThat(derive(record("HOÀ THI THUY", "F", BORN, NUMBER), Map.of("fullName", false))).isNotEmpty().allSatisfy(candidate ->
                assertThat(candidate.fullName()).isEqualTo(VietnameseName.display(candidate.fullName())).doesNotContain("oà", "uý", "uỷ"));
    }

    @Test
    void whatTheRegistrySaidIsEqualStaysAndWhatDiffersChanges() {
        Identity record = record("NGUYEN THI HOA", "M", LocalDate.of(1985, 3, 7), NUMBER);
        assertThat(derive(record, Map.of("fullName", true, "sex", false, "dateOfBirth", true, "idNumber", true))).singleElement()
                .satisfies(candidate -> assertThat(candidate.rule()).isEqualTo("SEX_FROM_ID"));
        assertThat(derive(record, Map.of("fullName", false, "sex", false, "dateOfBirth", true, "idNumber", true))).isNotEmpty()
                .allMatch(candidate -> candidate.sex().equals("F") && !candidate.fullName().equals(record.fullName()));
        assertThat(derive(record, Map.of("fullName", false, "sex", false, "dateOfBirth", false, "idNumber", false))).isEmpty();
        assertThat(derive(record, Map.of("fullName", true, "sex", true, "dateOfBirth", true, "idNumber", true))).isEmpty();
    }

    @Test
    void theReplacedNumberIsTheWholeChange() {
        Identity record = record("Nguyễn Thị Hòa", "F", BORN, "090123456");
        Clues clues = new Clues(Map.of("fullName", true, "sex", true, "dateOfBirth", true, "idNumber", false), NUMBER, List.of());
        assertThat(CANDIDATES.derive(record, clues)).singleElement().returns("ID_REPLACED", Candidate::rule).returns(NUMBER, Candidate::idNumber);
        assertThat(CANDIDATES.derive(record, new Clues(Map.of(), NUMBER, List.of())).get(0).rule()).isEqualTo("ID_REPLACED");
    }

    @Test
    void theNumberOfTheOtherRecordNeedsMoreThanNameSexAndBirthday() {
        Identity without = record("Nguyễn Thị Hòa", "F", BORN, null);
        assertThat(derive(without, other(NUMBER, true, true, false))).singleElement().returns("OTHER_RECORD", Candidate::rule)
                .returns(NUMBER, Candidate::idNumber).returns(7L, Candidate::otherCitizenId);
        assertThat(derive(without, other(NUMBER, true, false, true))).as("a namesake of the commune").isEmpty();
        assertThat(derive(without, other(NUMBER, false, true, true))).as("somebody of the family").isEmpty();
        Identity mistyped = record("Nguyễn Thị Hòa", "F", BORN, "019185001243");
        assertThat(derive(mistyped, other(NUMBER, true, false, true)).get(0).rule()).isEqualTo("OTHER_RECORD");
        assertThat(rules(mistyped, other(NUMBER, true, false, false))).doesNotContain("OTHER_RECORD");
        assertThat(rules(mistyped, other("019185009999", true, false, true))).doesNotContain("OTHER_RECORD");
        OtherRecord second = new OtherRecord(8, "019185001235", false, true, true, true, true);
        assertThat(CANDIDATES.derive(without, new Clues(Map.of(), null, List.of(other(NUMBER, true, true, true), second)))).as("two numbers").isEmpty();
    }

    @Test
    void aNumberThatSomebodyElseBearsTooIsNotTrusted() {
        Identity record = record("Nguyễn Thị Hoà", "M", BORN, NUMBER);
        OtherRecord owner = new OtherRecord(7, NUMBER, true, false, false, false, true);
        assertThat(derive(record, owner)).isEmpty();
        assertThat(derive(record, new OtherRecord(7, NUMBER, true, false, true, false, true))).as("the same phone: the same person twice").isNotEmpty();
        Identity fitting = record("Nguyen Thi Hoa", "F", BORN, NUMBER);
        assertThat(derive(fitting, new OtherRecord(7, NUMBER, true, false, false, false, false))).as("the number fits this one only").isNotEmpty();
    }

    @Test
    void foreignersAndIncompleteBirthdaysHaveNone() {
        for (List<String> kind : List.of(List.of("D", "FR"), List.of("Y", "VN"))) {
            assertThat(derive(new Identity(1, "19", "NGUYEN THI HOA", "F", BORN, kind.get(0), "19185001234", "CCCD", kind.get(1), null,
                    IdentityStatus.PRECHECK_FAILED, new byte[0]))).isEmpty();
        }
        assertThat(derive(record("NGUYEN THI HOA", "F", null, "19185001234"))).isEmpty();
        assertThat(derive(record("  ", "F", BORN, "19185001234"))).isEmpty();
    }

    /** Whatever stands in a record: nothing breaks, nothing is endless, and what comes out can be asked about. */
    @Test
    void anyTextMayStandInARecord() {
        Random random = new Random(20_220_504);
        List<String> pieces = List.of("Nguyễn", "NGUYEN", "Thị", "thi", "Văn", "oà", "\u0301", "\u0323\u0302", "'", "-", " ", "  ", "\u00A0", "\u200B", "Ð",
                "İ", "ß", "𝒳", "\uD800", "漢", "ñ", "Ŏ", "١", "0", "O", ".", "E+10", "\u0000", "\uFFFF", "ﷺ", "Ấ", "ủy", "\u202E", "H'Mok");
        for (int i = 0; i < 30_000; i++) {
            StringBuilder name = new StringBuilder();
            StringBuilder number = new StringBuilder();
            for (int k = random.nextInt(12); k > 0; k--) {
                name.append(random.nextInt(3) == 0 ? new String(Character.toChars(random.nextInt(0x110000))) : pieces.get(random.nextInt(pieces.size())));
                name.append(random.nextBoolean() ? " " : "");
                number.append(random.nextInt(4) == 0 ? pieces.get(random.nextInt(pieces.size())) : Integer.toString(random.nextInt(1000)));
            }
            Map<String, Boolean> fields = new HashMap<>();
            List.of("fullName", "sex", "dateOfBirth", "idNumber").forEach(field -> {
                if (random.nextInt(3) == 0) {
                    fields.put(field, random.nextBoolean());
                }
            });
            Identity record = record(name.toString(), List.of("M", "F", "UNSPECIFIED").get(random.nextInt(3)),
                    LocalDate.ofEpochDay(random.nextInt(80_000) - 50_000), number.toString());
            List<Candidate> candidates = derive(record, fields);
            assertThat(candidates).hasSizeLessThanOrEqualTo(Candidates.MOST);
            List<Object> seen = new ArrayList<>();
            for (Candidate candidate : candidates) {
                assertThat(IdNumber.isWellFormed(candidate.idNumber(), true)).isTrue();
                assertThat(candidate.sex()).isIn("M", "F");
                assertThat(VietnameseName.key(candidate.fullName())).isNotEmpty();
                assertThat(candidate.rules()).isNotEmpty();
                assertThat(candidate.changed(record)).isNotEmpty();
                seen.add(List.of(candidate.fullName(), candidate.sex(), candidate.dateOfBirth(), candidate.idNumber()));
            }
            assertThat(seen).doesNotHaveDuplicates();
        }
    }

    @Test
    void theSameRecordHasTheSameCandidates() {
        Identity record = record("NGUYEN THI THUY HOA", "M", LocalDate.of(1985, 3, 7), "19185001234");
        assertThat(derive(record)).isEqualTo(new Candidates().derive(record, Clues.NONE));
    }

    private static Identity record(String name, String sex, LocalDate born, String number) {
        return new Identity(1, "19", name, sex, born, "D", number, "CCCD", "VN", "05431", IdentityStatus.MISMATCHED, new byte[0]);
    }

    private static OtherRecord other(String number, boolean samePerson, boolean samePhone, boolean sameCommune) {
        return new OtherRecord(7, number, false, samePerson, samePhone, sameCommune, true);
    }

    private static List<Candidate> derive(Identity record) {
        return CANDIDATES.derive(record, Clues.NONE);
    }

    private static List<Candidate> derive(Identity record, Map<String, Boolean> fields) {
        return CANDIDATES.derive(record, new Clues(fields, null, List.of()));
    }

    private static List<Candidate> derive(Identity record, OtherRecord other) {
        return CANDIDATES.derive(record, new Clues(Map.of(), null, List.of(other)));
    }

    private static List<String> rules(Identity record, OtherRecord... others) {
        return CANDIDATES.derive(record, new Clues(Map.of(), null, List.of(others))).stream().map(Candidate::rule).toList();
    }
}
