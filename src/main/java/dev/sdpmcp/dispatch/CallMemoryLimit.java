package dev.sdpmcp.dispatch;

import java.util.HashMap;
import java.util.Map;

/**
 * Bounds how much of all requests in hand, running or waiting, is held at a time: in total, and half of that for each key. Without it
 * a few sessions whose calls wait for a slow help desk could fill the heap with large requests. Thread-safe. As many keys are
 * known as have a request in hand.
 */
final class CallMemoryLimit {

    /** Of the heap; a request that is parsed takes about three times its text. */
    private static final int SHARE_OF_HEAP = 16;

    private final Map<String, Long> byKey = new HashMap<>();
    private final long max;
    private long total;

    /** @param max bytes of requests, as they came */
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
