package vn.minhxac.passport.internal.check;

import java.security.MessageDigest;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** A document signer certificate on the trust list, its public key ready for use. */
final class TrustedSigner {

    private static final String ROOT = "1.3.6.1.4.1.1847.2021.1.";
    /** Certificates made before the identifiers were corrected have this root. */
    private static final String OLD_ROOT = "1.3.6.1.4.1.0.1847.2021.1.";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final Map<String, String> NUMBER = Map.of("t", "1", "v", "2", "r", "3");

    private final X509Certificate certificate;
    private final byte[] kid;
    private final AsymmetricKeyParameter key;

    TrustedSigner(X509Certificate certificate) throws GeneralSecurityException {
        this.certificate = certificate;
        this.kid = Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()), 8);
        try {
            this.key = PublicKeyFactory.createKey(certificate.getPublicKey().getEncoded());
        } catch (java.io.IOException | RuntimeException e) {
            throw new GeneralSecurityException("The certificate's public key cannot be read", e);
        }
    }

    byte[] kid() {
        return kid.clone();
    }

    AsymmetricKeyParameter key() {
        return key;
    }

    String subject() {
        return certificate.getSubjectX500Principal().getName();
    }

    Instant notAfter() {
        return certificate.getNotAfter().toInstant();
    }

    byte[] encoded() {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Extended key usage may restrict a signer to tests, vaccinations or recoveries. Without any of the three it may sign all,
     * unless the extension is critical: then the certificate is for something else.
     */
    boolean maySign(String kind) {
        try {
            List<String> usages = certificate.getExtendedKeyUsage();
            if (usages == null) {
                return true;
            }
            if (usages.stream().noneMatch(oid -> oid.startsWith(ROOT) || oid.startsWith(OLD_ROOT))) {
                return !certificate.getCriticalExtensionOIDs().contains(EXTENDED_KEY_USAGE);
            }
            return usages.contains(ROOT + NUMBER.get(kind)) || usages.contains(OLD_ROOT + NUMBER.get(kind));
        } catch (CertificateParsingException e) {
            return false;
        }
    }
}
