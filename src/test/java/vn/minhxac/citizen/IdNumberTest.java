package vn.minhxac.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdNumberTest {

    private static final LocalDate BORN_1992 = LocalDate.of(1992, 5, 7);

    @ParameterizedTest
    @CsvSource({"019192001234,CCCD", "001092001234,CCCD", "123456789,CMND", "000000000,CMND", "101092001234,CCCD", "096301000001,CCCD"})
    void wellFormed(String number, IdNumber.Kind kind) {
        assertThat(IdNumber.kind(number, true)).contains(kind);
        assertThat(IdNumber.proposal(number)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "19192001234", "0191920012345", "003192001234", "000192001234", "O19192001234", "019 192 001 234",
        "019192001234.0", "1.91920E+10", "12345678", "B1234567", "０１９192001234", "٠١٩١٩٢٠٠١٢٣٤", "019192001234\u0000"})
    void malformed(String number) {
        assertThat(IdNumber.isWellFormed(number, true)).isFalse();
        assertThat(IdNumber.hints(number, "M", BORN_1992, true)).isNotEmpty();
    }

    @Test
    void foreignersHavePassportNumbers() {
        assertThat(IdNumber.kind("M12345678", false)).contains(IdNumber.Kind.PASSPORT);
        assertThat(IdNumber.isWellFormed("M123", false)).isFalse();
        assertThat(IdNumber.isWellFormed("M1234 5678", false)).isFalse();
        assertThat(IdNumber.hints("019192001234", "M", BORN_1992, false)).containsExactly(Hint.ID_OF_CITIZEN);
        assertThat(IdNumber.hints("B1234567", "M", BORN_1992, true)).contains(Hint.ID_LOOKS_LIKE_PASSPORT);
        assertThat(IdNumber.passport("m12345678")).isEqualTo("M12345678");
    }

    @Test
    void onlyBlanksAroundANumberAreTakenOff() {
        assertThat(IdNumber.strip("\u00a0\u200b 019 192 \t\uFEFF")).isEqualTo("019 192");
        assertThat(IdNumber.strip(" \u00a0")).isNull();
        assertThat(IdNumber.strip(null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"019092001234,M,1992,''", "019192001234,M,1992,SEX_AGAINST_ID", "019092001234,M,1993,YEAR_AGAINST_ID",
        "019292001234,M,1992,YEAR_AGAINST_ID", "019392001234,M,2092,SEX_AGAINST_ID", "019092001234,,1992,''",
        "019092001234,UNSPECIFIED,1992,''", "012345678,F,1992,ID_OLD_CARD", "19092001234,M,1992,ID_LOST_ZERO",
        "1092001234,M,1992,ID_LOST_ZERO", "12345678,M,1992,ID_LOST_ZERO", "01909200123,M,1992,ID_TOO_SHORT",
        "0190920012344,M,1992,ID_TOO_LONG", "007092001234,M,1992,ID_UNKNOWN_PROVINCE", "019 092 001 234,M,1992,ID_SEPARATORS",
        "O19092001234,M,1992,ID_LETTER_FOR_DIGIT", "019092001234.0,M,1992,ID_DECIMAL_TAIL", "1.9092E+10,M,1992,ID_SCIENTIFIC",
        "GD4190123456789,M,1992,ID_LOOKS_LIKE_INSURANCE"})
    void hintsNameTheSuspiciousField(String number, String sex, int year, String expected) {
        assertThat(String.join(",", IdNumber.hints(number, sex, LocalDate.of(year, 3, 4), true).stream().map(Enum::name).toList()))
            .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"19092001234,019092001234", "1092001234,001092001234", "12345678,012345678", "019 092 001 234,019092001234",
        "019092.001234,019092001234", "O19092001234,019092001234", "019092001234.0,019092001234", "19092001234.0,019092001234"})
    void proposalsFollowTheStructure(String number, String proposal) {
        assertThat(IdNumber.proposal(number)).contains(proposal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"01909200123", "1.9092E+10", "0190920012344", "7092001234", "abc", "3092001234", "007092001234"})
    void noProposalWhereItWouldBeAGuess(String number) {
        assertThat(IdNumber.proposal(number)).isEmpty();
    }

    @Test
    void sexAndYearAreInTheNumber() {
        assertThat(IdNumber.sexOf("019301001234")).contains("F");
        assertThat(IdNumber.birthYearOf("019301001234")).contains(2001);
        assertThat(IdNumber.sexOf("123456789")).isEmpty();
        assertThat(IdNumber.birthYearOf(null)).isEmpty();
    }

    @Test
    void anyTextIsJudgedWithoutFailing() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(20); n > 0; n--) {
                text.append(random.nextInt(4) > 0 ? "0123456789OIl. -E+".charAt(random.nextInt(18)) : (char) random.nextInt(0x10000));
            }
            String number = IdNumber.strip(text.toString());
            IdNumber.hints(number, "F", BORN_1992, random.nextBoolean());
            IdNumber.proposal(number).ifPresent(proposal -> assertThat(IdNumber.isWellFormed(proposal, true)).isTrue());
        }
    }
}
