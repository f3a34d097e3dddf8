package vn.minhxac.signing.internal;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.List;

/** What somebody else would write to check an inclusion proof, from RFC 9162 §2.1.3.2; shares nothing with the tree. */
final class InclusionProof {

    private InclusionProof() {
    }

    static byte[] leaf(byte[] content) {
        return hash(new byte[] {0}, content);
    }

    static byte[] root(byte[] leaf, int index, int size, List<byte[]> path) {
        int fn = index;
        int sn = size - 1;
        byte[] r = leaf;
        for (byte[] p : path) {
            if (sn == 0) {
                return new byte[0];
            }
            if ((fn & 1) == 1 || fn == sn) {
                r = hash(new byte[] {1}, p, r);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                r = hash(new byte[] {1}, r, p);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 ? r : new byte[0];
    }

    private static byte[] hash(byte[]... parts) {
        try {
            var bytes = new ByteArrayOutputStream();
            for (byte[] part : parts) {
                bytes.writeBytes(part);
            }
            return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
