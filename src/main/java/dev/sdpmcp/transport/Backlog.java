package dev.sdpmcp.transport;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What waits to be written to one stream, in order, bounded in events and in characters. Not thread-safe. */
final class Backlog {

    static final int MAX_EVENTS = 256;
    static final int MAX_CHARACTERS = 4 << 20;

    private final BacklogMemory memory;
    private final Queue<SseEvent> waiting = new ArrayDeque<>(2);
    private int characters;

    /** @param memory of all streams together */
    Backlog(BacklogMemory memory) {
        this.memory = memory;
    }

    /** False if it does not fit. A message that is larger than the whole bound still fits when nothing else waits. */
    boolean add(SseEvent outgoing) {
        if (!waiting.isEmpty() && !hasRoom(outgoing.size())) {
            return false;
        }
        waiting.add(outgoing);
        characters += outgoing.size();
        memory.keep(outgoing.size());
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
            memory.free(next.size());
        }
        return next;
    }

    void clear() {
        waiting.clear();
        memory.free(characters);
        characters = 0;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }
}
