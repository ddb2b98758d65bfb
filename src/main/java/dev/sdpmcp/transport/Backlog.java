package dev.sdpmcp.transport;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What waits to be written to one stream, in order, bounded in events and in characters. Not thread-safe. */
final class Backlog {

    static final int MAX_EVENTS = 256;
    static final int MAX_CHARACTERS = 4 << 20;

    private final Queue<Outgoing> waiting = new ArrayDeque<>(2);
    private int characters;

    /** False if it does not fit. A message that is larger than the whole bound still fits when nothing else waits. */
    boolean add(Outgoing outgoing) {
        boolean fits =
                waiting.isEmpty() || (waiting.size() < MAX_EVENTS && characters + outgoing.size() <= MAX_CHARACTERS);
        if (fits) {
            waiting.add(outgoing);
            characters += outgoing.size();
        }
        return fits;
    }

    /** The next one, which waits no more; null if there is none. */
    @Nullable
    Outgoing poll() {
        Outgoing next = waiting.poll();
        if (next != null) {
            characters -= next.size();
        }
        return next;
    }

    void clear() {
        waiting.clear();
        characters = 0;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }
}
