package dev.sdpmcp.audit.chain;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.StorageSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
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
    private static final int KEY_BYTES = 32;
    private static final int NAME_LENGTH = 12;

    private final SecretKeySpec key;
    private final String name;

    private ChainSeal(byte[] secret) {
        this.key = new SecretKeySpec(mac(new SecretKeySpec(secret, ALGORITHM), "sdp-mcp audit chain 1"), ALGORITHM);
        this.name = HexFormat.of().formatHex(mac(key, "name")).substring(0, NAME_LENGTH);
    }

    /** @throws IOException if the key of the data folder can neither be read nor made */
    public static ChainSeal of(StorageSettings storage) throws IOException {
        Optional<Secret> given = storage.encryptionKey();
        return new ChainSeal(
                given.isPresent()
                        ? Base64.getDecoder().decode(given.get().reveal())
                        : kept(storage.dataDirectory().resolve("audit-seal.key")));
    }

    private static byte[] kept(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(random);
            make(file, Base64.getEncoder().encodeToString(random) + "\n");
        }
        byte[] secret = Base64.getMimeDecoder().decode(Files.readString(file, StandardCharsets.US_ASCII));
        if (secret.length != KEY_BYTES) {
            throw new IOException(file + " does not hold the base64 form of " + KEY_BYTES
                    + " bytes; restore it from a backup, or remove it to begin with a new seal");
        }
        return secret;
    }

    /** Whole or not at all, and never over one that is there. */
    private static void make(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path half = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "audit-seal",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(half, text, StandardCharsets.US_ASCII);
            Files.createLink(file, half);
        } catch (FileAlreadyExistsException another) {
            // somebody was faster, and that is the key
        } finally {
            Files.delete(half);
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
