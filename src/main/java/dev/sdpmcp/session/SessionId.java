package dev.sdpmcp.session;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Secret id of a session in the message URI: 192 bits of {@link SecureRandom}. It authenticates nobody; every HTTP
 * request carries an API key. {@link #toString()} hides it, so that no log line contains it.
 */
public record SessionId(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 24;

    public static SessionId random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new SessionId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    @Override
    public String toString() {
        return "SessionId[hidden]";
    }
}
