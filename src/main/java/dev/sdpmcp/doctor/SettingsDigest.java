package dev.sdpmcp.doctor;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.UpstreamSettings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed digest of the Zoho settings, by which a running server checks that a command was started with the same
 * settings, without seeing them.
 */
public final class SettingsDigest {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SALT_BYTES = 16;

    private SettingsDigest() {}

    /** A different text each time, because of the salt. */
    public static String of(UpstreamSettings settings) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return of(settings, HexFormat.of().formatHex(salt));
    }

    /** Whether the text is a digest of these settings. */
    public static boolean matches(String text, UpstreamSettings settings) {
        String salt = text.substring(0, Math.min(text.length(), 2 * SALT_BYTES));
        return salt.matches("[0-9a-f]+") && of(settings, salt).equals(text);
    }

    private static String of(UpstreamSettings settings, String salt) {
        String all = String.join(
                "\0",
                settings.portal().toString(),
                settings.oauth().accounts().toString(),
                settings.oauth().clientId(),
                settings.oauth().clientSecret().reveal(),
                settings.oauth().refreshToken().map(Secret::reveal).orElse(""));
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(salt), ALGORITHM));
            return salt + HexFormat.of().formatHex(mac.doFinal(all.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HMAC with SHA-256", impossible);
        }
    }
}
