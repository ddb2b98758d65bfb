package dev.sdpmcp.config;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An API key from the moment it is in force until the operator takes it away, without the key. One that replaces another under
 * the same name is another one. Thread-safe.
 */
public final class ActiveKey {

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

    /** Whether the holder sees and closes everybody's sessions. */
    public boolean admin() {
        return admin;
    }

    /** Since when this process has had it. */
    public Instant since() {
        return since;
    }

    /** When a request last came with it; empty if none has. */
    public Optional<Instant> lastUsed() {
        return Optional.ofNullable(lastUsed);
    }

    /** Notes that a request came with it. */
    public void used() {
        lastUsed = Instant.now();
    }

    /** Whether it was taken away, or changed: it opens nothing any more, and what it opened is to be closed. */
    public boolean isRetired() {
        return retired;
    }

    void retire() {
        retired = true;
    }
}
