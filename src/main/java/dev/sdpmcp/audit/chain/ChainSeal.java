package dev.sdpmcp.audit.chain;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.persistence.encryption.EncryptionRefused;
import dev.sdpmcp.persistence.encryption.KeyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals both ends of the chain, so that somebody who can write the database but does not have the key can neither
 * rewrite the chain nor cut it. The key is derived from {@code SDP_ENCRYPTION_KEY}; without one it is made once and
 * kept in the data folder, mode 600. A seal of a former key counts if that key is named in {@code
 * SDP_PREVIOUS_ENCRYPTION_KEYS} (the generated one: if it is still in the data folder); what any other key is said to
 * have sealed counts for nothing. Immutable, thread-safe.
 *
 * <p>The ends are sealed and not each row: so anybody can check the rows of a copy without a secret, and years of
 * rows stay checkable when the key is changed.
 */
public final class ChainSeal {

    /** Its name in the data folder. */
    public static final String KEY_FILE = "audit-seal.key";

    private final SealKey current;
    private final List<SealKey> former;

    private ChainSeal(SealKey current, List<SealKey> former) {
        this.current = current;
        this.former = List.copyOf(former);
    }

    /** @throws IOException if the key of the data folder can neither be read nor made */
    public static ChainSeal of(StorageSettings storage) throws IOException {
        KeyFile kept = new KeyFile(storage.dataDirectory().resolve(KEY_FILE), "move it away to begin with a new seal");
        try {
            List<Secret> former = new ArrayList<>(storage.previousEncryptionKeys());
            if (storage.encryptionKey().isPresent() && storage.postgres().isEmpty()) {
                kept.read().ifPresent(former::add);
            }
            return new ChainSeal(
                    SealKey.of(storage.encryptionKey().orElseGet(kept::readOrMake)),
                    former.stream().map(SealKey::of).toList());
        } catch (EncryptionRefused unusable) {
            throw new IOException(unusable.getMessage(), unusable);
        }
    }

    /** Name of the key that seals now; reveals nothing of the key. */
    String keyName() {
        return current.name();
    }

    /** The state with a seal of the current key. */
    ChainState seal(ChainHead head, ChainHead anchor) {
        ChainState unsealed = new ChainState(head, anchor, current.name(), "");
        return new ChainState(head, anchor, current.name(), current.seal(text(unsealed)));
    }

    /** Whether the current key sealed the state as it is. */
    boolean fits(ChainState state) {
        return state.sealKey().equals(current.name()) && current.fits(text(state), state.seal());
    }

    /** Whether the current key or a former one that is known here sealed the state as it is. */
    boolean isProven(ChainState state) {
        return fits(state)
                || former(state.sealKey())
                        .filter(key -> key.fits(text(state), state.seal()))
                        .isPresent();
    }

    /** Whether a key of this name is known here. */
    boolean knows(String keyName) {
        return keyName.equals(current.name()) || former(keyName).isPresent();
    }

    private Optional<SealKey> former(String keyName) {
        return former.stream().filter(key -> key.name().equals(keyName)).findFirst();
    }

    /** Seal of the current key over a text that is kept outside of the database. */
    String ofText(String text) {
        return current.seal("mark|" + text);
    }

    /**
     * Whether a text that is kept outside of the database is as it was sealed. One that a key sealed which is not
     * known here counts as well: keys are changed, and a process that can write there could as well delete it.
     */
    boolean fitsText(String text, String keyName, String seal) {
        Optional<SealKey> key = keyName.equals(current.name()) ? Optional.of(current) : former(keyName);
        return key.isEmpty() || key.get().fits("mark|" + text, seal);
    }

    private static String text(ChainState state) {
        return String.join(
                "|",
                "head",
                Long.toString(state.head().number()),
                state.head().hash(),
                "anchor",
                Long.toString(state.anchor().number()),
                state.anchor().hash());
    }

    /** One key that seals, derived from an encryption key (HMAC-SHA-256). Immutable, thread-safe. */
    private static final class SealKey {

        private static final String ALGORITHM = "HmacSHA256";
        private static final int NAME_LENGTH = 12;

        private final SecretKeySpec key;
        private final String name;

        private SealKey(byte[] secret) {
            this.key = new SecretKeySpec(mac(new SecretKeySpec(secret, ALGORITHM), "sdp-mcp audit chain 1"), ALGORITHM);
            this.name = HexFormat.of().formatHex(mac(key, "name")).substring(0, NAME_LENGTH);
        }

        /** @param secret base64 of the encryption key */
        static SealKey of(Secret secret) {
            return new SealKey(Base64.getDecoder().decode(secret.reveal()));
        }

        /** Which key it is; reveals nothing of the key. */
        String name() {
            return name;
        }

        String seal(String text) {
            return HexFormat.of().formatHex(mac(key, text));
        }

        /** Whether this key made that seal of the text. */
        boolean fits(String text, String seal) {
            return MessageDigest.isEqual(
                    seal(text).getBytes(StandardCharsets.US_ASCII), seal.getBytes(StandardCharsets.UTF_8));
        }

        private static byte[] mac(SecretKeySpec key, String text) {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(key);
                return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
            }
        }
    }
}
