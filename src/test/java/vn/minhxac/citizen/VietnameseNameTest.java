package vn.minhxac.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VietnameseNameTest {

    private static final List<String> NAMES = List.of("Nguyễn Thị Thúy", "Trần Văn Hòa", "Lê Hữu Khỏe", "Đặng Thùy Dương",
        "Hoàng Quý", "H'Mok Êban", "Y Moan Ênuôl", "Phạm Thị Thủy Tiên", "Bùi Quốc Việt", "Võ Thị Ngọc Uyên", "Ma Lường", "Đỗ Mười");

    @ParameterizedTest
    @CsvSource({"Trần Văn Hòa,Trần Văn Hoà", "Nguyễn Thị Thúy,NGUYỄN THỊ THUÝ", "Lê Khỏe,lê khoẻ", "Đỗ Thủy,Đỗ Thuỷ",
        "Đặng Hoa,Ðặng Hoa", "Đặng Hoa,Ɖặng hoa", "đặng hoa,ðẶNG HOA", "H'Mok,H’Mok", "H'Mok,HʼMok", "KIM MIN-JUN,Kim Min\u2011Jun",
        "Nguyễn Văn An,\u00a0Nguyễn\u00a0\u00a0Văn\u2009An\u200b", "Nguyễn An,ＮＧＵＹỄＮ　Ａｎ", "Nguyễn An,\uFEFFNguy\u00adễn An",
        "Hồ Sĩ,Ho\u0300\u0302 Sĩ", "Hồ Sĩ,Ho\u0302\u0300 Sĩ", "Hòa,Hoa\u0300", "Thượng,Thu\u031bo\u0323\u031bng"})
    void sameName(String a, String b) {
        assertThat(VietnameseName.key(b)).isEqualTo(VietnameseName.key(a));
        assertThat(VietnameseName.same(a, b)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"Mĩ,Mỹ", "Thi,Thy", "Bảo Lộc,Bửu Lộc", "Nguyễn Hoa,Nguyen Hoa", "Hòa,Hóa", "Đặng,Dặng", "Nguyễn Thị Hoa,Nguyễn Hoa",
        "Nguyễn Văn An,Nguyễn An Văn", "Muñoz,Munõz", "Hồ,Hò", "Tuấn,Tuân", "Hoa1,Hoá", "Trương,Trường"})
    void anotherName(String a, String b) {
        assertThat(VietnameseName.key(a)).isNotEqualTo(VietnameseName.key(b));
        assertThat(VietnameseName.same(a, b)).isFalse();
    }

    @Test
    void keysAreReadableAndInNormalFormC() {
        assertThat(VietnameseName.key("nguyễn thị hòa")).isEqualTo("NGUYỄN THỊ HOÀ");
        assertThat(VietnameseName.key("Lường Đức Quý")).isEqualTo("LƯỜNG ĐỨC QUÝ");
        assertThat(VietnameseName.key(" \t\u200b ")).isEmpty();
        assertThat(VietnameseName.key(null)).isEmpty();
        assertThat(VietnameseName.same("", " ")).isFalse();
    }

    @Test
    void howANameWasTypedDoesNotCount() {
        Random random = new Random(11);
        for (int round = 0; round < 3000; round++) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            assertThat(VietnameseName.key(typed(name, random))).isEqualTo(VietnameseName.key(name));
        }
    }

    @Test
    void anyTextGivesAStableKeyAndACleanName() {
        Random random = new Random(12);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                int block = random.nextInt(6);
                text.append((char) switch (block) {
                    case 0 -> 0x20 + random.nextInt(0x60);
                    case 1 -> 0x300 + random.nextInt(0x70);
                    case 2 -> 0x1EA0 + random.nextInt(0x5A);
                    case 3 -> 0x2000 + random.nextInt(0x70);
                    case 4 -> random.nextInt(0x10000);
                    default -> "aeouyAOU".charAt(random.nextInt(8));
                });
            }
            String raw = text.toString();
            String key = VietnameseName.key(raw);
            assertThat(VietnameseName.key(VietnameseName.clean(raw))).isEqualTo(key);
            assertThat(VietnameseName.clean(VietnameseName.clean(raw))).isEqualTo(VietnameseName.clean(raw));
            assertThat(VietnameseName.display(raw)).isNotNull();
            assertThat(VietnameseName.plain(raw)).isNotNull();
            VietnameseName.hints(raw, true);
        }
    }

    @ParameterizedTest
    @CsvSource({"NGUYỄN THỊ HOA,Nguyễn Thị Hoa", "nguyễn thị hoa,Nguyễn Thị Hoa", "nGUYỄN hOA,Nguyễn Hoa", "h'mok êban,H'Mok Êban",
        "KIM MIN-JUN,Kim Min-Jun", "'  Ronald   McDonald ',Ronald McDonald", "ĐỖ THÚY,Đỗ Thúy"})
    void names_are_shown_with_capital_first_letters(String raw, String shown) {
        assertThat(VietnameseName.display(raw)).isEqualTo(shown);
    }

    @Test
    void aStoredNameKeepsItsCaseAndTonePlacement() {
        assertThat(VietnameseName.clean(" NGUYỄN  thị\u00a0Hoà\u200b ")).isEqualTo("NGUYỄN thị Hoà");
        assertThat(VietnameseName.clean(Normalizer.normalize("Trần Thị Hòa", Normalizer.Form.NFD))).isEqualTo("Trần Thị Hòa");
    }

    @Test
    void nearMatchesIgnoreAllMarks() {
        assertThat(VietnameseName.plain("Đặng Thị Thuỳ")).isEqualTo("DANG THI THUY");
    }

    @Test
    void hintsNameWhatLooksWrong() {
        assertThat(VietnameseName.hints("Nguyễn Thị Hoa", true)).isEmpty();
        assertThat(VietnameseName.hints("H'Mok Êban", true)).isEmpty();
        assertThat(VietnameseName.hints("NGUYEN THI HOA", true)).containsExactly(Hint.NAME_NO_DIACRITICS);
        assertThat(VietnameseName.hints("NGUYEN THI HOA", false)).isEmpty();
        assertThat(VietnameseName.hints("Müller Hòa 2", true)).containsExactly(Hint.NAME_HAS_DIGIT, Hint.NAME_FOREIGN_LETTER);
        assertThat(VietnameseName.hints("Hòa", true)).containsExactly(Hint.NAME_ONE_WORD);
        assertThat(VietnameseName.hints("  ", true)).containsExactly(Hint.NAME_MISSING);
    }

    /** The name as different people would type it. */
    private static String typed(String name, Random random) {
        String text = name;
        if (random.nextBoolean()) {
            for (String[] pair : new String[][] {{"òa", "oà"}, {"ỏe", "oẻ"}, {"úy", "uý"}, {"ùy", "uỳ"}, {"ủy", "uỷ"}, {"uý", "úy"}}) {
                text = text.replace(pair[0], pair[1]);
            }
        }
        if (random.nextBoolean()) {
            text = random.nextBoolean() ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT);
        }
        if (random.nextBoolean()) {
            text = Normalizer.normalize(text, Normalizer.Form.NFD);
        }
        if (random.nextBoolean()) {
            text = text.replace("đ", "ð").replace("Đ", random.nextBoolean() ? "Ð" : "Ɖ").replace("'", "’");
        }
        if (random.nextBoolean()) {
            text = "\u00a0" + text.replace(" ", " \u200b\u00a0 ") + "\t";
        }
        return text;
    }
}
