package dev.sdpmcp.audit.chain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hash of a row: SHA-256 over the name of its form, its number, the hash of the row before it and its columns in the order
 * of {@link RowColumns#NAMES}. Each value is preceded by its length in bytes and a colon, an absent one is a minus sign: no two
 * rows are hashed from the same bytes. Form 1 has all columns but the cause; a row that has a cause is of form 2, which has all.
 * Anybody can compute it; who may not forge it is kept out by the {@link ChainSeal}.
 */
final class RowHash {

    /** Stands before the first row. */
    static final String NONE = "0".repeat(64);

    /** Also of every row that was written before there was a cause. */
    private static final String FORM_1 = "sdp-mcp audit row 1";

    private static final String FORM_2 = "sdp-mcp audit row 2";
    private static final int CAUSE = RowColumns.NAMES.indexOf("cause");

    private RowHash() {}

    static String of(long number, String previousHash, List<@Nullable String> columns) {
        boolean hasCause = columns.get(CAUSE) != null;
        MessageDigest digest = sha256();
        add(digest, hasCause ? FORM_2 : FORM_1);
        add(digest, Long.toString(number));
        add(digest, previousHash);
        for (String column : hasCause ? columns : columns.subList(0, CAUSE)) {
            add(digest, column);
        }
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
