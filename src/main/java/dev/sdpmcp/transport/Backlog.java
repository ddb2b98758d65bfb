package dev.sdpmcp.transport;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What waits to be written to one stream, in order, bounded in events and in characters. Not thread-safe. */
final class Backlog {

    static final int MAX_EVENTS = 256;
    static final int MAX_CHARACTERS = 4 << 20;

    private final Memory memory;
    private final Queue<SseEvent> waiting = new ArrayDeque<>(2);
    private int characters;

    /** @param memory of all streams together */
    Backlog(Memory memory) {
        this.memory = memory;
    }

    /** False if it does not fit. A message that is larger than the whole bound still fits when nothing else waits. */
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

    /** The next one, which waits no more; null if there is none. */
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
     * What all streams together keep for clients that read too slowly, in characters. Each stream has a bound of its own, but a
     * thousand of those are more than the heap. Thread-safe; what is held may for a moment exceed the bound by what is offered at once.
     */
    static final class Memory {

        /** A stream may keep so much whatever the others keep, so that the slow ones cost nobody else a stream. */
        static final int MIN_PER_STREAM = 64 * 1024;

        /** Of the heap in bytes; a character takes one or two. */
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

        /** Whether a stream that keeps so much may keep more. */
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
