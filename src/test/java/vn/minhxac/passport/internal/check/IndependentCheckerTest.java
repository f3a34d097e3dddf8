package vn.minhxac.passport.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.minhxac.passport.CheckedPassport;
import vn.minhxac.passport.CheckedPassport.Status;
import vn.minhxac.passport.IssuedCode;
import vn.minhxac.passport.PassportFacts;
import vn.minhxac.passport.PassportFields;
import vn.minhxac.passport.internal.dcc.Compression;
import vn.minhxac.passport.internal.dcc.DccMaker;
import vn.minhxac.passport.internal.dcc.DocumentSigner;
import vn.minhxac.passport.internal.dcc.PassportFactsSample;
import vn.minhxac.passport.internal.dcc.TestPki;

/** What the checker says of our own codes, whole and broken. */
class IndependentCheckerTest {

    private static final Instant NOW = Instant.parse("2022-04-15T08:30:00Z");
    private static final Instant END = Instant.parse("2025-01-01T00:00:00Z");
    private static final TestPki.Signer EC = TestPki.ec(NOW.minus(Duration.ofDays(90)), END);
    private static final TestPki.Signer RSA = TestPki.rsa(NOW.minus(Duration.ofDays(90)), END);

    @Test
    void passportOfOursIsValidAndSaysWhatTheRecordSays() {
        for (TestPki.Signer signer : List.of(EC, RSA)) {
            IssuedCode code = make(signer, PassportFactsSample.PFIZER_2_OF_2);

            CheckedPassport checked = checker(signer).check(code.hc1(), NOW.plusSeconds(5));

            assertThat(checked.status()).isEqualTo(Status.VALID);
            assertThat(checked.reason()).isNull();
            assertThat(checked.signedBy()).contains("CN=TEST Document Signer");
            assertThat(checked.issuedAt()).isEqualTo(NOW);
            assertThat(checked.expiresAt()).isEqualTo("2023-04-15T08:30:00Z");
            assertThat(checked.fields()).isEqualTo(new PassportFields("Đặng Hữu Phước", "DANG<<HUU<PHUOC", "1985-04-30",
                    "840539006", 2, 2, "2021-11-20", "1119349007", "EU/1/20/1528", "ORG-100030215", code.uvci(), "VN",
                    "Ministry of Health of Viet Nam", "v"));
        }
    }

    @Test
    void timeDecidesBetweenNotYetAndNoLonger() {
        IssuedCode code = make(EC, PassportFactsSample.PFIZER_2_OF_2);

        assertThat(checker(EC).check(code.hc1(), NOW.minusSeconds(1)).status()).isEqualTo(Status.NOT_YET_VALID);
        assertThat(checker(EC).check(code.hc1(), code.expiresAt().plusSeconds(1)).status()).isEqualTo(Status.EXPIRED);
    }

    @Test
    void strangersSignerIsUnknownAndWrongSignatureIsBad() throws Exception {
        IssuedCode code = make(EC, PassportFactsSample.PFIZER_2_OF_2);
        byte[] broken = Transport.open(code.hc1());
        broken[broken.length - 1] ^= 1;

        assertThat(checker(RSA).check(code.hc1(), NOW).status()).isEqualTo(Status.UNKNOWN_SIGNER);
        CheckedPassport bad = checker(EC).check(stored(broken), NOW);
        assertThat(bad.status()).isEqualTo(Status.BAD_SIGNATURE);
        assertThat(bad.fields()).as("what nobody vouches for is not shown").isNull();
    }

    @Test
    void signerForRecoveriesDoesNotSignVaccinations() {
        TestPki.Signer recovery = TestPki.ec(NOW.minusSeconds(60), END, "1.3.6.1.4.1.1847.2021.1.3");
        TestPki.Signer vaccination = TestPki.ec(NOW.minusSeconds(60), END, "1.3.6.1.4.1.1847.2021.1.2", "1.3.6.1.4.1.1847.2021.1.1");

        assertThat(checker(recovery).check(make(recovery, PassportFactsSample.PFIZER_2_OF_2).hc1(), NOW))
                .extracting(CheckedPassport::status, CheckedPassport::reason)
                .containsExactly(Status.UNKNOWN_SIGNER, "SIGNER_NOT_FOR_THIS_KIND");
        assertThat(checker(vaccination).check(make(vaccination, PassportFactsSample.PFIZER_2_OF_2).hc1(), NOW).valid()).isTrue();
    }

    @Test
    void textThatIsNoPassportIsMalformed() {
        IndependentChecker checker = checker(EC);
        for (String text : Arrays.asList(null, "", "HC1:", "HC1:A", "hello", "HC2:ABC", "HC1:ÄÖ", "HC1:" + "0".repeat(10_000),
                "\u0000".repeat(100), "HC1:NCFOXN%TS3DH3ZSUZK+.V0ETD%65NL-AH")) {
            assertThat(checker.check(text, NOW).status()).as("%s", text).isEqualTo(Status.MALFORMED);
        }
        assertThat(checker.check("  " + make(EC, PassportFactsSample.PFIZER_2_OF_2).hc1() + "\r\n", NOW).valid())
                .as("blanks around a pasted code").isTrue();
    }

