package dev.sdpmcp.session;

import dev.sdpmcp.access.Caller;
import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.SessionLimits;
import dev.sdpmcp.session.SessionAdmission.LimitExceeded.Limit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Limits of open sessions: in total, per address (of IPv6: per /64 network) and per key. Thread-safe; of a hundred
 * callers that compete for the last place exactly one is admitted. The maps hold only addresses and keys with an open
 * session, so they are bounded.
 */
@ApplicationScoped
public class SessionAdmission {

    private final Map<String, Integer> byNetwork = new HashMap<>();
    private final Map<String, Integer> byAddress = new HashMap<>();
    private final Map<String, Integer> byKey = new HashMap<>();
    private SessionLimits limits;
    private int total;
    private boolean stopped;

    /** For the client proxy. */
    @SuppressWarnings("NullAway.Init")
    protected SessionAdmission() {}

    @Inject
    SessionAdmission(ServerConfiguration configuration) {
        this(configuration.sessions());
    }

    SessionAdmission(SessionLimits limits) {
        this.limits = limits;
    }

    /** A place; {@link #close()} returns it, once however often it is called. */
    public final class Permit implements AutoCloseable {
        private final Caller owner;
        private final String network;
        private boolean given = true;

        private Permit(Caller owner, String network) {
            this.owner = owner;
            this.network = network;
        }

        @Override
        public void close() {
            synchronized (SessionAdmission.this) {
                if (given) {
                    given = false;
                    release(owner, network);
                }
            }
        }
    }

    /** @throws LimitExceeded with the narrowest limit that is reached */
    public synchronized Permit admit(Caller owner) {
        if (stopped) {
            throw new LimitExceeded(Limit.SHUTTING_DOWN);
        }
        String network = owner.network();
        if (byNetwork.getOrDefault(network, 0) >= limits.connectionsPerAddress()) {
            throw new LimitExceeded(Limit.ADDRESS);
        }
        if (byKey.getOrDefault(owner.keyName(), 0) >= limits.connectionsPerKey()) {
            throw new LimitExceeded(Limit.KEY);
        }
        if (total >= limits.connectionsInTotal()) {
            throw new LimitExceeded(Limit.TOTAL);
        }
        total++;
        byNetwork.merge(network, 1, Integer::sum);
        byAddress.merge(owner.address(), 1, Integer::sum);
        byKey.merge(owner.keyName(), 1, Integer::sum);
        return new Permit(owner, network);
    }

    synchronized void stopAdmission() {
        stopped = true;
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    private void release(Caller owner, String network) {
        total--;
        decrement(byNetwork, network);
        decrement(byAddress, owner.address());
        decrement(byKey, owner.keyName());
    }

    private static void decrement(Map<String, Integer> counts, String name) {
        counts.computeIfPresent(name, (same, count) -> count == 1 ? null : count - 1);
    }

    /** A limit of open streams, and what is left of it. */
    public record Places(String name, String scope, int limit, int remaining) {}

    /** The limits that apply to the caller. */
    public synchronized List<Places> placesLeft(Caller caller) {
        String network = caller.network();
        int ofNetwork = byNetwork.getOrDefault(network, 0);
        int ofKey = byKey.getOrDefault(caller.keyName(), 0);
        return List.of(
                places("streams of this address", network, limits.connectionsPerAddress(), ofNetwork),
                places("streams with this key", caller.keyName(), limits.connectionsPerKey(), ofKey),
                places("streams in total", "server", limits.connectionsInTotal(), total));
    }

    private static Places places(String name, String scope, int limit, int taken) {
        return new Places(name, scope, limit, limit - taken);
    }

    /** Open sessions now. */
    public synchronized int total() {
        return total;
    }

    /** Open sessions now for each address; a copy. */
    public synchronized Map<String, Integer> byAddress() {
        return Map.copyOf(byAddress);
    }

    /** No further session may be opened. */
    public static final class LimitExceeded extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** Which limit was reached. */
        public enum Limit {
            ADDRESS,
            KEY,
            TOTAL,
            /** The server shuts down and admits no session. */
            SHUTTING_DOWN
        }

        private final Limit limit;

        LimitExceeded(Limit limit) {
            super(limit.name(), null, false, false);
            this.limit = limit;
        }

        public Limit limit() {
            return limit;
        }
    }
}
