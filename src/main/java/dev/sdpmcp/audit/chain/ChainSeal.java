package dev.sdpmcp.audit.chain;

import dev.sdpmcp.audit.chain.ChainState.ChainHead;
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
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seal (HMAC-SHA-256) over both ends of the chain: somebody who can write the database but does not have the key can
 * neither rewrite nor cut the chain. The key is derived from {@code SDP_ENCRYPTION_KEY}, or else from a key that is
 * generated once in the data folder (mode 600). A seal of a former key counts if that key is listed in {@code
 * SDP_PREVIOUS_ENCRYPTION_KEYS} or is the generated one and still in the data folder. Immutable, thread-safe.
 *
 * <p>Only the ends are sealed, so that the rows of a copy can be checked without a secret, and old rows stay valid when
 * the key is changed.
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

    /** @throws IOException if the key in the data folder can neither be read nor created */
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

    /** Name of the current key; reveals nothing of the key. */
    String keyName() {
        return current.name();
    }

    /** The ends with a seal of the current key. */
    ChainState seal(ChainHead head, ChainHead anchor) {
        return new ChainState(head, anchor, current.name(), current.seal(text(head, anchor)));
    }

    /** Whether it has a valid seal of the current key. */
    boolean fits(ChainState state) {
        return state.sealKey().equals(current.name()) && current.fits(text(state.head(), state.anchor()), state.seal());
    }

    /** Whether it has a valid seal of the current key or a known former one. */
    boolean isProven(ChainState state) {
        return key(state.sealKey())
                .filter(key -> key.fits(text(state.head(), state.anchor()), state.seal()))
                .isPresent();
    }

    /** Whether a key of this name is known here. */
    boolean knows(String keyName) {
        return key(keyName).isPresent();
    }

    private Optional<SealKey> key(String name) {
        return Stream.concat(Stream.of(current), former.stream())
                .filter(key -> key.name().equals(name))
                .findFirst();
    }

    /** Seal of the current key over a text outside of the database. */
    String ofText(String text) {
        return current.seal("mark|" + text);
    }

    /**
     * Whether a text outside of the database has a valid seal. A seal of an unknown key counts too: keys are changed,
     * and a process that can write the file could also delete it.
     */
    boolean fitsText(String text, String keyName, String seal) {
        return key(keyName).map(key -> key.fits("mark|" + text, seal)).orElse(true);
    }

    private static String text(ChainHead head, ChainHead anchor) {
        return String.join(
                "|",
                "head",
                Long.toString(head.number()),
                head.hash(),
                "anchor",
                Long.toString(anchor.number()),
                anchor.hash());
    }

    /**
     * Key derived from an encryption key.
     *
     * @param name identifies the key; reveals nothing of it
     */
    private record SealKey(SecretKeySpec key, String name) {

        private static final String ALGORITHM = "HmacSHA256";
        private static final int NAME_LENGTH = 12;

        /** @param secret base64 of the encryption key */
        static SealKey of(Secret secret) {
            byte[] bytes = Base64.getDecoder().decode(secret.reveal());
            SecretKeySpec key =
                    new SecretKeySpec(mac(new SecretKeySpec(bytes, ALGORITHM), "sdp-mcp audit chain 1"), ALGORITHM);
            return new SealKey(key, HexFormat.of().formatHex(mac(key, "name")).substring(0, NAME_LENGTH));
        }

        String seal(String text) {
            return HexFormat.of().formatHex(mac(key, text));
        }

        /** In constant time. */
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
