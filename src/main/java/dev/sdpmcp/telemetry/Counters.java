package dev.sdpmcp.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what happened since the start of the server. Thread-safe. Bounded, since both halves of a name come from enums:
 * never count under a name that a client chose.
 */
@ApplicationScoped
public class Counters {

    private final Map<Name, LongAdder> counts = new ConcurrentHashMap<>();

    private record Name(Counter counter, Enum<?> kind) {}

    public void count(Counter counter, Enum<?> kind) {
        counts.computeIfAbsent(new Name(counter, kind), name -> new LongAdder()).increment();
    }

    public long value(Counter counter, Enum<?> kind) {
        LongAdder adder = counts.get(new Name(counter, kind));
        return adder == null ? 0 : adder.sum();
    }

    /** All counts so far, by kind, for one counter. */
    public Map<String, Long> values(Counter counter) {
        Map<String, Long> values = new TreeMap<>();
        counts.forEach((name, adder) -> {
            if (name.counter() == counter) {
                values.put(name.kind().name(), adder.sum());
            }
        });
        return values;
    }
}
