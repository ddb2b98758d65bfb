package dev.sdpmcp.access;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.SessionLimits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The limits of requests that concern addresses and keys; those of a connection belong to its session. Thread-safe. */
@ApplicationScoped
public class RateLimits {

    /** Wrong or missing keys that one address may send in a minute before it has to wait. */
    public static final int KEY_FAILURES_PER_MINUTE = 10;

    private RateBuckets byAddress;
    private RateBuckets byKey;
    private RateBuckets keyFailures;

    /** For the client proxy. */
    @SuppressWarnings("NullAway.Init")
    protected RateLimits() {}

    @Inject
    RateLimits(ServerConfiguration configuration) {
        SessionLimits limits = configuration.sessions();
        byAddress = new RateBuckets(limits.requestsPerMinuteOfAddress());
        byKey = new RateBuckets(limits.requestsPerMinuteOfKey());
        keyFailures = new RateBuckets(KEY_FAILURES_PER_MINUTE);
    }

    /** All requests from an address, before anything is known of the caller. */
    public RateBucket ofAddress(String address) {
        return byAddress.of(address);
    }

    public RateBucket ofKey(String keyName) {
        return byKey.of(keyName);
    }

    RateBucket keyFailuresOf(String address) {
        return keyFailures.of(address);
    }
}
