package dev.sdpmcp.session;

import dev.sdpmcp.session.SessionScope.McpSessionScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The resource subscriptions of one session (2025-11-25, Resources, Subscriptions). Thread-safe. */
@McpSessionScoped
public class Subscriptions {

    /** Maximum per session. */
    public static final int MAX = 100;

    private final Set<String> uris = ConcurrentHashMap.newKeySet();

    /** False if the session has {@value #MAX} already; a repeated subscription changes nothing. */
    public synchronized boolean add(String uri) {
        return uris.contains(uri) || (uris.size() < MAX && uris.add(uri));
    }

    public void remove(String uri) {
        uris.remove(uri);
    }

    public boolean contains(String uri) {
        return uris.contains(uri);
    }
}