    @Test
    void smallTextThatUnpacksToGigabytesIsRefusedAtOnce() throws Exception {
        var deflater = new java.util.zip.Deflater(9);
        deflater.setInput(new byte[2_000_000]);
        deflater.finish();
        byte[] bomb = new byte[10_000];
        int length = deflater.deflate(bomb);

        CheckedPassport checked = checker(EC).check(text(Arrays.copyOf(bomb, length)), NOW);

        assertThat(checked).extracting(CheckedPassport::status, CheckedPassport::reason).containsExactly(Status.MALFORMED, "TOO_LARGE");
    }

    @Test
    void deepAndEndlessCborIsRefused() throws Exception {
        byte[] deep = new byte[3_000];
        Arrays.fill(deep, (byte) 0x81);
        byte[] longArray = {(byte) 0x9a, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0};
        byte[] longText = {0x7b, 0x7f, 0, 0, 0, 0, 0, 0, 1, 'a'};
        byte[] unclosed = {(byte) 0x9f, 1, 2};
        byte[] tags = new byte[3_000];
        Arrays.fill(tags, (byte) 0xc1);

        for (byte[] bytes : List.of(deep, longArray, longText, unclosed, tags)) {
            assertThat(checker(EC).check(stored(bytes), NOW)).extracting(CheckedPassport::status, CheckedPassport::reason)
                    .containsExactly(Status.MALFORMED, "NOT_COSE");
        }
    }

    @Test
    void severalSignersWithOneKidAreAllTried() throws Exception {
        IssuedCode code = make(EC, PassportFactsSample.PFIZER_2_OF_2);
        TrustedSigner right = new TrustedSigner(EC.certificate());
        CoseMessage message = CoseMessage.read(Transport.open(code.hc1()));

        assertThat(new TrustStore(List.of(EC.certificate(), EC.certificate())).withKid(code.kid())).hasSize(1);
        assertThat(message.kidIs(right.kid())).isTrue();
        assertThat(CoseSignature.holds(message, new TrustedSigner(RSA.certificate()).key())).as("key of another kind").isFalse();
        assertThat(CoseSignature.holds(message, right.key())).isTrue();
    }

    @Test
    void selfCheckReleasesOnlyWhatSaysTheFacts() {
        IndependentSelfCheck selfCheck = new IndependentSelfCheck(checker(EC), 1);
        PassportFacts facts = PassportFactsSample.of("Nguyễn Thị Hương Giang", 3, 2);
        IssuedCode code = make(EC, facts);

        assertThat(selfCheck.passes(facts, code)).isTrue();
        assertThat(selfCheck.passes(PassportFactsSample.of("Nguyễn Thị Hương", 3, 2), code)).isFalse();
        assertThat(selfCheck.passes(PassportFactsSample.of("Nguyễn Thị Hương Giang", 2, 2), code)).isFalse();
        assertThat(selfCheck.passes(facts, make(RSA, facts))).as("signed with a key nobody trusts").isFalse();
        assertThat(new IndependentSelfCheck(checker(EC), 0).passes(facts, make(RSA, facts))).as("not in the sample").isTrue();
        for (PassportFacts other : List.of(PassportFactsSample.of("Mơ", 1, 2), PassportFactsSample.of("H'Mok Êban", 2, 1),
                PassportFactsSample.of("Lê " + "Thị ".repeat(60), 1, 2), PassportFactsSample.of("Müller Jörg", 1, 1),
                PassportFactsSample.of("  Đỗ   Văn  Ơ ", 1, 1), PassportFactsSample.issuedBy("Bộ Y tế ".repeat(40)))) {
            assertThat(selfCheck.passes(other, make(EC, other))).isTrue();
        }
    }

    static IssuedCode make(TestPki.Signer signer, PassportFacts facts) {
        DocumentSigner documentSigner = signer.documentSigner();
        return new DccMaker(() -> documentSigner, Compression.COMPRESS, "MOH").make(facts, NOW);
    }

    static IndependentChecker checker(TestPki.Signer... signers) {
        try {
            TrustStore store = new TrustStore(Arrays.stream(signers).<X509Certificate>map(TestPki.Signer::certificate).toList());
            return new IndependentChecker(() -> store);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String stored(byte[] cose) {
        var out = new java.io.ByteArrayOutputStream();
        var deflater = new java.util.zip.Deflater(1);
        try (var zlib = new java.util.zip.DeflaterOutputStream(out, deflater)) {
            zlib.write(cose);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return text(out.toByteArray());
    }

    static String text(byte[] zlib) {
        return "HC1:" + nl.minvws.encoding.Base45.getEncoder().encodeToString(zlib);
    }
}
