package vn.minhxac.cleaning.internal.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import vn.minhxac.citizen.Hint;
import vn.minhxac.citizen.VietnameseName;

/** The table of name syllables: what somebody who adds a line to it must not break. */
class SyllableTableTest {

    private final List<String[]> lines = lines();

    @Test
    void everyLineIsAPositionASyllableAndTwoWeights() {
        assertThat(lines).allSatisfy(cells -> {
            assertThat(cells).hasSize(4);
            assertThat(cells[0]).isIn("surname", "middle", "given");
            assertThat(Integer.parseInt(cells[2]) + Integer.parseInt(cells[3])).isPositive();
        });
        Map<String, Long> sizes = lines.stream().collect(Collectors.groupingBy(cells -> cells[0], Collectors.counting()));
        assertThat(sizes.get("surname")).isGreaterThan(120);
        assertThat(sizes.get("middle")).isGreaterThan(150);
        assertThat(sizes.get("given")).isGreaterThan(500);
    }

    @Test
    void syllablesAreSpelledAsTheyAreProposed() {
        assertThat(lines).allSatisfy(cells -> {
            assertThat(cells[1]).isEqualTo(VietnameseName.display(cells[1])).doesNotContain(" ");
            assertThat(VietnameseName.hints(cells[1], true)).doesNotContain(Hint.NAME_HAS_DIGIT);
            assertThat(cells[1]).as("tone on the first of oa, oe, uy").doesNotMatch(".*o[àáảãạèéẻẽẹ]|(?!Q|q).*[^Qq]u[ỳýỷỹỵ]");
        });
    }

    @Test
    void nothingStandsThereTwice() {
        assertThat(lines.stream().map(cells -> cells[0] + " " + VietnameseName.key(cells[1]))).doesNotHaveDuplicates();
    }

    private static List<String[]> lines() {
        try (var file = SyllableTable.class.getResourceAsStream("/names/syllables.tsv")) {
            return Arrays.stream(new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")).filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t")).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
