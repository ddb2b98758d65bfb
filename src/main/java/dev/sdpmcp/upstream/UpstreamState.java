package dev.sdpmcp.upstream;

import java.time.Instant;
import java.util.Map;

/**
 * Whether ServiceDesk Plus answered when it was last asked. Asks nothing itself, so it is as old as the last call.
 * Thread-safe.
 */
public final class UpstreamState {

    private volatile Seen last = new Seen("not asked yet", Instant.now());

    private record Seen(String state, Instant at) {}

    void answered() {
        last = new Seen("answering", Instant.now());
    }

    void unavailable() {
        last = new Seen("unavailable", Instant.now());
    }

    /** For people: {@code state}, and {@code at} when that was seen (ISO 8601, UTC). */
    public Map<String, String> asData() {
        Seen seen = last;
        return Map.of("state", seen.state(), "at", seen.at().toString());
    }
}
