package vn.minhxac.passport.internal.dcc;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Document signers for tests, self-signed. */
public final class TestPki {

    private TestPki() {
    }

    /** A key with its certificate. */
    public record Signer(PrivateKey key, X509Certificate certificate) {

        public DocumentSigner documentSigner() {
            try {
                return DocumentSigner.of(key, certificate);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public static Signer ec(Instant notBefore, Instant notAfter, String... extendedKeyUsages) {
        return signer("EC", 256, "SHA256withECDSA", notBefore, notAfter, extendedKeyUsages);
    }

    public static Signer rsa(Instant notBefore, Instant notAfter) {
        return signer("RSA", 2048, "SHA256withRSA", notBefore, notAfter);
    }

    private static Signer signer(String type, int size, String algorithm, Instant from, Instant to, String... usages) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
            generator.initialize(size);
            KeyPair pair = generator.generateKeyPair();
            X500Name name = new X500Name("C=VN,CN=TEST Document Signer");
            var builder = new JcaX509v3CertificateBuilder(name, new BigInteger(64, new java.util.Random(1)), Date.from(from),
                    Date.from(to), name, pair.getPublic());
            if (usages.length > 0) {
                KeyPurposeId[] purposes = java.util.Arrays.stream(usages)
                        .map(oid -> KeyPurposeId.getInstance(new ASN1ObjectIdentifier(oid))).toArray(KeyPurposeId[]::new);
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
            }
            return new Signer(pair.getPrivate(), new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(pair.getPrivate()))));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException(e);
        }
    }
}
