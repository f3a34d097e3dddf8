package vn.minhxac.passport.internal.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signer certificates from a folder of PEM and DER files: our earlier ones, and those of other countries. */
final class TrustedCertificates {

    private static final Logger LOG = LoggerFactory.getLogger(TrustedCertificates.class);

    private TrustedCertificates() {
    }

    /** A file that is no certificate is logged and left out: it must not take the others with it. */
    static List<X509Certificate> in(Path folder) {
        List<X509Certificate> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                        found.add((X509Certificate) certificate);
                    }
                } catch (CertificateException e) {
                    LOG.warn("{} holds no readable certificate and is left out of the trust list", file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("minhxac.passport.trusted-certificates cannot be read: " + folder, e);
        }
        return found;
    }
}
