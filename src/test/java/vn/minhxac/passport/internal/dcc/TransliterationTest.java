package vn.minhxac.passport.internal.dcc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names in the machine-readable field: ICAO Doc 9303-3. */
class TransliterationTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
            "Đặng, DANG", "Đỗ, DO", "đinh, DINH", "Nguyễn, NGUYEN", "Trịnh Đình Dũng, TRINH<DINH<DUNG",
            "Thơ, THO", "Ưng, UNG", "Dương Quốc Vượng, DUONG<QUOC<VUONG", "Hữu Phước, HUU<PHUOC",
            "Ắ Ằ Ẳ Ẵ Ặ Ấ Ầ Ẩ Ẫ Ậ, A<A<A<A<A<A<A<A<A<A", "Ý Ỳ Ỷ Ỹ Ỵ, Y<Y<Y<Y<Y",
            "\"H'Mok\", HMOK", "H’Mok Êban, HMOK<EBAN", "Y-Thiên Niê, Y<THIEN<NIE", "Ana–Maria, ANA<MARIA",
            "Müller, MULLER", "Gößinger, GOSSINGER", "Åse Ærø, ASE<AEROE", "Łukasz, LUKASZ", "Þór, THOR",
            "\"  Lê   Văn  \", LE<VAN", "\"Lê, Jr.\", LE<JR", "李 Wang, WANG", "\"-Lê-\", LE"})
    void nameIsWrittenInLatinLetters(String name, String expected) {
        assertThat(latin(name)).isEqualTo(expected);
        assertThat(latin(Normalizer.normalize(name, Normalizer.Form.NFD))).as("decomposed").isEqualTo(expected);
    }

    @Test
    void everyVietnameseLetterBecomesItsPlainLetter() {
        String vowels = "aăâeêioôơuưy";
        String plain = "aaaeeiooouuy".toUpperCase(java.util.Locale.ROOT);
        for (int i = 0; i < vowels.length(); i++) {
            for (String tone : new String[] {"", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"}) {
                String letter = Normalizer.normalize(vowels.charAt(i) + tone, Normalizer.Form.NFC);
                assertThat(latin(letter)).isEqualTo(plain.substring(i, i + 1));
                assertThat(latin(letter.toUpperCase(java.util.Locale.ROOT))).isEqualTo(plain.substring(i, i + 1));
            }
        }
    }

    @Test
    void overlongNameEndsAfterEightyCharacters() {
        assertThat(latin("Nguyễn ".repeat(30))).hasSize(80).matches("[A-Z<]+").doesNotEndWith("<");
        assertThat(latin("A".repeat(79) + " B")).hasSize(79);
        assertThat(latin("A".repeat(79) + "Æ")).hasSize(80);
    }

    @Test
    void nothingLatinRemainsOfOtherScripts() {
        assertThat(latin("Иван")).isEmpty();
        assertThat(latin("\ud83d\ude00")).isEmpty();
        assertThat(latin("")).isEmpty();
    }

    private static String latin(String name) {
        byte[] out = new byte[Transliteration.MAX_LENGTH];
        return new String(out, 0, Transliteration.write(name, 0, name.length(), out, 0), StandardCharsets.US_ASCII);
    }
}
