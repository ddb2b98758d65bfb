package dev.sdpmcp.telemetry;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Generator of correlation ids, which link a refusal, a log line and an audit row of one request: a random prefix for
 * each run of the server, then a counter. The ids are not secret. Thread-safe.
 */
public final class CorrelationIds {

    private static final String PREFIX = prefix();
    private static final AtomicLong COUNTER = new AtomicLong();

    private CorrelationIds() {}

    public static String next() {
        return PREFIX + COUNTER.incrementAndGet();
    }

    private static String prefix() {
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random) + '-';
    }
}
