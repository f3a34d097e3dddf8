package vn.minhxac.signing;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Whoever holds the keys that sign lists: a PKCS#12 file, a token, a remote signing service. */
public interface ListSigner {

    /**
     * The key that signs for a unit: its own, else the central signer's (5772: the facility, or the signer its province names).
     *
     * @return empty when neither has one
     * @throws SignerUnavailable when that cannot be found out now
     */
    Optional<Key> keyFor(String provinceCode, String unitCode);

    /** A signing key with its certificate. */
    interface Key {

        /** The signer's certificate first, then its authorities. */
        List<X509Certificate> chain();

        /**
         * Signs with SHA-256; the signature as CMS holds it (DER for ECDSA).
         *
         * @throws SignerUnavailable when the signer does not answer; try again later
         */
        byte[] sign(byte[] data);
    }
}
