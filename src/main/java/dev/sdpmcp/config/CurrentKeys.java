package dev.sdpmcp.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The API keys that are in force now: those of the start, until an operator changes the files that they come from. Replaced as a
 * whole. Thread-safe.
 */
public final class CurrentKeys {

    private final List<Consumer<List<Entry>>> followers = new ArrayList<>();
    private volatile List<Entry> entries = List.of();

    /** A key, and what is known of its use. */
    public record Entry(ApiKey key, ActiveKey held) {}

    /**
     * Names of keys that a replacement added, took away, or left with another key or other rights.
     *
     * @param changed those whose name stays
     */
    public record Change(List<String> added, List<String> retired, List<String> changed) {

        public Change {
            added = List.copyOf(added);
            retired = List.copyOf(retired);
            changed = List.copyOf(changed);
        }

        public boolean isNone() {
            return added.isEmpty() && retired.isEmpty() && changed.isEmpty();
        }
    }

    /** @param keys with unique names */
    public CurrentKeys(List<ApiKey> keys) {
        replace(keys);
    }

    /** All of them, in the order of the settings. */
    public List<Entry> entries() {
        return entries;
    }

    /** Has this told all keys now, and again after each replacement, before a key that was taken away counts as retired. */
    public synchronized void follow(Consumer<List<Entry>> follower) {
        followers.add(follower);
        follower.accept(entries);
    }

    /**
     * Puts these in the place of all others. Of a key that stays as it is, what is known of its use stays too.
     *
     * @param keys with unique names
     */
    public synchronized Change replace(List<ApiKey> keys) {
        Map<String, Entry> before = new LinkedHashMap<>();
        entries.forEach(entry -> before.put(entry.key().name(), entry));
        List<String> added = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        List<Entry> gone = new ArrayList<>();
        List<Entry> next = new ArrayList<>();
        for (ApiKey key : keys) {
            Entry old = before.remove(key.name());
            if (old != null && old.key().equals(key)) {
                next.add(old);
                continue;
            }
            next.add(new Entry(key, new ActiveKey(key.name(), key.admin())));
            if (old == null) {
                added.add(key.name());
            } else {
                changed.add(key.name());
                gone.add(old);
            }
        }
        gone.addAll(before.values());
        entries = List.copyOf(next);
        followers.forEach(follower -> follower.accept(entries));
        gone.forEach(entry -> entry.held().retire());
        return new Change(added, List.copyOf(before.keySet()), changed);
    }
}
