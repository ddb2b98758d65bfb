package dev.sdpmcp.telemetry;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Names requests so that a refusal, a log line and an audit row can be laid side by side: a random prefix for this run of
 * the server and a counter. No secret. Thread-safe.
 */
public final class CorrelationIds {

    private static final String RUN = run();
    private static final AtomicLong COUNTER = new AtomicLong();

    private CorrelationIds() {}

    public static String next() {
        return RUN + COUNTER.incrementAndGet();
    }

    private static String run() {
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random) + '-';
    }
}
