package vn.minhxac.training.internal;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certification authority for training and tests: EC P-256, SHA-256. */
public record TestCa(PrivateKey key, X509Certificate certificate) {

    /** Before the campaign began, so that a clock set back to it finds the certificates valid. */
    public static final Instant VALID_FROM = Instant.parse("2021-01-01T00:00:00Z");

    public static TestCa root(String name, Instant validTo) throws GeneralSecurityException {
        KeyPair keys = newKeys();
        X500Name self = name(name);
        return new TestCa(keys.getPrivate(), build(keys.getPrivate(), self, null, self, keys.getPublic(), VALID_FROM, validTo,
                true));
    }

    public TestCa subordinate(String name, Instant validTo) throws GeneralSecurityException {
        KeyPair keys = newKeys();
        return new TestCa(keys.getPrivate(), issue(name, keys.getPublic(), VALID_FROM, validTo, true));
    }

    public X509Certificate signer(String name, PublicKey subject, Instant validTo) throws GeneralSecurityException {
        return signer(name, subject, VALID_FROM, validTo);
    }

    public X509Certificate signer(String name, PublicKey subject, Instant validFrom, Instant validTo)
            throws GeneralSecurityException {
        return issue(name, subject, validFrom, validTo, false);
    }

    /** A revocation list (RFC 5280 §5), PEM, of these certificates. */
    public String crl(Instant nextUpdate, X509Certificate... revoked) throws GeneralSecurityException {
        try {
            var builder = new JcaX509v2CRLBuilder(certificate.getSubjectX500Principal(), Date.from(VALID_FROM));
            builder.setNextUpdate(Date.from(nextUpdate));
            for (X509Certificate one : revoked) {
                builder.addCRLEntry(one.getSerialNumber(), Date.from(VALID_FROM), CRLReason.keyCompromise);
            }
            builder.addExtension(Extension.authorityKeyIdentifier, false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate.getPublicKey()));
            byte[] crl = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)).getEncoded();
            return pem("X509 CRL", crl);
        } catch (OperatorCreationException | IOException e) {
            throw new GeneralSecurityException("Cannot sign a revocation list", e);
        }
    }

    public static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    public static String pem(X509Certificate certificate) throws GeneralSecurityException {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + what + "-----\n";
    }

    private X509Certificate issue(String name, PublicKey subject, Instant from, Instant to, boolean authority)
            throws GeneralSecurityException {
        X500Name issuer = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        return build(key, issuer, certificate, name(name), subject, from, to, authority);
    }

    private static X509Certificate build(PrivateKey key, X500Name issuer, X509Certificate issuerCertificate, X500Name subject,
            PublicKey subjectKey, Instant from, Instant to, boolean authority) throws GeneralSecurityException {
        try {
            var extensions = new JcaX509ExtensionUtils();
            var builder = new JcaX509v3CertificateBuilder(issuer, new BigInteger(127, new SecureRandom()).setBit(0),
                    Date.from(from), Date.from(to), subject, subjectKey);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(authority
                    ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
            builder.addExtension(Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(subjectKey));
            builder.addExtension(Extension.authorityKeyIdentifier, false, issuerCertificate == null
                    ? extensions.createAuthorityKeyIdentifier(subjectKey)
                    : extensions.createAuthorityKeyIdentifier(issuerCertificate.getPublicKey()));
            return new JcaX509CertificateConverter().getCertificate(
                    builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (OperatorCreationException | IOException e) {
            throw new GeneralSecurityException("Cannot sign a certificate", e);
        }
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.C, "VN").addRDN(BCStyle.O, "TEST Minh Xác")
                .addRDN(BCStyle.CN, commonName).build();
    }
}
