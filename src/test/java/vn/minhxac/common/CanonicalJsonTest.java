package vn.minhxac.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    @Test
    void keysAreSortedByUtf16UnitAsTheRfcShows() {
        Map<String, Object> object = new HashMap<>();
        object.put("\u20ac", "Euro Sign");
        object.put("\r", "Carriage Return");
        object.put("\ufb33", "Hebrew Letter Dalet With Dagesh");
        object.put("1", "One");
        object.put("\ud83d\ude00", "Emoji: Grinning Face");
        object.put("\u0080", "Control");
        object.put("\u00f6", "Latin Small Letter O With Diaeresis");
        assertThat(CanonicalJson.write(object)).isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                + "\"\ud83d\ude00\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    @Test
    void escapesAsLittleAsPossible() {
        assertThat(CanonicalJson.write(Map.of("string", "\u20ac$\u000f\nA'B\"\\\\\"/\u007f\b\f\t\u001f")))
                .isEqualTo("{\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\u007f\\b\\f\\t\\u001f\"}");
    }

    @Test
    void literalsListsAndNestedObjects() {
        Map<String, Object> object = new HashMap<>();
        object.put("b", Arrays.asList(null, true, false, 0, -1, 9007199254740991L));
        object.put("a", Map.of("y", List.of(), "x", Map.of()));
        assertThat(CanonicalJson.write(object))
                .isEqualTo("{\"a\":{\"x\":{},\"y\":[]},\"b\":[null,true,false,0,-1,9007199254740991]}");
    }

    @Test
    void everyCharacterOfTheBasicPlaneReadsBackAsItWas() throws Exception {
        StringBuilder text = new StringBuilder();
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            if (!Character.isSurrogate(c)) {
                text.append(c);
            }
        }
        String written = CanonicalJson.write(Map.of("t", text.toString()));
        assertThat(new ObjectMapper().readTree(written).get("t").asText()).isEqualTo(text.toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {9007199254740992L, -9007199254740992L, Long.MIN_VALUE})
    void numbersWithoutAnExactDoubleAreRefused(long number) {
        assertThatThrownBy(() -> CanonicalJson.write(Map.of("n", number))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\ude00\ud83d", "a\ud83db"})
    void halfASurrogatePairIsRefused(String text) {
        assertThatThrownBy(() -> CanonicalJson.write(Map.of("t", text))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fractionsAreRefused() {
        assertThatThrownBy(() -> CanonicalJson.write(Map.of("n", 1.5))).isInstanceOf(IllegalArgumentException.class);
    }
}
