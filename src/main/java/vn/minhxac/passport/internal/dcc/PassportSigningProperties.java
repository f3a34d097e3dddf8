package vn.minhxac.passport.internal.dcc;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param keystore            PKCS#12 file with the document signer's key and certificate
 * @param keystorePassword    its password
 * @param keyAlias            alias of the key in it
 * @param compression         {@code compress}, or {@code stored} for bulk: about 1% longer codes, twice as fast
 * @param uvciIssuer          issuing authority in the certificate identifiers, A–Z and 0–9
 * @param selfCheck           share of codes that the independent checker reads before release, 0.0 to 1.0
 * @param trustedCertificates folder of further signer certificates (PEM or DER) on the trust list; may be absent
 */
@ConfigurationProperties("minhxac.passport")
public record PassportSigningProperties(Path keystore, String keystorePassword, @DefaultValue("dsc") String keyAlias,
                                        @DefaultValue("compress") Compression compression,
                                        @DefaultValue("MOH") String uvciIssuer, @DefaultValue("1.0") double selfCheck,
                                        Path trustedCertificates) {

    public PassportSigningProperties {
        if (!(selfCheck >= 0 && selfCheck <= 1)) {
            throw new IllegalArgumentException("minhxac.passport.self-check must lie between 0.0 and 1.0");
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "PassportSigningProperties[" + keystore + ", " + keyAlias + ", " + compression + "]";
    }
}
