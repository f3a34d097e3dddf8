package vn.minhxac.passport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import vn.minhxac.passport.internal.dcc.Compression;
import vn.minhxac.passport.internal.dcc.DccMaker;
import vn.minhxac.passport.internal.dcc.DocumentSigner;
import vn.minhxac.passport.internal.dcc.PassportFactsSample;
import vn.minhxac.passport.internal.dcc.TestPki;

/** Leaves codes of the maker in {@code target/independent} for verifiers we did not write: docs/independent-verification.md. */
class IndependentSampleTest {

    @Test
    void codesLieReadyForOtherVerifiers() throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "independent"));
        Instant now = Clock.systemUTC().instant();
        StringBuilder items = new StringBuilder();
        for (TestPki.Signer keys : new TestPki.Signer[] {TestPki.ec(now.minusSeconds(60), now.plus(Duration.ofDays(800))),
                TestPki.rsa(now.minusSeconds(60), now.plus(Duration.ofDays(800)))}) {
            DocumentSigner signer = keys.documentSigner();
            for (Compression compression : Compression.values()) {
                IssuedCode code = new DccMaker(() -> signer, compression, "MOH").make(PassportFactsSample.PFIZER_2_OF_2, now);
                String name = signer.algorithmName().toLowerCase() + "-" + compression.name().toLowerCase();
                Files.writeString(folder.resolve(name + ".hc1.txt"), code.hc1());
                assertThat(code.hc1()).startsWith("HC1:");
            }
            String der = Base64.getEncoder().encodeToString(signer.certificate().getEncoded());
            items.append(items.isEmpty() ? "" : ",").append("{\"kid\":\"").append(Base64.getEncoder().encodeToString(signer.kid()))
                    .append("\",\"certificate\":\"").append(der).append("\"}");
            Files.writeString(folder.resolve(signer.algorithmName().toLowerCase() + ".pem"),
                    "-----BEGIN CERTIFICATE-----\n" + der.replaceAll("(.{64})", "$1\n") + "\n-----END CERTIFICATE-----\n");
        }
        Files.writeString(folder.resolve("trust-list.json"), "{\"items\":[" + items + "]}");
    }
}
