package dev.sdpmcp.transport;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Queue of one stream, bounded in events and in characters. Not thread-safe. */
final class Backlog {

    static final int MAX_EVENTS = 256;
    static final int MAX_CHARACTERS = 4 << 20;

    private final Memory memory;
    private final Queue<SseEvent> waiting = new ArrayDeque<>(2);
    private int characters;

    /** @param memory shared by all streams */
    Backlog(Memory memory) {
        this.memory = memory;
    }

    /** False if it does not fit. A message that exceeds the whole limit fits when the queue is empty. */
    boolean add(SseEvent outgoing) {
        if (!waiting.isEmpty() && !hasRoom(outgoing.size())) {
            return false;
        }
        waiting.add(outgoing);
        characters += outgoing.size();
        memory.reserve(outgoing.size());
        return true;
    }

    private boolean hasRoom(int more) {
        return waiting.size() < MAX_EVENTS && characters + more <= MAX_CHARACTERS && memory.hasRoom(characters, more);
    }

    /** Removes the next event; null if there is none. */
    @Nullable
    SseEvent poll() {
        SseEvent next = waiting.poll();
        if (next != null) {
            characters -= next.size();
            memory.release(next.size());
        }
        return next;
    }

    void clear() {
        waiting.clear();
        memory.release(characters);
        characters = 0;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }

    /**
     * Limit on the characters in the queues of all streams together: each stream has a limit, but a thousand of those
     * exceed the heap. Thread-safe; concurrent additions may exceed the limit for a moment.
     */
    static final class Memory {

        /** Characters that a stream may always queue, so that slow clients cost no other client its stream. */
        static final int MIN_PER_STREAM = 64 * 1024;

        /** Fraction of the heap in bytes; a character takes one or two. */
        private static final int SHARE_OF_HEAP = 8;

        private final AtomicLong held = new AtomicLong();
        private final long max;

        /** @param max characters of all streams */
        Memory(long max) {
            this.max = max;
        }

        static Memory ofThisHeap() {
            return new Memory(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
        }

        /** Whether a stream with so many characters in its queue may add more. */
        boolean hasRoom(int kept, int more) {
            return kept + more <= MIN_PER_STREAM || held.get() + more <= max;
        }

        void reserve(int characters) {
            held.addAndGet(characters);
        }

        void release(int characters) {
            held.addAndGet(-characters);
        }
    }
}
