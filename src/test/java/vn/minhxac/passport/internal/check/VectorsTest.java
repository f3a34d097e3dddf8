package vn.minhxac.passport.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.OffsetDateTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vn.minhxac.passport.CheckedPassport;
import vn.minhxac.passport.CheckedPassport.Status;

/** Public reference data of the EU DCC: every stage of every vector comes out as its file expects. */
class VectorsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Stages that make up a whole check; a vector with them all is also put to the checker as it is. */
    private static final Set<String> WHOLE = Set.of("EXPECTEDVERIFY", "EXPECTEDEXPIRATIONCHECK", "EXPECTEDUNPREFIX",
            "EXPECTEDB45DECODE", "EXPECTEDCOMPRESSION", "EXPECTEDSCHEMAVALIDATION");

    @TestFactory
    Stream<DynamicTest> everyStageComesOutAsExpected() throws IOException {
        List<Vector> vectors = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    if (!line.isBlank()) {
                        vectors.add(new Vector(JSON.readTree(line)));
                    }
                }
            }
        }
        assertThat(vectors).as("vectors in " + folder()).isNotEmpty();
        return vectors.stream().map(v -> DynamicTest.dynamicTest(v.name(), v::check));
    }

    @Test
    void vietNamsOwnSampleIsReadAlthoughItsSignerIsNotKnown() throws Exception {
        String hc1 = Files.readString(folder().resolve("vn-production-sample.hc1.txt"));

        CoseMessage message = CoseMessage.read(Transport.open(hc1.strip()));
        Claims claims = Claims.read(message.payload());

        assertThat(message.algorithm()).as("PS256").isEqualTo(-37);
        assertThat(message.signature()).hasSize(256);
        assertThat(claims.issuer()).isEqualTo("VN");
        assertThat(CertificateContent.read(claims.certificate()).country()).isEqualTo("VN");
        CheckedPassport checked = new IndependentChecker(() -> trusting()).check(hc1, Instant.parse("2022-03-01T00:00:00Z"));
        assertThat(checked.status()).isEqualTo(Status.UNKNOWN_SIGNER);
    }

    private static TrustStore trusting(TestCertificates.Encoded... certificates) {
        try {
            return new TrustStore(Stream.of(certificates).map(TestCertificates.Encoded::certificate).toList());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path folder() {
        String folder = System.getProperty("vectors.dir", "");
        assumeTrue(!folder.isBlank(), "No test vectors: give their folder as -Dvectors.dir");
        return Path.of(folder);
    }

    /** One vector and the stages it speaks of; a stage without an expectation is not judged. */
    private record Vector(JsonNode json) {

        String name() {
            return json.path("FILE").asText() + " " + json.path("TESTCTX").path("DESCRIPTION").asText();
        }

        void check() throws Exception {
            Map<String, Boolean> expected = new TreeMap<>();
            List<String> otherwise = new ArrayList<>();
            for (Map.Entry<String, JsonNode> stage : json.get("EXPECTEDRESULTS").properties()) {
                Boolean outcome = outcome(stage.getKey());
                expected.put(stage.getKey(), stage.getValue().asBoolean());
                if (outcome != null && outcome != stage.getValue().asBoolean()) {
                    otherwise.add(stage.getKey() + " was " + outcome);
                }
            }
            assertThat(otherwise).as(name()).isEmpty();
            if (!expected.containsValue(false) && expected.keySet().containsAll(WHOLE)) {
                CheckedPassport checked = new IndependentChecker(() -> trusting(certificate())).check(text("PREFIX"), clock());
                if (expected.containsKey("EXPECTEDKEYUSAGE") || !"SIGNER_NOT_FOR_THIS_KIND".equals(checked.reason())) {
                    assertThat(checked.status()).as(name() + " " + checked).isEqualTo(Status.VALID);
                }
            }
        }

        /** Null for a stage that cannot be judged on this vector. */
        private Boolean outcome(String stage) {
            return switch (stage) {
                case "EXPECTEDPICTUREDECODE" -> PictureStage.reads(json);
                case "EXPECTEDUNPREFIX" -> holds(() -> Transport.unprefix(text("PREFIX")).equals(text("BASE45", text("PREFIX").substring(4))));
                case "EXPECTEDB45DECODE" -> holds(() -> same(Transport.base45(text("BASE45", Transport.unprefix(text("PREFIX")))), "COMPRESSED"));
                case "EXPECTEDCOMPRESSION" -> holds(() -> same(Transport.inflate(json.has("COMPRESSED") ? hex("COMPRESSED")
                        : Transport.base45(Transport.unprefix(text("PREFIX")))), "COSE"));
                case "EXPECTEDVERIFY" -> holds(this::verifies);
                case "EXPECTEDDECODE" -> holds(() -> decoded().getType() == CBORType.Map
                        && (!json.has("JSON") || sameJson(decoded())));
                case "EXPECTEDVALIDJSON" -> holds(() -> sameJson(content()));
                case "EXPECTEDSCHEMAVALIDATION", "EXPECTEDVALIDOBJECT" -> holds(() -> CertificateContent.read(content()) != null);
                case "EXPECTEDENCODE" -> holds(() -> {
                    CBORObject encoded = CBORObject.FromJSONString(json.get("JSON").toString());
                    return CertificateContent.read(CborReader.read(encoded.EncodeToBytes(), ""))
                            .equals(CertificateContent.read(content()));
                });
                case "EXPECTEDKEYUSAGE" -> holds(() -> new TrustedSigner(certificate().certificate())
                        .maySign(CertificateContent.read(content()).kind()));
                case "EXPECTEDEXPIRATIONCHECK" -> holds(() -> {
                    Claims claims = Claims.read(message().payload());
                    return !clock().isBefore(claims.issuedAt()) && !clock().isAfter(claims.expiresAt());
                });
                // Misspelt in one country's files; says that the code has run out by now.
                case "EXPTECTEDEXPIRED" -> holds(() -> Claims.read(message().payload()).expiresAt()
                        .isBefore(Instant.parse("2026-01-01T00:00:00Z")));
                default -> throw new AssertionError("Unknown stage " + stage);
            };
        }

        private boolean verifies() throws Exception {
            CoseMessage message = message();
            TrustedSigner signer = new TrustedSigner(certificate().certificate());
            return message.kidIs(signer.kid()) && CoseSignature.holds(message, signer.key()) && content() != null;
        }

        private CoseMessage message() throws Malformed {
            return CoseMessage.read(json.has("COSE") ? hex("COSE") : Transport.open(text("PREFIX")));
        }

        /** The certificate itself, from the signed message where there is one. */
        private CBORObject content() throws Malformed {
            return json.has("COSE") || !json.has("CBOR") ? Claims.read(message().payload()).certificate() : decoded();
        }

        /** The vector's CBOR: the certificate alone or with its claims. */
        private CBORObject decoded() throws Malformed {
            CBORObject cbor = json.has("CBOR") ? CborReader.untagged(CborReader.read(hex("CBOR"), "NOT_CBOR")) : content();
            CBORObject health = cbor.getType() == CBORType.Map ? cbor.get(CBORObject.FromObject(-260)) : null;
            return health == null ? cbor : health.get(CBORObject.FromObject(1));
        }

        /** Equal, or at least read alike: one country's JSON gives its instants in another time zone than its CBOR. */
        private boolean sameJson(CBORObject certificate) throws Exception {
            if (!json.has("JSON") || JSON.readTree(certificate.ToJSONString()).equals(json.get("JSON"))) {
                return true;
            }
            CBORObject same = CBORObject.FromJSONString(json.get("JSON").toString());
            return CertificateContent.read(same).equals(CertificateContent.read(certificate));
        }

        private boolean same(byte[] bytes, String key) {
            return !json.has(key) || HexFormat.of().formatHex(bytes).equalsIgnoreCase(text(key));
        }

        private TestCertificates.Encoded certificate() {
            return new TestCertificates.Encoded(Base64.getDecoder().decode(json.path("TESTCTX").path("CERTIFICATE").asText()));
        }

        private Instant clock() {
            String clock = json.path("TESTCTX").path("VALIDATIONCLOCK").asText().replaceAll("([+-]\\d\\d)(\\d\\d)$", "$1:$2");
            return OffsetDateTime.parse(clock.matches(".*(Z|[+-]\\d\\d:\\d\\d)") ? clock : clock + "Z").toInstant();
        }

        private String text(String key) {
            return json.path(key).asText();
        }

        private String text(String key, String otherwise) {
            return json.path(key).asText(otherwise);
        }

        private byte[] hex(String key) {
            return HexFormat.of().parseHex(text(key).toLowerCase());
        }
    }

    /** What a stage finds out, or how it fails. */
    private interface Stage {
        boolean passes() throws Exception;
    }

    private static boolean holds(Stage stage) {
        try {
            return stage.passes();
        } catch (Malformed e) {
            return false;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
