package vn.minhxac.signing.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * The hash tree of RFC 6962 §2.1 with SHA-256: a leaf is SHA-256(0x00 ‖ content), a node SHA-256(0x01 ‖ left ‖ right), and a
 * tree splits at the largest power of two below its size. The prefixes keep a node from passing as a leaf.
 */
final class MerkleTree {

    static final String ALGORITHM = "SHA-256";

    private final List<byte[]> leaves;

    /** @param leaves their hashes, in order */
    MerkleTree(List<byte[]> leaves) {
        this.leaves = List.copyOf(leaves);
    }

    static byte[] leafHash(String content) {
        return leafHash(content.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] leafHash(byte[] content) {
        MessageDigest digest = digest();
        digest.update((byte) 0);
        return digest.digest(content);
    }

    /** The root; of an empty tree, the hash of nothing. */
    byte[] root() {
        return leaves.isEmpty() ? digest().digest() : root(0, leaves.size());
    }

    /** The siblings from a leaf to the root, the leaf's own first. */
    List<byte[]> path(int index) {
        if (index < 0 || index >= leaves.size()) {
            throw new IndexOutOfBoundsException(index);
        }
        List<byte[]> path = new ArrayList<>();
        path(index, 0, leaves.size(), path);
        return path;
    }

    private byte[] root(int from, int to) {
        if (to - from == 1) {
            return leaves.get(from);
        }
        int middle = from + split(to - from);
        return node(root(from, middle), root(middle, to));
    }

    private void path(int index, int from, int to, List<byte[]> path) {
        if (to - from == 1) {
            return;
        }
        int middle = from + split(to - from);
        if (index < middle) {
            path(index, from, middle, path);
            path.add(root(middle, to));
        } else {
            path(index, middle, to, path);
            path.add(root(from, middle));
        }
    }

    /** Largest power of two below {@code size}. */
    private static int split(int size) {
        return Integer.highestOneBit(size - 1);
    }

    private static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = digest();
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance(ALGORITHM);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
