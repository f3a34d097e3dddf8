package vn.minhxac.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

class TrainingPkiTest {

    @TempDir
    private Path data;
    private TrainingPki pki;

    @BeforeEach
    void firstStart() {
        pki = start();
    }

    @Test
    void everySubjectSaysTest() throws Exception {
        for (Path store : new Path[] {pki.signingKeystore(), pki.passportKeystore()}) {
            KeyStore keys = open(store);
            for (String alias : java.util.Collections.list(keys.aliases())) {
                for (var certificate : keys.getCertificateChain(alias)) {
                    assertThat(((X509Certificate) certificate).getSubjectX500Principal().getName()).contains("CN=TEST ");
                }
            }
        }
    }

    @Test
    void documentSignerOutlivesTheYearOfAPassport() throws Exception {
        X509Certificate signer = (X509Certificate) open(pki.passportKeystore()).getCertificate(TrainingPki.DOCUMENT_SIGNER);
        assertThat(signer.getNotAfter().toInstant()).isAfter(Instant.now().plus(730, ChronoUnit.DAYS));
        assertThat(signer.getPublicKey().getAlgorithm()).isEqualTo("EC");
    }

    @Test
    void secondStartKeepsWhatTheFirstMade() throws Exception {
        byte[] signing = Files.readAllBytes(pki.signingKeystore());
        byte[] passport = Files.readAllBytes(pki.passportKeystore());
        start();
        assertThat(Files.readAllBytes(pki.signingKeystore())).isEqualTo(signing);
        assertThat(Files.readAllBytes(pki.passportKeystore())).isEqualTo(passport);
    }

    @Test
    void facilitiesGetCertificatesOnDemandAndKeepThem() throws Exception {
        pki.issue(Map.of("19001", "Bệnh viện A Thái Nguyên"));
        var first = open(pki.signingKeystore()).getCertificate("19001");
        pki.issue(Map.of("19001", "Bệnh viện A Thái Nguyên", "19002", "Bệnh viện C Thái Nguyên"));
        KeyStore keys = open(pki.signingKeystore());
        assertThat(keys.getCertificate("19001")).isEqualTo(first);
        assertThat(keys.getCertificateChain("19002")).hasSize(3);
        assertThat(keys.containsAlias(TrainingPki.CENTRAL)).isTrue();
    }

    private TrainingPki start() {
        TrainingPki started = new TrainingPki();
        started.setEnvironment(new MockEnvironment().withProperty("minhxac.training.data-dir", data.toString()));
        started.postProcessBeanFactory(null);
        return started;
    }

    private static KeyStore open(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, TrainingPki.PASSWORD.toCharArray());
        }
        return store;
    }
}
