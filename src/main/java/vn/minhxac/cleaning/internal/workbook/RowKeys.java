package vn.minhxac.cleaning.internal.workbook;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys of rows in a workbook: which record of which batch, what its four fields and its row were when the file was made, and an HMAC-SHA-256
 * over that under the batch's secret. So no key can be made for another row, and none says anything about a person.
 */
final class RowKeys {

    /** A letter first: never a formula, never a number. */
    private static final String PREFIX = "MX1";
    private static final int MAC_BYTES = 16;
    private static final int CONTENT_BYTES = 16;
    private static final int PAYLOAD = 2 * Long.BYTES + Long.BYTES + Integer.BYTES + CONTENT_BYTES;

    private final SecretKeySpec secret;

    /** @param secret of the batch, at least 16 random bytes */
    RowKeys(byte[] secret) {
        this.secret = new SecretKeySpec(secret, "HmacSHA256");
    }

    /** What a key says; believed only where {@code genuine}. */
    record RowKey(UUID batch, long citizenId, int version, byte[] content, boolean genuine) {

        /** Whether the record's four fields are still those of the file. */
        boolean hasContent(byte[] contentHash) {
            return Arrays.equals(content, Arrays.copyOf(contentHash, CONTENT_BYTES));
        }
    }

    String seal(UUID batch, long citizenId, int version, byte[] contentHash) {
        byte[] payload = ByteBuffer.allocate(PAYLOAD).putLong(batch.getMostSignificantBits()).putLong(batch.getLeastSignificantBits())
                .putLong(citizenId).putInt(version).put(contentHash, 0, CONTENT_BYTES).array();
        return PREFIX + Base64.getUrlEncoder().withoutPadding()
                .encodeToString(ByteBuffer.allocate(PAYLOAD + MAC_BYTES).put(payload).put(mac(payload)).array());
    }

    /** Empty for what is no key at all. */
    Optional<RowKey> open(String text) {
        if (text == null || !text.startsWith(PREFIX) || text.length() > 200) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text.substring(PREFIX.length()));
            if (bytes.length != PAYLOAD + MAC_BYTES) {
                return Optional.empty();
            }
            byte[] payload = Arrays.copyOf(bytes, PAYLOAD);
            ByteBuffer in = ByteBuffer.wrap(payload);
            UUID batch = new UUID(in.getLong(), in.getLong());
            long citizenId = in.getLong();
            int version = in.getInt();
            byte[] content = Arrays.copyOfRange(payload, PAYLOAD - CONTENT_BYTES, PAYLOAD);
            boolean genuine = MessageDigest.isEqual(mac(payload), Arrays.copyOfRange(bytes, PAYLOAD, bytes.length));
            return Optional.of(new RowKey(batch, citizenId, version, content, genuine));
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private byte[] mac(byte[] payload) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            return Arrays.copyOf(mac.doFinal(payload), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not available", e);
        }
    }
}
