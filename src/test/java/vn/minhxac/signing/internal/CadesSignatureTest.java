package vn.minhxac.signing.internal;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.SignatureLevel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.minhxac.signing.ListSigner;
import vn.minhxac.training.internal.TestCa;

class CadesSignatureTest {

    private static final Instant NOW = Instant.parse("2022-05-04T01:00:00Z");
    private static final byte[] DOCUMENT = "{\"listId\":\"x\"}".getBytes(StandardCharsets.UTF_8);

    @Test
    void anEcSignatureIsBaselineBToTheReferenceValidator() throws Exception {
        Signed signed = sign(TestCa.newKeys());
        var report = SignatureChecks.dss(signed.signature, DOCUMENT, signed.key.chain().get(2));
        assertThat(report.getSignatureFormat(report.getFirstSignatureId())).isEqualTo(SignatureLevel.CAdES_BASELINE_B);
        assertThat(SignatureChecks.integrity(signed.signature, DOCUMENT)).isTrue();
        assertThat(SignatureChecks.bouncyCastle(signed.signature, DOCUMENT)).isTrue();
    }

    @Test
    void anRsaKeySignsAsWell() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        Signed signed = sign(rsa.generateKeyPair());
        assertThat(SignatureChecks.integrity(signed.signature, DOCUMENT)).isTrue();
        assertThat(SignatureChecks.bouncyCastle(signed.signature, DOCUMENT)).isTrue();
    }

    @Test
    void aChangedDocumentIsNotWhatWasSigned() throws Exception {
        Signed signed = sign(TestCa.newKeys());
        byte[] other = DOCUMENT.clone();
        other[3] ^= 1;
        assertThat(SignatureChecks.integrity(signed.signature, other)).isFalse();
        assertThat(SignatureChecks.bouncyCastle(signed.signature, other)).isFalse();
    }

    @Test
    void signerAndAuthorityTravelWithTheSignatureAndTheRootDoesNot() throws Exception {
        Signed signed = sign(TestCa.newKeys());
        assertThat(SignatureChecks.certificates(signed.signature))
                .containsExactlyInAnyOrder(signed.key.chain().get(0), signed.key.chain().get(1));
    }

    private record Signed(ListSigner.Key key, byte[] signature) {
    }

    private static Signed sign(KeyPair keys) throws GeneralSecurityException {
        TestCa root = TestCa.root("TEST root", NOW.plusSeconds(1_000_000));
        TestCa authority = root.subordinate("TEST authority", NOW.plusSeconds(1_000_000));
        var signer = authority.signer("TEST signer", keys.getPublic(), NOW.plusSeconds(1_000_000));
        var key = new SoftKey(keys, List.of(signer, authority.certificate(), root.certificate()));
        return new Signed(key, new CadesSignature().sign(DOCUMENT, key, NOW));
    }

    private record SoftKey(KeyPair keys, List<X509Certificate> chain) implements ListSigner.Key {

        @Override
        public byte[] sign(byte[] data) {
            try {
                String key = keys.getPublic().getAlgorithm().equals("EC") ? "ECDSA" : "RSA";
                Signature signature = Signature.getInstance("SHA256with" + key);
                signature.initSign(keys.getPrivate());
                signature.update(data);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
