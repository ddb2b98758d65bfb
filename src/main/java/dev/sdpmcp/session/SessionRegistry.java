package dev.sdpmcp.session;

import dev.sdpmcp.access.Caller;
import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.SessionLimits;
import dev.sdpmcp.throttle.RateBucket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Registry of the open sessions. Bounded by {@link SessionAdmission}: a session has a permit and returns it when it
 * closes, for whatever reason. Thread-safe.
 */
@ApplicationScoped
public class SessionRegistry {

    private static final int HANDLE_BYTES = 4;

    private final Map<String, McpSession> byId = new ConcurrentHashMap<>();
    /** Outputs of closed sessions, until they have ended. */
    private final Set<SessionOutput> ending = ConcurrentHashMap.newKeySet();

    private final SecureRandom random = new SecureRandom();
    private final DeadStreamProbe probe = new DeadStreamProbe();
    private SessionLimits limits;
    private SessionAdmission admission;
    private Event<SessionEvent.Opened> opened;
    private Event<SessionEvent.Closed> closed;

    /** For the client proxy. */
    @SuppressWarnings("NullAway.Init")
    protected SessionRegistry() {}

    @Inject
    SessionRegistry(
            ServerConfiguration configuration,
            SessionAdmission admission,
            Event<SessionEvent.Opened> opened,
            Event<SessionEvent.Closed> closed) {
        this(configuration.sessions(), admission, opened, closed);
    }

    SessionRegistry(
            SessionLimits limits,
            SessionAdmission admission,
            Event<SessionEvent.Opened> opened,
            Event<SessionEvent.Closed> closed) {
        this.limits = limits;
        this.admission = admission;
        this.opened = opened;
        this.closed = closed;
    }

    /**
     * Opens a session for the caller.
     *
     * @param output to the client; nothing has been offered to it yet
     * @throws LimitExceeded if the caller, its address or the server has reached a limit, or the server shuts down
     */
    public McpSession open(Caller owner, SessionOutput output) {
        SessionAdmission.Permit permit = admit(owner);
        McpSession session = made(owner, output, permit);
        output.onBroken(session::close);
        byId.put(session.id().value(), session);
        announce(session);
        if (admission.isStopped()) {
            // It was admitted while admission was being stopped, when the open sessions had been counted already.
            session.close(CloseReason.SHUTDOWN);
        }
        return session;
    }

    private McpSession made(Caller owner, SessionOutput output, SessionAdmission.Permit permit) {
        RateBucket messageRate = new RateBucket(limits.messagesPerMinute());
        return new McpSession(SessionId.random(), newHandle(), owner, output, messageRate, (ended, reason) -> {
            permit.close();
            remove(ended, reason);
        });
    }

    /** Before a client is refused, dead streams are closed. */
    private SessionAdmission.Permit admit(Caller owner) {
        try {
            return admission.admit(owner);
        } catch (SessionAdmission.LimitExceeded full) {
            boolean room = switch (full.limit()) {
                case ADDRESS ->
                    probe.freedPlace(
                            "address " + owner.network(),
                            candidates(session -> session.owner().network().equals(owner.network())));
                case KEY ->
                    probe.freedPlace(
                            "key " + owner.keyName(),
                            candidates(session -> session.owner().holdsSameKeyAs(owner)));
                case TOTAL -> probe.freedPlace("total", candidates(session -> true));
                case SHUTTING_DOWN -> false;
            };
            if (!room) {
                throw full;
            }
            return admission.admit(owner);
        }
    }

    private Supplier<List<McpSession>> candidates(Predicate<McpSession> whose) {
        return () -> byId.values().stream().filter(whose).toList();
    }

    /** Admits no further session; open sessions go on. */
    public void stopAdmission() {
        admission.stopAdmission();
    }

    private void announce(McpSession session) {
        try {
            opened.fire(new SessionEvent.Opened(session));
        } catch (RuntimeException failed) {
            session.close(CloseReason.OPENING_FAILED);
            throw failed;
        }
    }

    private void remove(McpSession session, CloseReason reason) {
        byId.remove(session.id().value());
        ending.add(session.output());
        closed.fire(new SessionEvent.Closed(session, reason, Duration.ofNanos(session.ageNanos())));
    }

    public Optional<McpSession> find(String sessionId) {
        return Optional.ofNullable(byId.get(sessionId));
    }

    /**
     * Runs the keep-alive of outputs of closed sessions until they have ended: their last writes have deadlines too.
     */
    void sweepEnded() {
        ending.removeIf(output -> {
            output.keepAlive();
            return output.isEnded();
        });
    }

    /** A live view; sessions may come and go while it is read. */
    public Collection<McpSession> sessions() {
        return Collections.unmodifiableCollection(byId.values());
    }

    private String newHandle() {
        byte[] bytes = new byte[HANDLE_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
