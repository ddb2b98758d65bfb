package dev.sdpmcp.throttle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A {@link RateBucket} for each owner, at most {@value #MAX_OWNERS}; the least recently used one is evicted. An
 * evicted owner starts with a full bucket, as every unused bucket does after a minute. Thread-safe.
 */
public final class RateBuckets {

    /** Owners that are remembered. */
    public static final int MAX_OWNERS = 10_000;

    private final int perMinute;
    private final Map<String, RateBucket> byOwner = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RateBucket> eldest) {
            return size() > MAX_OWNERS;
        }
    };

    public RateBuckets(int perMinute) {
        this.perMinute = perMinute;
    }

    /** The bucket of the owner, a full one if the owner is new. */
    public RateBucket of(String owner) {
        synchronized (byOwner) {
            return byOwner.computeIfAbsent(owner, name -> new RateBucket(perMinute));
        }
    }

    /** The bucket of the owner, if there is one; creates none. */
    public Optional<RateBucket> known(String owner) {
        synchronized (byOwner) {
            return byOwner.isEmpty() ? Optional.empty() : Optional.ofNullable(byOwner.get(owner));
        }
    }

    /** Owners that are remembered now. */
    int size() {
        synchronized (byOwner) {
            return byOwner.size();
        }
    }
}
