package vn.minhxac.signing.internal;

import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;

/** Checks signatures with what did not make them: DSS's validation and plain CMS. */
final class SignatureChecks {

    private SignatureChecks() {
    }

    static SimpleReport dss(byte[] signature, byte[] document, X509Certificate root) {
        return reports(signature, document, root).getSimpleReport();
    }

    /** Whether DSS finds the signature intact over this document, by whomever it is. */
    static boolean integrity(byte[] signature, byte[] document) {
        var diagnostic = reports(signature, document, null).getDiagnosticData();
        var first = diagnostic.getSignatureById(diagnostic.getFirstSignatureId());
        return first.isSignatureIntact() && first.getDigestMatchers().stream().allMatch(d -> d.isDataFound() && d.isDataIntact());
    }

    static boolean bouncyCastle(byte[] signature, byte[] document) throws Exception {
        var cms = new CMSSignedData(new CMSProcessableByteArray(document), signature);
        SignerInformation signer = cms.getSignerInfos().getSigners().iterator().next();
        X509CertificateHolder holder = (X509CertificateHolder) cms.getCertificates().getMatches(signer.getSID()).iterator().next();
        try {
            return signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(holder));
        } catch (CMSException e) {
            return false;
        }
    }

    static List<X509Certificate> certificates(byte[] signature) throws Exception {
        List<X509Certificate> certificates = new ArrayList<>();
        for (X509CertificateHolder holder : new CMSSignedData(signature).getCertificates().getMatches(null)) {
            certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
        }
        return certificates;
    }

    private static Reports reports(byte[] signature, byte[] document, X509Certificate root) {
        var verifier = new CommonCertificateVerifier();
        if (root != null) {
            var trusted = new CommonTrustedCertificateSource();
            trusted.addCertificate(new CertificateToken(root));
            verifier.setTrustedCertSources(trusted);
        }
        var validator = SignedDocumentValidator.fromDocument(new InMemoryDocument(signature));
        validator.setCertificateVerifier(verifier);
        validator.setDetachedContents(List.of(new InMemoryDocument(document)));
        return validator.validateDocument();
    }
}
