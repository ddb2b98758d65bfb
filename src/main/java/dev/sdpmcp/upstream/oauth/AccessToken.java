package dev.sdpmcp.upstream.oauth;

import java.time.Duration;
import java.time.Instant;

/**
 * What opens the API for about an hour.
 *
 * @param value the secret; never in a log
 * @param expiresAt by our clock
 */
record AccessToken(String value, Instant expiresAt) {

    /** Whether it will still be accepted after the margin. */
    boolean lasts(Duration margin, Instant now) {
        return now.plus(margin).isBefore(expiresAt);
    }

    @Override
    public String toString() {
        return "access token until " + expiresAt;
    }
}
