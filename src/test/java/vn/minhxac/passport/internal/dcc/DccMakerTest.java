package vn.minhxac.passport.internal.dcc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.upokecenter.cbor.CBORObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.Security;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.zip.InflaterInputStream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vn.minhxac.passport.IssuedCode;
import vn.minhxac.passport.PassportFacts;
import vn.minhxac.passport.PassportMaker.SigningImpossible;

/** What a passport code holds, read with libraries the maker does not use. */
class DccMakerTest {

    private static final Instant NOW = Instant.parse("2022-04-15T08:30:00.123Z");
    private static final TestPki.Signer LONG_LIVED = TestPki.ec(Instant.parse("2022-01-01T00:00:00Z"),
            Instant.parse("2025-01-01T00:00:00Z"));
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void envelopeIsTaggedCoseWithAlgorithmAndKidProtected() throws Exception {
        IssuedCode code = maker(LONG_LIVED).make(PassportFactsSample.PFIZER_2_OF_2, NOW);
        CBORObject cose = cose(code);

        assertThat(cose.HasMostOuterTag(18)).isTrue();
        CBORObject message = cose.Untag();
        assertThat(message.size()).isEqualTo(4);
        CBORObject header = CBORObject.DecodeFromBytes(message.get(0).GetByteString());
        byte[] kid = Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(LONG_LIVED.certificate().getEncoded()), 8);
        assertThat(header.size()).isEqualTo(2);
        assertThat(header.get(CBORObject.FromObject(1)).AsInt32Value()).isEqualTo(-7);
        assertThat(header.get(CBORObject.FromObject(4)).GetByteString()).isEqualTo(kid).isEqualTo(code.kid());
        assertThat(message.get(1).size()).as("unprotected header").isZero();
        assertThat(message.get(3).GetByteString()).hasSize(64);
    }

    @Test
    void claimsAreIssuerExpiryIssueAndCertificateOnly() throws Exception {
        IssuedCode code = maker(LONG_LIVED).make(PassportFactsSample.PFIZER_2_OF_2, NOW);
        CBORObject claims = claims(code);

        assertThat(claims.size()).isEqualTo(4);
        assertThat(claims.get(CBORObject.FromObject(1)).AsString()).isEqualTo("VN");
        assertThat(claims.get(CBORObject.FromObject(6)).AsInt64Value()).isEqualTo(Instant.parse("2022-04-15T08:30:00Z").getEpochSecond());
        assertThat(claims.get(CBORObject.FromObject(4)).AsInt64Value()).isEqualTo(Instant.parse("2023-04-15T08:30:00Z").getEpochSecond());
        assertThat(claims.get(CBORObject.FromObject(-260)).size()).isEqualTo(1);
        assertThat(code.expiresAt()).isEqualTo("2023-04-15T08:30:00Z");
    }

    @Test
    void certificateHasTheFieldsOfTheSchemaAndNoOther() throws Exception {
        IssuedCode code = maker(LONG_LIVED).make(PassportFactsSample.PFIZER_2_OF_2, NOW);

        assertThat(certificate(code)).isEqualTo(JSON.readTree("""
                {"ver": "1.3.0", "nam": {"fn": "Đặng", "gn": "Hữu Phước", "fnt": "DANG", "gnt": "HUU<PHUOC"}, "dob": "1985-04-30",
                 "v": [{"tg": "840539006", "vp": "1119349007", "mp": "EU/1/20/1528", "ma": "ORG-100030215", "dn": 2, "sd": 2,
                        "dt": "2021-11-20", "co": "VN", "is": "Ministry of Health of Viet Nam", "ci": "%s"}]}""".formatted(code.uvci())));
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void codesFollowTheSchemaOfTheEu(Compression compression) throws Exception {
        JsonSchema schema = schema();
        DccMaker maker = new DccMaker(LONG_LIVED::documentSigner, compression, "MOH");
        for (PassportFacts facts : new PassportFacts[] {PassportFactsSample.PFIZER_2_OF_2, PassportFactsSample.of("Mok", 1, 2),
                PassportFactsSample.of("Lê " + "Thị ".repeat(60), 3, 2), PassportFactsSample.of("H'Mok Êban", 2, 1),
                PassportFactsSample.born(LocalDate.of(1950, 1, 1), 'Y'), PassportFactsSample.born(LocalDate.of(1999, 12, 1), 'M'),
                PassportFactsSample.issuedBy("Bộ Y tế ".repeat(40))}) {
            assertThat(schema.validate(certificate(maker.make(facts, NOW)))).as(facts.fullName()).isEmpty();
        }
    }

    @Test
    void oneWordNameHasFamilyNameOnly() throws Exception {
        JsonNode name = certificate(maker(LONG_LIVED).make(PassportFactsSample.of(" Mơ ", 1, 2), NOW)).get("nam");

        assertThat(name).isEqualTo(JSON.readTree("{\"fn\": \"Mơ\", \"fnt\": \"MO\"}"));
    }

    @Test
    void decomposedNameIsWrittenComposed() throws Exception {
        String decomposed = java.text.Normalizer.normalize("Nguyễn Thị Ánh", java.text.Normalizer.Form.NFD);

        JsonNode name = certificate(maker(LONG_LIVED).make(PassportFactsSample.of(decomposed, 1, 2), NOW)).get("nam");

        assertThat(name.get("fn").asText()).isEqualTo("Nguyễn");
        assertThat(name.get("gn").asText()).isEqualTo("Thị Ánh");
    }

    @ParameterizedTest
    @CsvSource({"1,2,1,2", "2,2,2,2", "3,2,3,3", "4,2,4,4", "1,1,1,1", "2,1,2,1", "3,1,3,1", "3,3,3,3", "4,3,4,4"})
    void boosterIsWrittenAsTheEuWantsIt(int dose, int series, int dn, int sd) throws Exception {
        JsonNode entry = certificate(maker(LONG_LIVED).make(PassportFactsSample.of("Lê Văn A", dose, series), NOW)).get("v").get(0);

        assertThat(entry.get("dn").asInt()).isEqualTo(dn);
        assertThat(entry.get("sd").asInt()).isEqualTo(sd);
    }

    @Test
    void dateOfBirthSaysNoMoreThanIsKnown() throws Exception {
        DccMaker maker = maker(LONG_LIVED);
        LocalDate day = LocalDate.of(1950, 3, 9);

        assertThat(certificate(maker.make(PassportFactsSample.born(day, 'Y'), NOW)).get("dob").asText()).isEqualTo("1950");
        assertThat(certificate(maker.make(PassportFactsSample.born(day, 'M'), NOW)).get("dob").asText()).isEqualTo("1950-03");
        assertThat(certificate(maker.make(PassportFactsSample.born(day, 'D'), NOW)).get("dob").asText()).isEqualTo("1950-03-09");
    }

    @Test
    void codeNeverOutlivesItsSigner() {
        Instant end = Instant.parse("2022-12-31T23:59:59Z");

        assertThat(maker(TestPki.ec(NOW.minusSeconds(60), end)).make(PassportFactsSample.PFIZER_2_OF_2, NOW).expiresAt()).isEqualTo(end);
    }

    @Test
    void signerOutsideItsValidityDoesNotSign() {
        TestPki.Signer later = TestPki.ec(NOW.plus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(400)));
        TestPki.Signer over = TestPki.ec(NOW.minus(Duration.ofDays(400)), NOW.minus(Duration.ofDays(1)));

        assertThatThrownBy(() -> maker(later).make(PassportFactsSample.PFIZER_2_OF_2, NOW))
                .isInstanceOf(SigningImpossible.class).hasMessageContaining("chưa có hiệu lực");
        assertThatThrownBy(() -> maker(over).make(PassportFactsSample.PFIZER_2_OF_2, NOW))
                .isInstanceOf(SigningImpossible.class).hasMessageContaining("đã hết hạn");
    }

    @Test
    void badFactsAreRefusedWithoutNamingThePersonAndHarmNoOther() throws Exception {
        DccMaker maker = maker(LONG_LIVED);

        assertThatThrownBy(() -> maker.make(PassportFactsSample.of("   ", 1, 2), NOW)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> maker.make(PassportFactsSample.of("Иван Петров", 1, 2), NOW))
                .isInstanceOf(IllegalArgumentException.class).hasMessageNotContaining("Иван");
        assertThatThrownBy(() -> maker.make(PassportFactsSample.of("Lê A", 0, 2), NOW)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> maker.make(PassportFactsSample.born(LocalDate.of(1899, 12, 31), 'D'), NOW))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(certificate(maker.make(PassportFactsSample.PFIZER_2_OF_2, NOW)).get("ver").asText()).isEqualTo("1.3.0");
    }

    @Test
    void revocationHashesAreThoseOfTheEu() throws Exception {
        IssuedCode code = maker(LONG_LIVED).make(PassportFactsSample.PFIZER_2_OF_2, NOW);
        byte[] signature = cose(code).Untag().get(3).GetByteString();

        assertThat(code.signatureHash()).isEqualTo(half(Arrays.copyOf(signature, 32)));
        assertThat(code.uciHash()).isEqualTo(half(code.uvci().getBytes()));
        assertThat(code.countryUciHash()).isEqualTo(half(("VN" + code.uvci()).getBytes()));
    }

    @Test
    void rsaKeySignsInTheProfileOfVietNamsSample() throws Exception {
        TestPki.Signer rsa = TestPki.rsa(NOW.minusSeconds(60), NOW.plus(Duration.ofDays(800)));
        IssuedCode code = maker(rsa).make(PassportFactsSample.PFIZER_2_OF_2, NOW);
        CBORObject message = cose(code).Untag();

        assertThat(CBORObject.DecodeFromBytes(message.get(0).GetByteString()).get(CBORObject.FromObject(1)).AsInt32Value()).isEqualTo(-37);
        assertThat(message.get(3).GetByteString()).hasSize(256);
        assertThat(code.signatureHash()).isEqualTo(half(message.get(3).GetByteString()));
    }

    @Test
    void storedCodesAreLittleLongerThanCompressedOnes() {
        int compressed = maker(LONG_LIVED).make(PassportFactsSample.PFIZER_2_OF_2, NOW).hc1().length();
        int stored = new DccMaker(LONG_LIVED::documentSigner, Compression.STORED, "MOH").make(PassportFactsSample.PFIZER_2_OF_2, NOW).hc1().length();

        assertThat(stored).isBetween(compressed, compressed + compressed / 8);
    }

    @Test
    void severalThreadsDoNotDisturbEachOther() {
        DocumentSigner signer = LONG_LIVED.documentSigner();
        DccMaker maker = new DccMaker(() -> signer, Compression.COMPRESS, "MOH");
        Set<String> uvcis = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 2_000).parallel().forEach(i -> {
            try {
                IssuedCode code = maker.make(PassportFactsSample.of("Lê Văn " + (char) ('A' + i % 26), 1 + i % 3, 2), NOW);
                uvcis.add(code.uvci());
                assertThat(certificate(code).get("nam").get("gn").asText()).isEqualTo("Văn " + (char) ('A' + i % 26));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        assertThat(uvcis).hasSize(2_000);
    }

    @Test
    void correttoSignsHereAndBouncyCastleCanTakeOver() throws Exception {
        assertThat(LONG_LIVED.documentSigner().providerName()).startsWith("AmazonCorrettoCryptoProvider");
        DocumentSigner fallback = DocumentSigner.withProvider(LONG_LIVED.key(), LONG_LIVED.certificate(), new BouncyCastleProvider());

        IssuedCode code = new DccMaker(() -> fallback, Compression.COMPRESS, "MOH").make(PassportFactsSample.PFIZER_2_OF_2, NOW);

        assertThat(cose(code).Untag().get(3).GetByteString()).hasSize(64);
        assertThat(Security.getProviders()).as("nothing is installed for everybody").noneMatch(
                p -> p.getName().startsWith("AmazonCorretto"));
    }

    private static DccMaker maker(TestPki.Signer signer) {
        DocumentSigner documentSigner = signer.documentSigner();
        return new DccMaker(() -> documentSigner, Compression.COMPRESS, "MOH");
    }

    private static CBORObject cose(IssuedCode code) throws Exception {
        assertThat(code.hc1()).startsWith("HC1:");
        byte[] zlib = nl.minvws.encoding.Base45.getDecoder().decode(code.hc1().substring(4));
        return CBORObject.DecodeFromBytes(new InflaterInputStream(new java.io.ByteArrayInputStream(zlib)).readAllBytes());
    }

    private static CBORObject claims(IssuedCode code) throws Exception {
        return CBORObject.DecodeFromBytes(cose(code).Untag().get(2).GetByteString());
    }

    private static JsonNode certificate(IssuedCode code) throws Exception {
        return JSON.readTree(claims(code).get(CBORObject.FromObject(-260)).get(CBORObject.FromObject(1)).ToJSONString());
    }

    private static byte[] half(byte[] bytes) throws Exception {
        return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(bytes), 16);
    }

    private static JsonSchema schema() throws Exception {
        String folder = System.getProperty("vectors.dir", "");
        assumeTrue(!folder.isBlank(), "No schema of the EU: give the folder of the test vectors as -Dvectors.dir");
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of(folder, "DCC.combined-schema.json")));
    }
}
