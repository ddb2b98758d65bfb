package dev.sdpmcp.access;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A {@link RateBucket} for each of many owners, the longest unused one forgotten when there are too many. An owner that is
 * forgotten starts with a full bucket, which is what an unused bucket is after a minute anyway. Thread-safe.
 */
final class RateBuckets {

    static final int MAX_OWNERS = 10_000;

    private final int perMinute;
    private final Map<String, RateBucket> byOwner = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RateBucket> eldest) {
            return size() > MAX_OWNERS;
        }
    };

    RateBuckets(int perMinute) {
        this.perMinute = perMinute;
    }

    RateBucket of(String owner) {
        synchronized (byOwner) {
            return byOwner.computeIfAbsent(owner, name -> new RateBucket(perMinute));
        }
    }
}
