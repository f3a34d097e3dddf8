package vn.minhxac.signing.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.minhxac.signing.SignerUnavailable;
import vn.minhxac.signing.SigningSettings;

/** May this certificate sign, now? Validity, purpose, chain to a trusted root (RFC 5280 §6), revocation. */
@Component
class CertificateCheck {

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;

    private final SigningSettings settings;

    CertificateCheck(SigningSettings settings) {
        this.settings = settings;
    }

    boolean checksRevocation() {
        return settings.crl() != null || settings.ocsp() != null;
    }

    Optional<CertificateProblem> problem(List<X509Certificate> chain, Instant at) {
        X509Certificate signer = chain.get(0);
        if (at.isBefore(signer.getNotBefore().toInstant())) {
            return Optional.of(CertificateProblem.NOT_YET_VALID);
        }
        if (at.isAfter(signer.getNotAfter().toInstant())) {
            return Optional.of(CertificateProblem.EXPIRED);
        }
        boolean[] usage = signer.getKeyUsage();
        if (signer.getBasicConstraints() >= 0 || usage != null && !usage[DIGITAL_SIGNATURE] && !usage[NON_REPUDIATION]) {
            return Optional.of(CertificateProblem.KEY_USAGE);
        }
        try {
            return chainProblem(chain, at);
        } catch (IOException | GeneralSecurityException e) {
            throw new SignerUnavailable("Không kiểm tra được chứng thư số: tệp chứng thư gốc tin cậy hoặc nguồn thu hồi "
                    + "(minhxac.signing.trust-anchors, .crl, .ocsp) không đọc được hoặc đã quá hạn.", e);
        }
    }

    private Optional<CertificateProblem> chainProblem(List<X509Certificate> chain, Instant at)
            throws IOException, GeneralSecurityException {
        Set<X509Certificate> trusted = trusted();
        List<X509Certificate> below = chain.stream().takeWhile(c -> !trusted.contains(c) && !isRoot(c)).toList();
        if (trusted.isEmpty()) {
            return Optional.of(CertificateProblem.UNTRUSTED);
        }
        if (below.isEmpty()) {
            // The signer itself is trusted by name, or signs itself and is not.
            return trusted.contains(chain.get(0)) ? Optional.empty() : Optional.of(CertificateProblem.UNTRUSTED);
        }
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(below);
        var validator = CertPathValidator.getInstance("PKIX");
        var parameters = new PKIXParameters(trusted.stream().map(c -> new TrustAnchor(c, null)).collect(Collectors.toSet()));
        parameters.setDate(Date.from(at));
        parameters.setRevocationEnabled(checksRevocation());
        if (checksRevocation()) {
            addRevocation(validator, parameters);
        }
        try {
            validator.validate(path, parameters);
            return Optional.empty();
        } catch (CertPathValidatorException e) {
            return Optional.of(problem(e));
        }
    }

    private void addRevocation(CertPathValidator validator, PKIXParameters parameters)
            throws IOException, GeneralSecurityException {
        var checker = (PKIXRevocationChecker) validator.getRevocationChecker();
        var options = EnumSet.noneOf(PKIXRevocationChecker.Option.class);
        if (settings.ocsp() == null) {
            options.add(PKIXRevocationChecker.Option.PREFER_CRLS);
            options.add(PKIXRevocationChecker.Option.NO_FALLBACK);
        } else {
            checker.setOcspResponder(settings.ocsp());
        }
        checker.setOptions(options);
        parameters.addCertPathChecker(checker);
        if (settings.crl() != null) {
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(revocationLists())));
        }
    }

    /** Not knowing is not the certificate's fault: it is thrown on, and tried again. */
    private static CertificateProblem problem(CertPathValidatorException e) throws CertPathValidatorException {
        if (e.getReason() == BasicReason.REVOKED) {
            return CertificateProblem.REVOKED;
        }
        if (e.getReason() == BasicReason.UNDETERMINED_REVOCATION_STATUS) {
            throw e;
        }
        return CertificateProblem.UNTRUSTED;
    }

    private Set<X509Certificate> trusted() throws IOException, GeneralSecurityException {
        if (settings.trustAnchors() == null) {
            throw new IOException("No trust anchors set");
        }
        try (var in = Files.newInputStream(settings.trustAnchors())) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream().map(X509Certificate.class::cast)
                    .collect(Collectors.toSet());
        }
    }

    private Collection<? extends CRL> revocationLists() throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(settings.crl())) {
            return CertificateFactory.getInstance("X.509").generateCRLs(in);
        }
    }

    private static boolean isRoot(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }
}
