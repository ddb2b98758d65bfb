package dev.sdpmcp.audit.row;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Generator of call ids: UUIDs of version 7 (RFC 9562, section 5.7), which grow with time, so that their index grows at
 * one end. A counter makes them unique in this process, and 50 random bits among processes. Thread-safe.
 */
public final class CallIds {

    private static final long PROCESS = new SecureRandom().nextLong() & 0x3FFF_FFFF_FFFF_F000L;
    private static final AtomicLong COUNTER = new AtomicLong();

    private CallIds() {}

    public static String next() {
        long count = COUNTER.getAndIncrement();
        long high = (System.currentTimeMillis() << 16) | 0x7000L | (count & 0xFFF);
        long low = 0x8000_0000_0000_0000L | PROCESS | ((count >>> 12) & 0xFFF);
        return new UUID(high, low).toString();
    }
}
