package dev.sdpmcp.audit.chain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hash of a row: SHA-256 over the name of the form, the row's number, the hash of the row before it and its columns in the
 * order of {@link RowColumns#NAMES}. Each value is preceded by its length in bytes and a colon, and an absent value is a minus
 * sign, so no two rows are hashed from the same bytes. No secret is needed to compute it; the {@link ChainSeal} prevents
 * forgery.
 */
final class RowHash {

    /** Stands before the first row. */
    static final String NONE = "0".repeat(64);

    private static final String FORM = "sdp-mcp audit row 1";

    private RowHash() {}

    static String of(long number, String previousHash, List<@Nullable String> columns) {
        MessageDigest digest = sha256();
        add(digest, FORM);
        add(digest, Long.toString(number));
        add(digest, previousHash);
        columns.forEach(column -> add(digest, column));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, @Nullable String value) {
        if (value == null) {
            digest.update((byte) '-');
            return;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    static String ofText(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
