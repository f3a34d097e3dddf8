package vn.minhxac.complaint.internal.attachment;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.stereotype.Component;

import vn.minhxac.common.StartRefused;

/**
 * AES-256-GCM with a random nonce of 96 bits and a tag of 128. The id of the attachment is authenticated with it, so that one row's bytes are
 * no other's. 2^32 random nonces under one key are safe (NIST SP 800-38D, 8.3): far more than complaints will ever bring.
 */
@Component
class AttachmentCipher {

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    /** The one in use first. */
    private final List<SecretKey> keys = new ArrayList<>();

    /** What is stored of a file. */
    record Sealed(byte[] nonce, byte[] bytes) {
    }

    AttachmentCipher(AttachmentSettings settings) {
        keys.add(key("minhxac.complaint.attachment-key", settings.attachmentKey()));
        settings.attachmentOldKeys().forEach(old -> keys.add(key("minhxac.complaint.attachment-old-keys", old)));
    }

    Sealed seal(UUID id, byte[] content) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            return new Sealed(nonce, cipher(Cipher.ENCRYPT_MODE, keys.get(0), id, nonce).doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available", e);
        }
    }

    /** @throws IllegalStateException where the bytes were changed, are another attachment's, or their key is not among ours */
    byte[] open(UUID id, Sealed sealed) {
        for (SecretKey key : keys) {
            try {
                return cipher(Cipher.DECRYPT_MODE, key, id, sealed.nonce()).doFinal(sealed.bytes());
            } catch (AEADBadTagException e) {
                // perhaps it was sealed with an older key
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("attachment " + id + " cannot be decrypted: " + e.getClass().getSimpleName());
            }
        }
        throw new IllegalStateException("attachment " + id + " was tampered with, or its key is missing");
    }

    private static Cipher cipher(int mode, SecretKey key, UUID id, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(ByteBuffer.allocate(Long.BYTES * 2).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).flip());
        return cipher;
    }

    private static SecretKey key(String setting, String base64) {
        try {
            byte[] key = Base64.getDecoder().decode(base64 == null ? "" : base64.strip());
            if (key.length == KEY_BYTES) {
                return new SecretKeySpec(key, "AES");
            }
        } catch (IllegalArgumentException e) {
            // said below, without a word of the key
        }
        throw new StartRefused("Minh Xác không khởi động: " + setting + " phải là khóa 32 byte ở dạng base64; tạo bằng lệnh:"
                + " openssl rand -base64 32. (The setting must be a key of 32 bytes in base64.)");
    }
}
