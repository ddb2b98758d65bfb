package dev.sdpmcp.upstream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Cooldowns after ServiceDesk Plus reported too many calls. It counts by method and pattern of the URL, and a call
 * during a lock-out can extend it, so such a call fails at once. Holds at most {@value #MAX_PATTERNS} patterns; drops
 * the one that ends first. Thread-safe.
 */
final class RateLimitCooldown {

    static final int MAX_PATTERNS = 200;

    private static final Pattern ID = Pattern.compile("(?<=/)[0-9]+(?=/|$)");

    private final Clock clock;

    /** Guarded by this. */
    private final Map<String, Instant> until = new HashMap<>();

    RateLimitCooldown(Clock clock) {
        this.clock = clock;
    }

    /** @throws UpstreamFailure.Throttled during a cooldown for calls like this one; nothing was sent */
    synchronized void check(ApiCall call) {
        Instant end = until.get(pattern(call));
        if (end == null) {
            return;
        }
        Duration left = Duration.between(clock.instant(), end);
        if (!left.isPositive()) {
            until.remove(pattern(call));
            return;
        }
        throw new UpstreamFailure.Throttled(
                "ServiceDesk Plus has locked out " + pattern(call)
                        + " because of too many calls; nothing was sent, try again in "
                        + left.plusMillis(999).toSeconds() + " s",
                left);
    }

    synchronized void start(ApiCall call, Duration pause) {
        Instant now = clock.instant();
        until.values().removeIf(end -> !end.isAfter(now));
        if (until.size() >= MAX_PATTERNS) {
            until.entrySet().stream()
                    .min(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .ifPresent(until::remove);
        }
        until.merge(pattern(call), now.plus(pause), (known, latest) -> known.isAfter(latest) ? known : latest);
    }

    private static String pattern(ApiCall call) {
        return call.method() + " " + ID.matcher(call.path()).replaceAll("ID");
    }
}
