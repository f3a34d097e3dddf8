package vn.minhxac.passport.internal.dcc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The certificate code. */
class UvciTest {

    @ParameterizedTest
    @ValueSource(strings = {"URN:UVCI:01:VN:48/AZ/7C3D9E0B1A2F#2", "URN:UVCI:01:AT:10807843F94AEE0EE5093FBC254BD813#B",
            "URN:UVCI:01:AT:858CC18CFCF5965EF82F60E493349AA5#K"})
    void checkCharacterIsThatOfOtherCountries(String known) {
        byte[] bytes = known.getBytes(StandardCharsets.US_ASCII);

        assertThat(Uvci.checkCharacter(bytes, bytes.length - 2)).isEqualTo(known.charAt(known.length() - 1));
    }

    @Test
    void codesAreNeverTheSameAndNameTheirIssuer() {
        Uvci uvci = new Uvci("MOH");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            byte[] next = uvci.next();
            String text = new String(next, StandardCharsets.US_ASCII);
            assertThat(text).matches("URN:UVCI:01:VN:MOH/[0-9A-Z]{16}#[A-Z0-9/:]").hasSizeLessThanOrEqualTo(80);
            assertThat(Uvci.checkCharacter(next, next.length - 2)).isEqualTo(text.charAt(text.length() - 1));
            assertThat(seen.add(text)).isTrue();
        }
    }

    @Test
    void swappedAndWrongCharactersAreNoticed() {
        byte[] right = new Uvci("MOH").next();
        char check = (char) right[right.length - 1];
        byte[] wrong = right.clone();
        wrong[20] = (byte) (wrong[20] == 'A' ? 'B' : 'A');

        assertThat(Uvci.checkCharacter(wrong, wrong.length - 2)).isNotEqualTo(check);
    }

    @Test
    void issuerThatWouldBreakTheLayoutIsRefused() {
        assertThatThrownBy(() -> new Uvci("MOH/2")).isInstanceOf(IllegalArgumentException.class);
    }
}
