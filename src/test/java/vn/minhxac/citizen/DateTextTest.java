package vn.minhxac.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTextTest {

    @ParameterizedTest
    @CsvSource({"1990-02-28,1990-02-28,D", "28/02/1990,1990-02-28,D", "8/2/1990,1990-02-08,D", "28-02-1990,1990-02-28,D",
        "28.02.1990,1990-02-28,D", "1990/02/28,1990-02-28,D", "'\u00a01990-02-28 ',1990-02-28,D", "1990-02-28T00:00:00Z,1990-02-28,D",
        "28/02/1990 07:30,1990-02-28,D", "1990,1990-01-01,Y", "02/1990,1990-02-01,M", "1990-02,1990-02-01,M", "00/00/1990,1990-01-01,Y",
        "00/02/1990,1990-02-01,M", "1990-00-00,1990-01-01,Y", "29/02/2000,2000-02-29,D"})
    void read(String text, LocalDate date, DateText.Precision precision) {
        assertThat(DateText.parse(text)).isEqualTo(new DateText(date, precision));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "30/02/1990", "29/02/1900", "12/25/2021", "1990-13-01", "28/02/90", "90-02-28", "44562", "1990-02-28x",
        "1990--28", "1990-02/28", "28/02/", "/02/1990", "hôm qua", "0000-01-01", "-1990-01-01", "١٩٩٠-٠١-٠١", "1990-02-28 25", "28 02 1990",
        "28/00/1990", "2021-8-1-2", "1e9"})
    void notADate(String text) {
        assertThat(DateText.parse(text)).isNull();
    }

    @Test
    void anyTextIsADateOrNot() {
        Random random = new Random(3);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
                text.append("0123456789/-. T:".charAt(random.nextInt(16)));
            }
            DateText parsed = DateText.parse(text.toString());
            assertThat(parsed == null || parsed.date().getYear() >= 1000).isTrue();
        }
    }

    @Test
    void birthDatesThatCannotBe() {
        LocalDate today = LocalDate.of(2022, 4, 15);
        assertThat(DateText.isPlausibleBirth(today, today)).isTrue();
        assertThat(DateText.isPlausibleBirth(today.plusDays(1), today)).isFalse();
        assertThat(DateText.isPlausibleBirth(LocalDate.of(1901, 4, 16), today)).isTrue();
        assertThat(DateText.isPlausibleBirth(LocalDate.of(1901, 4, 15), today)).isFalse();
        assertThat(DateText.birthHints(LocalDate.of(1980, 1, 1), DateText.Precision.D, today))
            .containsExactly(Hint.BIRTH_DATE_FIRST_OF_JANUARY);
        assertThat(DateText.birthHints(LocalDate.of(1980, 1, 1), DateText.Precision.Y, today)).containsExactly(Hint.BIRTH_DATE_INCOMPLETE);
        assertThat(DateText.birthHints(null, null, today)).containsExactly(Hint.BIRTH_DATE_MISSING);
    }
}
