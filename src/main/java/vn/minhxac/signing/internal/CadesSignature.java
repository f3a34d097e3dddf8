package vn.minhxac.signing.internal;

import eu.europa.esig.dss.cades.CAdESSignatureParameters;
import eu.europa.esig.dss.cades.signature.CAdESService;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.EncryptionAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SignaturePackaging;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.minhxac.signing.ListSigner;

/**
 * CAdES-BASELINE-B (ETSI EN 319 122-1), detached, DER. The key only ever sees the signed attributes, so it may be anywhere.
 */
@Component
class CadesSignature {

    byte[] sign(byte[] document, ListSigner.Key key, Instant at) {
        var service = new CAdESService(new CommonCertificateVerifier());
        var toSign = new InMemoryDocument(document, "manifest.json");
        CAdESSignatureParameters parameters = parameters(key.chain(), at);
        byte[] attributes = service.getDataToSign(toSign, parameters).getBytes();
        var algorithm = SignatureAlgorithm.getAlgorithm(parameters.getEncryptionAlgorithm(), DigestAlgorithm.SHA256);
        var value = new SignatureValue(algorithm, key.sign(attributes));
        return DSSUtils.toByteArray(service.signDocument(toSign, parameters, value));
    }

    private static CAdESSignatureParameters parameters(List<X509Certificate> chain, Instant at) {
        var parameters = new CAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.CAdES_BASELINE_B);
        parameters.setSignaturePackaging(SignaturePackaging.DETACHED);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setEncryptionAlgorithm(EncryptionAlgorithm.forKey(chain.get(0).getPublicKey()));
        parameters.setSigningCertificate(new CertificateToken(chain.get(0)));
        // The root is for the verifier to know; leaf and authorities go in even if one of them is somebody's trust anchor.
        parameters.setCertificateChain(chain.stream().filter(CadesSignature::isNotRoot).map(CertificateToken::new).toList());
        parameters.bLevel().setTrustAnchorBPPolicy(false);
        parameters.bLevel().setSigningDate(Date.from(at));
        return parameters;
    }

    private static boolean isNotRoot(X509Certificate certificate) {
        return !certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }
}
