package vn.minhxac.passport.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.minhxac.passport.CheckedPassport;
import vn.minhxac.passport.CheckedPassport.Status;
import vn.minhxac.passport.internal.dcc.PassportFactsSample;
import vn.minhxac.passport.internal.dcc.TestPki;

/** Strangers may send what they like: no exception escapes, nothing broken is taken for valid, time and memory stay small. */
class CheckerFuzzTest {

    private static final Instant NOW = Instant.parse("2022-04-15T08:30:00Z");
    private static final TestPki.Signer SIGNER = TestPki.ec(NOW.minus(Duration.ofDays(90)), NOW.plus(Duration.ofDays(900)));
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    private final Random random = new Random(5772);
    private final IndependentChecker checker = IndependentCheckerTest.checker(SIGNER);
    private final String valid = IndependentCheckerTest.make(SIGNER, PassportFactsSample.PFIZER_2_OF_2).hc1();

    @Test
    @Timeout(120)
    void noMutatedTextIsValidOrEscapes() {
        Map<Status, Integer> seen = new EnumMap<>(Status.class);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(valid);
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                int at = 1 + random.nextInt(text.length() - 1);
                switch (random.nextInt(4)) {
                    case 0 -> text.setCharAt(at, ALPHABET.charAt(random.nextInt(45)));
                    case 1 -> text.deleteCharAt(at);
                    case 2 -> text.insert(at, (char) random.nextInt(0x3000));
                    default -> text.setLength(Math.max(8, at));
                }
            }
            if (!text.toString().strip().equals(valid)) {
                count(seen, checker.check(text.toString(), NOW));
            }
        }
        assertThat(seen).doesNotContainKey(Status.VALID);
    }

    @Test
    @Timeout(120)
    void noMutatedMessageIsValidOrEscapes() throws Malformed {
        byte[] message = Transport.open(valid);
        Map<Status, Integer> seen = new EnumMap<>(Status.class);
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = message.clone();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(5) == 0) {
                changed = Arrays.copyOf(changed, random.nextInt(changed.length + 20));
            }
            if (!Arrays.equals(changed, message)) {
                CheckedPassport checked = checker.check(IndependentCheckerTest.stored(changed), NOW);
                if (checked.valid()) {
                    // Only what is not signed may differ: the tag, and the unprotected header.
                    assertThat(signedPart(changed)).isEqualTo(signedPart(message));
                } else {
                    count(seen, checked);
                }
            }
        }
        assertThat(seen).containsKeys(Status.MALFORMED, Status.BAD_SIGNATURE, Status.UNKNOWN_SIGNER);
    }

    @Test
    @Timeout(120)
    void noRandomCborEscapes() {
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            if (bytes.length > 2 && random.nextBoolean()) {
                bytes[0] = (byte) 0xd2;
                bytes[1] = (byte) 0x84;
            }
            assertThatCode(() -> checker.check(IndependentCheckerTest.stored(bytes), NOW)).doesNotThrowAnyException();
            String claims = "claims";
            assertThatCode(() -> {
                try {
                    CertificateContent.read(Claims.read(bytes).certificate());
                } catch (Malformed e) {
                    assertThat(e.reason()).as(claims).isNotBlank();
                }
            }).doesNotThrowAnyException();
        }
    }

    @Test
    @Timeout(120)
    void noBrokenPictureEscapes() {
        byte[] picture = PictureStage.png(valid);
        for (int i = 0; i < 300; i++) {
            byte[] changed = picture.clone();
            for (int changes = 1 + random.nextInt(20); changes > 0; changes--) {
                changed[random.nextInt(i % 2 == 0 ? 64 : changed.length)] = (byte) random.nextInt(256);
            }
            assertThatCode(() -> {
                try {
                    Picture.qrText(new ByteArrayInputStream(changed));
                } catch (Malformed e) {
                    assertThat(e.reason()).isIn("NOT_A_PICTURE", "PICTURE_TOO_LARGE");
                }
            }).doesNotThrowAnyException();
        }
    }

    private static java.util.List<Object> signedPart(byte[] bytes) throws Malformed {
        CoseMessage message = CoseMessage.read(bytes);
        return java.util.List.of(Arrays.hashCode(message.toBeSigned()), Arrays.hashCode(message.signature()));
    }

    private static void count(Map<Status, Integer> seen, CheckedPassport checked) {
        assertThat(checked.status()).isNotNull();
        seen.merge(checked.status(), 1, Integer::sum);
    }
}
