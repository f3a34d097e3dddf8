package vn.minhxac.signing;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How lists of doses are gathered and signed.
 *
 * @param collection       how long a unit's doses are gathered before the list is frozen
 * @param maxList          most doses of one list; the rest gets the next one
 * @param keystore         PKCS#12 with the signing keys: alias = code of the unit, else of its province, else {@code central}.
 *                         Read anew for each list, so that a renewed certificate needs no restart
 * @param keystorePassword of the keystore and of its keys
 * @param trustAnchors     PEM or DER with the roots a signing certificate must lead to
 * @param crl              file with the revocation lists (PEM or DER) of each authority of the chain, or null
 * @param ocsp             OCSP responder, or null; without both, revocation is recorded as not checked
 */
@ConfigurationProperties("minhxac.signing")
public record SigningSettings(@DefaultValue("PT30M") Duration collection, @DefaultValue("10000") int maxList, Path keystore,
                              String keystorePassword, Path trustAnchors, Path crl, URI ocsp) {

    /** Without the password. */
    @Override
    public String toString() {
        return "SigningSettings[" + collection + ", " + maxList + ", " + keystore + "]";
    }
}
