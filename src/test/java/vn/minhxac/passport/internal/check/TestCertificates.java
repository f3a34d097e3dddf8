package vn.minhxac.passport.internal.check;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/** Certificates of the test vectors. */
final class TestCertificates {

    private TestCertificates() {
    }

    /** DER. */
    record Encoded(byte[] der) {

        X509Certificate certificate() {
            try {
                return (X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der));
            } catch (CertificateException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }
}
