package dev.sdpmcp.config;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Registry of the API keys in force, which a reload replaces as a whole. Thread-safe. */
public final class CurrentKeys {

    private final List<Consumer<List<Entry>>> listeners = new ArrayList<>();
    private volatile List<Entry> entries = List.of();

    /** A key and its state. */
    public record Entry(ApiKey key, ActiveKey held) {}

    /**
     * Names of keys that a replacement has added, removed, or changed.
     *
     * @param changed keys of the same name with another secret or other rights
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

    /** All keys, in the order of the settings. */
    public List<Entry> entries() {
        return entries;
    }

    /** Calls a listener with all keys, now and at each replacement, before removed keys are retired. */
    public synchronized void follow(Consumer<List<Entry>> listener) {
        listeners.add(listener);
        listener.accept(entries);
    }

    /**
     * Replaces all keys. An unchanged key keeps its state.
     *
     * @param keys with unique names
     */
    public synchronized Change replace(List<ApiKey> keys) {
        Map<String, Entry> before = new LinkedHashMap<>();
        entries.forEach(entry -> before.put(entry.key().name(), entry));
        List<String> added = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        List<Entry> retired = new ArrayList<>();
        List<Entry> replaced = new ArrayList<>();
        for (ApiKey key : keys) {
            Entry old = before.remove(key.name());
            if (old != null && old.key().equals(key)) {
                replaced.add(old);
                continue;
            }
            replaced.add(new Entry(key, new ActiveKey(key.name(), key.admin())));
            if (old == null) {
                added.add(key.name());
            } else {
                changed.add(key.name());
                retired.add(old);
            }
        }
        retired.addAll(before.values());
        entries = List.copyOf(replaced);
        listeners.forEach(listener -> listener.accept(entries));
        retired.forEach(entry -> entry.held().retire());
        return new Change(added, List.copyOf(before.keySet()), changed);
    }

    /**
     * State of an API key in force, without its secret: name, rights and last use. A key that replaces another of the
     * same name has a new instance. Thread-safe.
     */
    public static final class ActiveKey {

        private final String name;
        private final boolean admin;
        private final Instant since = Instant.now();
        private volatile @Nullable Instant lastUsed;
        private volatile boolean retired;

        public ActiveKey(String name, boolean admin) {
            this.name = name;
            this.admin = admin;
        }

        public String name() {
            return name;
        }

        /** Whether the key may list and close all sessions. */
        public boolean admin() {
            return admin;
        }

        /** Time at which this process loaded the key. */
        public Instant since() {
            return since;
        }

        /** Time of the last request with the key; empty if there was none. */
        public Optional<Instant> lastUsed() {
            return Optional.ofNullable(lastUsed);
        }

        /** Records a request with the key. */
        public void used() {
            lastUsed = Instant.now();
        }

        /** Whether the key was removed or changed: it is no longer accepted, and its sessions are to be closed. */
        public boolean isRetired() {
            return retired;
        }

        void retire() {
            retired = true;
        }
    }
}
