package dev.sdpmcp.config;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * State of an API key in force, without its secret: name, rights and last use. A key that replaces another of the same
 * name has a new instance. Thread-safe.
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
