package dev.sdpmcp.audit.chain;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.persistence.encryption.EncryptionRefused;
import dev.sdpmcp.persistence.encryption.KeyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals both ends of the chain (HMAC-SHA-256), so that who can write the database, but does not have the key, can neither
 * rewrite the chain nor cut it. The key is derived from {@code SDP_ENCRYPTION_KEY}; without one it is made once and kept in
 * the data folder, mode 600. Immutable, thread-safe.
 *
 * <p>The ends are sealed and not each row: so anybody can check the rows of a copy without a secret, and years of rows stay
 * checkable when the key is changed.
 */
public final class ChainSeal {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int NAME_LENGTH = 12;

    private final SecretKeySpec key;
    private final String name;

    private ChainSeal(byte[] secret) {
        this.key = new SecretKeySpec(mac(new SecretKeySpec(secret, ALGORITHM), "sdp-mcp audit chain 1"), ALGORITHM);
        this.name = HexFormat.of().formatHex(mac(key, "name")).substring(0, NAME_LENGTH);
    }

    /** @throws IOException if the key of the data folder can neither be read nor made */
    public static ChainSeal of(StorageSettings storage) throws IOException {
        KeyFile kept =
                new KeyFile(storage.dataDirectory().resolve("audit-seal.key"), "move it away to begin with a new seal");
        try {
            Secret secret = storage.encryptionKey().orElseGet(kept::readOrMake);
            return new ChainSeal(Base64.getDecoder().decode(secret.reveal()));
        } catch (EncryptionRefused unusable) {
            throw new IOException(unusable.getMessage(), unusable);
        }
    }

    /** Which key it is; tells nothing of the key. */
    String keyName() {
        return name;
    }

    /** The state with a seal of ours. */
    ChainState seal(long headNumber, String headHash, long anchorNumber, String anchorHash) {
        return new ChainState(
                headNumber,
                headHash,
                anchorNumber,
                anchorHash,
                name,
                of(headNumber, headHash, anchorNumber, anchorHash));
    }

    /** Whether this key sealed the state as it is. */
    boolean fits(ChainState state) {
        String right = of(state.headNumber(), state.headHash(), state.anchorNumber(), state.anchorHash());
        return state.sealKey().equals(name)
                && MessageDigest.isEqual(
                        right.getBytes(StandardCharsets.US_ASCII), state.seal().getBytes(StandardCharsets.US_ASCII));
    }

    /** Seal of an end that was seen. */
    String of(SeenEnd end) {
        return HexFormat.of().formatHex(mac(key, "mark|" + end.number() + "|" + end.hash()));
    }

    /** Whether this key made that seal. */
    boolean fits(SeenEnd end, String sealOfEnd) {
        return MessageDigest.isEqual(
                of(end).getBytes(StandardCharsets.US_ASCII), sealOfEnd.getBytes(StandardCharsets.US_ASCII));
    }

    private String of(long headNumber, String headHash, long anchorNumber, String anchorHash) {
        return HexFormat.of()
                .formatHex(mac(
                        key,
                        String.join(
                                "|",
                                Arrays.asList(
                                        "head",
                                        Long.toString(headNumber),
                                        headHash,
                                        "anchor",
                                        Long.toString(anchorNumber),
                                        anchorHash))));
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
