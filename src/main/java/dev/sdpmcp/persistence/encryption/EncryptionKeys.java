package dev.sdpmcp.persistence.encryption;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.util.SecretBytes;
import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The encryption keys of this installation: the current one, which encrypts, and former ones, which only decrypt.
 * Thread-safe.
 *
 * <p>An encrypted text is {@code KEY-ID:BASE64}, the base64 of nonce, ciphertext and tag. It is bound to its row and
 * column. The keys are read when first needed. Without a configured key one is generated at the first encryption, never
 * at a decryption, where a missing key file was lost. A generated key stays known after {@code SDP_ENCRYPTION_KEY} is
 * set.
 */
public final class EncryptionKeys {

    /** The generated key's name in the data folder. */
    public static final String FILE = "encryption-key";

    private static final char END_OF_ID = ':';

    private final StorageSettings storage;
    private volatile @Nullable Ring ring;

    private record Ring(Optional<EncryptionKey> current, Map<String, EncryptionKey> known) {}

    public EncryptionKeys(StorageSettings storage) {
        this.storage = storage;
    }

    /** Whether there is a key; generates none. */
    public boolean exist() {
        return storage.encryptionKey().isPresent()
                || generatedKey(storage).read().isPresent();
    }

    /** The id of the current key, eight hexadecimal digits; generates a key if there is none. */
    public String currentId() {
        return sealingKey().id();
    }

    /** Whether the text was sealed by the current key. */
    public boolean isCurrent(String sealed) {
        return ring().current()
                .map(EncryptionKey::id)
                .filter(keyIdOf(sealed)::equals)
                .isPresent();
    }

    /**
     * @param place table, column and row where the sealed text will be
     * @throws EncryptionRefused if there is no key and none can be made
     */
    public String seal(String plain, String place) {
        EncryptionKey key = sealingKey();
        byte[] sealed = key.encrypt(plain.getBytes(StandardCharsets.UTF_8), bytes(place));
        return key.id() + END_OF_ID + Base64.getEncoder().encodeToString(sealed);
    }

    /**
     * @param place as it was when the text was sealed; stands in messages
     * @throws EncryptionRefused if no known key opens it
     */
    public String open(String sealed, String place) {
        String id = keyIdOf(sealed);
        EncryptionKey key = ring().known().get(id);
        if (key == null) {
            throw new EncryptionRefused(
                    place + " is encrypted with the key " + id
                            + ", which is not known here; give that key in SDP_ENCRYPTION_KEY or"
                            + " SDP_PREVIOUS_ENCRYPTION_KEYS, or, if it is lost, run ./start-sse.sh --authorize CODE",
                    null);
        }
        try {
            byte[] content = Base64.getDecoder().decode(sealed.substring(id.length() + 1));
            return new String(key.decrypt(content, bytes(place)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException altered) {
            throw new EncryptionRefused(
                    place + " does not open although its key " + id
                            + " is known here: it was altered or moved; restore the database from a backup, or run"
                            + " ./start-sse.sh --authorize CODE (SDP_ENCRYPTION_KEY is not to blame)",
                    altered);
        }
    }

    private static String keyIdOf(String sealed) {
        return sealed.substring(0, Math.max(0, sealed.indexOf(END_OF_ID)));
    }

    private static byte[] bytes(String place) {
        return place.getBytes(StandardCharsets.UTF_8);
    }

    private Ring ring() {
        Ring read = ring;
        if (read == null) {
            read = read(storage);
            // without a key it is read again: another process may generate one
            ring = read.current().isPresent() ? read : null;
        }
        return read;
    }

    private EncryptionKey sealingKey() {
        return ring().current().orElseGet(() -> {
            generatedKey(storage).readOrMake();
            return ring().current().orElseThrow();
        });
    }

    private static KeyFile generatedKey(StorageSettings storage) {
        return new KeyFile(
                storage.dataDirectory().resolve(FILE), "move it away and run ./start-sse.sh --authorize CODE");
    }

    private static Ring read(StorageSettings storage) {
        KeyFile file = generatedKey(storage);
        Optional<Secret> current = storage.encryptionKey().or(file::read);
        List<Secret> keys = new ArrayList<>();
        current.ifPresent(keys::add);
        keys.addAll(storage.previousEncryptionKeys());
        Optional<Secret> generated = storage.postgres().isPresent() ? Optional.empty() : file.read();
        generated.ifPresent(keys::add);
        Map<String, EncryptionKey> known = new LinkedHashMap<>();
        keys.stream().map(EncryptionKey::of).forEach(key -> known.put(key.id(), key));
        return new Ring(current.map(EncryptionKey::of), Map.copyOf(known));
    }

    /** One key of AES-256-GCM. Immutable, thread-safe; its text is its id. */
    static final class EncryptionKey {

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

        /** A digest, too short to disclose the key. */
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

        /**
         * @throws GeneralSecurityException if this key did not encrypt it for this place, or if it was changed since
         */
        byte[] decrypt(byte[] sealed, byte[] place) throws GeneralSecurityException {
            return cipher.decrypt(sealed, place);
        }

        @Override
        public String toString() {
            return "encryption key " + id;
        }
    }
}
