package dev.sdpmcp.persistence.encryption;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.StorageSettings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys of this installation: the current one, which seals, and former ones, which only open. Thread-safe.
 *
 * <p>A sealed text is {@code KEY-ID:BASE64}, the base64 of nonce, ciphertext and tag. It is bound to a place, which
 * is not part of it: brought to another row or column, it does not open. The keys are read when first needed. Where
 * no key is given, one is generated when something is sealed, and never when something is opened: where sealed texts
 * exist and their key file does not, it was lost, and a new file in its place would be taken for it. A generated key
 * stays known when {@code SDP_ENCRYPTION_KEY} is set later.
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

    /** Whether there is a key already; unlike everything else here, this makes none. */
    public boolean exist() {
        return storage.encryptionKey().isPresent()
                || generatedKey(storage).read().isPresent();
    }

    /** The id of the key that seals: eight hexadecimal digits. The key is made first if there is none. */
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
            // without its own key it is read again: a key may be made, also by another process
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
}
