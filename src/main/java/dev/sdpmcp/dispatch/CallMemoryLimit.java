package dev.sdpmcp.dispatch;

import java.util.HashMap;
import java.util.Map;

/**
 * Limit on the size of all calls in flight, running or waiting: in total, and half of it per key. Without it a few
 * sessions whose calls wait for a slow help desk could fill the heap with large messages. Holds an entry per key with
 * a call in flight. Thread-safe.
 */
final class CallMemoryLimit {

    /** Fraction of the heap; a parsed message takes about three times its text. */
    private static final int SHARE_OF_HEAP = 16;

    private final Map<String, Long> byKey = new HashMap<>();
    private final long max;
    private long total;

    /** @param max bytes of messages, as received */
    CallMemoryLimit(long max) {
        this.max = max;
    }

    static CallMemoryLimit ofThisHeap() {
        return new CallMemoryLimit(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** Whether there was room; then {@link #release} must follow, once. */
    synchronized boolean reserve(String keyName, int bytes) {
        long ofKey = byKey.getOrDefault(keyName, 0L) + bytes;
        if (total + bytes > max || ofKey > max / 2) {
            return false;
        }
        total += bytes;
        byKey.put(keyName, ofKey);
        return true;
    }

    synchronized void release(String keyName, int bytes) {
        total -= bytes;
        byKey.computeIfPresent(keyName, (key, held) -> held <= bytes ? null : held - bytes);
    }
}
