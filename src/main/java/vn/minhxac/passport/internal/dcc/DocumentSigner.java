package vn.minhxac.passport.internal.dcc;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The document signer: private key, certificate and the provider that signs. Amazon Corretto Crypto Provider signs about six
 * times as fast as Bouncy Castle and thirty times as fast as the JDK 17, but is native code for few platforms; where it cannot
 * be loaded Bouncy Castle takes over, and which one is in force is logged and shown in health. Neither is installed globally.
 */
public final class DocumentSigner {

    static final int KID_LENGTH = 8;
    private static final Logger LOG = LoggerFactory.getLogger(DocumentSigner.class);

    private final PrivateKey key;
    private final X509Certificate certificate;
    private final SignatureAlgorithm algorithm;
    private final Provider provider;
    private final byte[] kid;

    private DocumentSigner(PrivateKey key, X509Certificate certificate, Provider provider) throws GeneralSecurityException {
        this.algorithm = SignatureAlgorithm.of(certificate.getPublicKey());
        this.provider = provider;
        // A foreign key object would be translated again at every signature: convert it once.
        this.key = KeyFactory.getInstance(algorithm.keyType(), provider)
                .generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
        this.certificate = certificate;
        this.kid = Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()), KID_LENGTH);
        newSignature().sign();
    }

    /** Signer from a PKCS#12 file, with the fastest provider that works here. */
    static DocumentSigner load(Path keystore, char[] password, String alias) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            store.load(in, password);
        }
        if (!(store.getKey(alias, password) instanceof PrivateKey privateKey)
                || !(store.getCertificate(alias) instanceof X509Certificate x509)) {
            throw new GeneralSecurityException("The keystore has no private key with certificate under the alias " + alias);
        }
        return of(privateKey, x509);
    }

    /** Signer with the fastest provider that works here. */
    public static DocumentSigner of(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        try {
            AmazonCorrettoCryptoProvider corretto = AmazonCorrettoCryptoProvider.INSTANCE;
            if (corretto.getLoadingError() == null) {
                return new DocumentSigner(key, certificate, corretto);
            }
            LOG.warn("Amazon Corretto Crypto Provider cannot be loaded here", corretto.getLoadingError());
        } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
            LOG.warn("Amazon Corretto Crypto Provider does not work here", e);
        }
        return withProvider(key, certificate, new BouncyCastleProvider());
    }

    static DocumentSigner withProvider(PrivateKey key, X509Certificate certificate, Provider provider)
            throws GeneralSecurityException {
        return new DocumentSigner(key, certificate, provider);
    }

    /** A signature object of its own for one thread, ready to sign; it stays ready after each signature. */
    Signature newSignature() throws GeneralSecurityException {
        Signature signature = algorithm.create(provider);
        signature.initSign(key);
        return signature;
    }

    SignatureAlgorithm algorithm() {
        return algorithm;
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** First 8 bytes of the SHA-256 of the certificate; a copy. */
    public byte[] kid() {
        return kid.clone();
    }

    public Instant notBefore() {
        return certificate.getNotBefore().toInstant();
    }

    public Instant notAfter() {
        return certificate.getNotAfter().toInstant();
    }

    public String providerName() {
        return provider.getName() + " " + provider.getVersionStr();
    }

    public String algorithmName() {
        return algorithm.name();
    }
}
