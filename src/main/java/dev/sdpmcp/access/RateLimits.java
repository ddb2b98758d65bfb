package dev.sdpmcp.access;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.SessionLimits;
import dev.sdpmcp.throttle.RateBucket;
import dev.sdpmcp.throttle.RateBuckets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Rate limits per address and per key; the limit of a connection belongs to its session. Addresses are given by
 * {@link RequestAttributes#networkOf}. Thread-safe.
 */
@ApplicationScoped
public class RateLimits {

    /** Wrong or missing keys per address and minute. */
    public static final int KEY_FAILURES_PER_MINUTE = 10;

    private RateBuckets byAddress;
    private RateBuckets byKey;
    private RateBuckets keyFailures;

    /** For the client proxy. */
    @SuppressWarnings("NullAway.Init")
    protected RateLimits() {}

    @Inject
    RateLimits(ServerConfiguration configuration) {
        this(configuration.sessions());
    }

    RateLimits(SessionLimits limits) {
        byAddress = new RateBuckets(limits.requestsPerMinuteOfAddress());
        byKey = new RateBuckets(limits.requestsPerMinuteOfKey());
        keyFailures = new RateBuckets(KEY_FAILURES_PER_MINUTE);
    }

    /** All requests from an address, before authentication. */
    public RateBucket ofAddress(String network) {
        return byAddress.of(network);
    }

    public RateBucket ofKey(String keyName) {
        return byKey.of(keyName);
    }

    /** The wrong keys that an address may still send. */
    public RateBucket.LimitStatus keyFailuresLeft(String network) {
        return keyFailures
                .known(network)
                .map(bucket -> bucket.look().status())
                .orElseGet(() -> new RateBucket.LimitStatus(KEY_FAILURES_PER_MINUTE, KEY_FAILURES_PER_MINUTE, 0));
    }

    /** Counts one; not granted if it exceeds the limit. */
    RateBucket.Taken noteKeyFailure(String network) {
        return keyFailures.of(network).take();
    }
}
