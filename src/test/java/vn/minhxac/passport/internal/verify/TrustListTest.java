package vn.minhxac.passport.internal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.minhxac.passport.IssuedCode;
import vn.minhxac.passport.internal.check.IndependentChecker;
import vn.minhxac.passport.internal.dcc.Compression;
import vn.minhxac.passport.internal.dcc.DccMaker;
import vn.minhxac.passport.internal.dcc.DocumentSigner;
import vn.minhxac.passport.internal.dcc.PassportFactsSample;
import vn.minhxac.passport.internal.dcc.TestPki;

/** Certificates an operator puts into the folder are believed from the next start on. */
class TrustListTest {

    private static final Instant NOW = Instant.parse("2022-04-15T08:30:00Z");
    private static final TestPki.Signer OWN = TestPki.ec(NOW.minus(Duration.ofDays(9)), NOW.plus(Duration.ofDays(900)));
    private static final TestPki.Signer FOREIGN = TestPki.rsa(NOW.minus(Duration.ofDays(9)), NOW.plus(Duration.ofDays(900)));
    private static final TestPki.Signer EARLIER = TestPki.ec(NOW.minus(Duration.ofDays(99)), NOW.plus(Duration.ofDays(300)));

    @TempDir
    private Path folder;

    @Test
    void pemAndDerAreReadAndWhatIsNoCertificateIsLeftOut() throws Exception {
        Files.write(folder.resolve("foreign.der"), FOREIGN.certificate().getEncoded());
        Files.writeString(folder.resolve("ours.pem"), pem(EARLIER) + pem(OWN));
        Files.writeString(folder.resolve("README.txt"), "not a certificate");

        TrustList list = new TrustList(Optional.of(OWN.certificate()), folder);

        assertThat(list.items()).hasSize(3);
        for (TestPki.Signer signer : new TestPki.Signer[] {OWN, FOREIGN, EARLIER}) {
            DocumentSigner documentSigner = signer.documentSigner();
            IssuedCode code = new DccMaker(() -> documentSigner, Compression.COMPRESS, "MOH").make(PassportFactsSample.PFIZER_2_OF_2, NOW);
            assertThat(new IndependentChecker(list::store).check(code.hc1(), NOW).valid()).isTrue();
        }
    }

    @Test
    void withoutSignerAndFolderNobodyIsBelieved() {
        assertThat(new TrustList(Optional.empty(), null).items()).isEmpty();
    }

    private static String pem(TestPki.Signer signer) throws Exception {
        return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(signer.certificate().getEncoded()) + "\n-----END CERTIFICATE-----\n";
    }
}
