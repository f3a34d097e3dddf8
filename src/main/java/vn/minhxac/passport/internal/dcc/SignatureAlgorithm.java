package vn.minhxac.passport.internal.dcc;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.security.Provider;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/** The two algorithms of the EU DCC, COSE identifiers (RFC 9053): the signer's key decides. */
enum SignatureAlgorithm {
    /** ECDSA on P-256 with SHA-256: the primary algorithm. */
    ES256(-7, "EC") {
        @Override
        Signature create(Provider provider) throws GeneralSecurityException {
            // r and s one after the other, as COSE wants them; Bouncy Castle has a name of its own for it
            String name = "SHA256withECDSAinP1363Format";
            return Signature.getInstance(provider.getService("Signature", name) == null ? "SHA256withPLAIN-ECDSA" : name, provider);
        }
    },
    /** RSASSA-PSS with SHA-256 and a salt of 32 bytes: the secondary, and that of Viet Nam's published sample. */
    PS256(-37, "RSA") {
        @Override
        Signature create(Provider provider) throws GeneralSecurityException {
            Signature signature = Signature.getInstance("RSASSA-PSS", provider);
            signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            return signature;
        }
    };

    private final int coseId;
    private final String keyType;

    SignatureAlgorithm(int coseId, String keyType) {
        this.coseId = coseId;
        this.keyType = keyType;
    }

    abstract Signature create(Provider provider) throws GeneralSecurityException;

    int coseId() {
        return coseId;
    }

    String keyType() {
        return keyType;
    }

    static SignatureAlgorithm of(PublicKey key) throws InvalidKeyException {
        if (key instanceof ECPublicKey ec && ec.getParams().getCurve().getField().getFieldSize() == 256) {
            return ES256;
        }
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= 2048) {
            return PS256;
        }
        throw new InvalidKeyException("A document signer needs a P-256 key or an RSA key of at least 2048 bits");
    }
}
