package dev.sdpmcp.audit.chain;

import dev.sdpmcp.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One key that seals, derived from an encryption key (HMAC-SHA-256). Immutable, thread-safe. */
final class SealKey {

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
