package dev.sdpmcp.upstream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which kinds of calls ServiceDesk Plus takes no more of, and until when. It counts by method and pattern of the URL, and
 * asking meanwhile can make a lock-out longer. Nobody waits here. At most {@value #MOST} kinds, those that end first are
 * forgotten first. Thread-safe.
 */
final class RateLimitCooldown {

    static final int MOST = 200;

    private static final Pattern ID = Pattern.compile("(?<=/)[0-9]+(?=/|$)");

    private final Clock clock;

    /** Guarded by this. */
    private final Map<String, Instant> until = new HashMap<>();

    RateLimitCooldown(Clock clock) {
        this.clock = clock;
    }

    /** @throws UpstreamFailure.Throttled if calls like this one are shut out now; nothing was sent */
    synchronized void check(ApiCall call) {
        Instant end = until.get(kind(call));
        if (end == null) {
            return;
        }
        Duration rest = Duration.between(clock.instant(), end);
        if (rest.isNegative() || rest.isZero()) {
            until.remove(kind(call));
            return;
        }
        throw new UpstreamFailure.Throttled(
                "ServiceDesk Plus has locked out " + kind(call)
                        + " because of too many calls; nothing was sent, try again" + " in "
                        + rest.plusMillis(999).toSeconds() + " s",
                rest);
    }

    synchronized void shut(ApiCall call, Duration pause) {
        Instant now = clock.instant();
        until.values().removeIf(end -> !end.isAfter(now));
        if (until.size() >= MOST) {
            until.entrySet().stream()
                    .min(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .ifPresent(until::remove);
        }
        until.merge(kind(call), now.plus(pause), (known, asked) -> known.isAfter(asked) ? known : asked);
    }

    private static String kind(ApiCall call) {
        return call.method() + " " + ID.matcher(call.path()).replaceAll("ID");
    }
}
