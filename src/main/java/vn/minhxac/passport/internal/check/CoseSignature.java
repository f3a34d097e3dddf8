package vn.minhxac.passport.internal.check;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.PSSSigner;

/** Verifies with Bouncy Castle's own classes, so that no other provider has a say. The header's algorithm must fit the key. */
final class CoseSignature {

    private static final int ES256 = -7;
    private static final int PS256 = -37;
    private static final int SALT_LENGTH = 32;

    private CoseSignature() {
    }

    static boolean known(int algorithm) {
        return algorithm == ES256 || algorithm == PS256;
    }

    static boolean holds(CoseMessage message, AsymmetricKeyParameter key) {
        try {
            return switch (message.algorithm()) {
                case ES256 -> key instanceof ECPublicKeyParameters ec && ecdsa(message, ec);
                case PS256 -> key instanceof RSAKeyParameters rsa && pss(message, rsa);
                default -> false;
            };
        } catch (RuntimeException | CryptoException e) {
            return false;
        }
    }

    private static boolean ecdsa(CoseMessage message, ECPublicKeyParameters key) {
        byte[] signature = message.signature();
        if (signature.length != 64 || key.getParameters().getN().bitLength() != 256) {
            return false;
        }
        SHA256Digest digest = new SHA256Digest();
        digest.update(message.toBeSigned(), 0, message.toBeSigned().length);
        byte[] hash = new byte[32];
        digest.doFinal(hash, 0);
        ECDSASigner signer = new ECDSASigner();
        signer.init(false, key);
        return signer.verifySignature(hash, new BigInteger(1, Arrays.copyOfRange(signature, 0, 32)),
                new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)));
    }

    private static boolean pss(CoseMessage message, RSAKeyParameters key) throws CryptoException {
        PSSSigner signer = new PSSSigner(new RSABlindedEngine(), new SHA256Digest(), SALT_LENGTH);
        signer.init(false, key);
        signer.update(message.toBeSigned(), 0, message.toBeSigned().length);
        return signer.verifySignature(message.signature());
    }
}
