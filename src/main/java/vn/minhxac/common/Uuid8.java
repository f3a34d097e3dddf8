package vn.minhxac.common;

import java.nio.ByteBuffer;
import java.util.UUID;

/** UUIDs named after a content (RFC 9562, version 8): the same content has the same one, whoever makes it. */
public final class Uuid8 {

    private Uuid8() {
    }

    /** @param sha256 32 bytes, of which the first 122 bits are taken */
    public static UUID of(byte[] sha256) {
        ByteBuffer hash = ByteBuffer.wrap(sha256);
        return new UUID(hash.getLong() & ~0xF000L | 0x8000L, hash.getLong() >>> 2 | 0x8000000000000000L);
    }
}
