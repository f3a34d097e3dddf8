package vn.minhxac.passport.internal.dcc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.minhxac.passport.PassportMaker.SigningImpossible;

/** The signer's key file, right and wrong. */
class SignerInForceTest {

    private static final Instant NOW = Instant.parse("2022-04-15T08:30:00Z");

    @TempDir
    private Path folder;

    @Test
    void keyIsReadFromItsFile() throws Exception {
        TestPki.Signer keys = TestPki.ec(NOW, NOW.plus(Duration.ofDays(400)));
        Path file = keystore(keys, "dsc", "secret");

        assertThat(signer(file, "secret", "dsc").get().certificate()).isEqualTo(keys.certificate());
    }

    @Test
    void wrongPasswordAliasOrFileSaysWhatToDoAndHarmsNothingElse() throws Exception {
        Path file = keystore(TestPki.ec(NOW, NOW.plus(Duration.ofDays(400))), "dsc", "secret");
        Path broken = Files.writeString(folder.resolve("broken.p12"), "not a keystore");

        for (SignerInForce signer : new SignerInForce[] {signer(file, "wrong", "dsc"), signer(file, "secret", "other"),
                signer(broken, "secret", "dsc"), signer(folder.resolve("absent.p12"), "secret", "dsc"), signer(null, null, "dsc")}) {
            assertThat(signer.find()).isEmpty();
            assertThatThrownBy(signer::get).isInstanceOf(SigningImpossible.class).hasMessageContaining("minhxac.passport.keystore");
        }
    }

    private Path keystore(TestPki.Signer keys, String alias, String password) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(alias, keys.key(), password.toCharArray(), new Certificate[] {keys.certificate()});
        Path file = folder.resolve("passport.p12");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
        return file;
    }

    private static SignerInForce signer(Path file, String password, String alias) {
        return new SignerInForce(new PassportSigningProperties(file, password, alias, Compression.COMPRESS, "MOH", 1, null));
    }
}
