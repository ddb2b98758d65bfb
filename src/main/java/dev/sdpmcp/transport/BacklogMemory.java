package dev.sdpmcp.transport;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What all streams together keep for clients that read too slowly, in characters. Each stream has a bound of its own, but a
 * thousand of those are more than the heap. Thread-safe; what is held may for a moment exceed the bound by what is offered at once.
 */
final class BacklogMemory {

    /** A stream may keep so much whatever the others keep, so that the slow ones cost nobody else a stream. */
    static final int ALWAYS = 64 * 1024;

    /** Of the heap in bytes; a character takes one or two. */
    private static final int SHARE_OF_HEAP = 8;

    private final AtomicLong held = new AtomicLong();
    private final long most;

    /** @param most characters of all streams */
    BacklogMemory(long most) {
        this.most = most;
    }

    static BacklogMemory ofThisHeap() {
        return new BacklogMemory(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** Whether a stream that keeps so much may keep more. */
    boolean hasRoom(int kept, int more) {
        return kept + more <= ALWAYS || held.get() + more <= most;
    }

    void keep(int characters) {
        held.addAndGet(characters);
    }

    void free(int characters) {
        held.addAndGet(-characters);
    }
}
