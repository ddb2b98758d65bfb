package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.upstream.oauth.TokenAnswer.Denied;
import dev.sdpmcp.upstream.oauth.TokenAnswer.Reason;
import java.time.Duration;

/** How long Zoho is left alone after a failure. Not thread-safe: for one renewal at a time. */
final class RefreshBackoff {

    private static final Duration SHORT = Duration.ofSeconds(5);

    /** Four in ten minutes, so that an outage however long never uses up the calls that are allowed. */
    private static final Duration LONGEST_AFTER_OUTAGE = Duration.ofSeconds(150);

    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(5);

    private Duration nextAfterOutage = SHORT;

    void succeeded() {
        nextAfterOutage = SHORT;
    }

    Duration after(Denied denied) {
        return switch (denied.reason()) {
            case NOT_SENT -> SHORT;
            case OUTAGE -> growing();
            case THROTTLED -> TokenEndpoint.THROTTLE_PAUSE;
            case GRANT_REFUSED, CREDENTIALS_REFUSED -> AFTER_REFUSAL;
        };
    }

    /** For answers that others see too: those are in the database, where it costs nothing to look. */
    Duration afterShared(Denied denied) {
        boolean others = denied.reason() == Reason.THROTTLED || denied.reason() == Reason.GRANT_REFUSED;
        return others ? SHORT : after(denied);
    }

    private Duration growing() {
        Duration now = nextAfterOutage;
        Duration twice = now.multipliedBy(2);
        nextAfterOutage = twice.compareTo(LONGEST_AFTER_OUTAGE) > 0 ? LONGEST_AFTER_OUTAGE : twice;
        return now;
    }
}
