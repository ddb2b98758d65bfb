package dev.sdpmcp.persistence.encryption;

import dev.sdpmcp.text.Sha256;
import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.util.SecretBytes;
import dev.sdpmcp.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;

/** One key of AES-256-GCM. Immutable, thread-safe; its text is its id. */
final class EncryptionKey {

    static final int BYTES = 32;

    private static final int ID_BYTES = 4;
    private static final byte[] ID_OF = "sdp-mcp encryption key".getBytes(StandardCharsets.UTF_8);

    private final String id;
    private final Aead cipher;

    private EncryptionKey(String id, Aead cipher) {
        this.id = id;
        this.cipher = cipher;
    }

    /** @param base64 of {@value #BYTES} bytes */
    @AccessesPartialKey
    static EncryptionKey of(Secret base64) {
        byte[] bytes = Base64.getDecoder().decode(base64.reveal());
        try {
            AesGcmParameters form = AesGcmParameters.builder()
                    .setKeySizeBytes(BYTES)
                    .setIvSizeBytes(12)
                    .setTagSizeBytes(16)
                    .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                    .build();
            AesGcmKey key = AesGcmKey.builder()
                    .setParameters(form)
                    .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
                    .build();
            return new EncryptionKey(idOf(bytes), AesGcmJce.create(key));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has AES-GCM", impossible);
        }
    }

    /** A digest, too short to help anybody who looks for the key. */
    private static String idOf(byte[] key) {
        MessageDigest digest = Sha256.start();
        digest.update(ID_OF);
        return HexFormat.of().formatHex(digest.digest(key), 0, ID_BYTES);
    }

    /** Eight hexadecimal digits, the same for the same key everywhere. */
    String id() {
        return id;
    }

    byte[] encrypt(byte[] plain, byte[] place) {
        try {
            return cipher.encrypt(plain, place);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("encrypting short texts does not fail", impossible);
        }
    }

    /** @throws GeneralSecurityException if this key did not encrypt it for this place, or if it was changed since */
    byte[] decrypt(byte[] sealed, byte[] place) throws GeneralSecurityException {
        return cipher.decrypt(sealed, place);
    }

    @Override
    public String toString() {
        return "encryption key " + id;
    }
}
