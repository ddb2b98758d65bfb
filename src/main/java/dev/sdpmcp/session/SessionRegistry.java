package dev.sdpmcp.session;

import dev.sdpmcp.access.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open sessions of this server. Thread-safe. Bounded by {@link SessionAdmission}: a session enters with a permit and
 * gives it back when it closes, whatever closes it.
 */
@ApplicationScoped
public class SessionRegistry {

    private static final int HANDLE_BYTES = 4;

    private final Map<String, McpSession> byId = new ConcurrentHashMap<>();
    /** Outputs of sessions that are over, until the last of them is written. */
    private final Set<SessionOutput> leaving = ConcurrentHashMap.newKeySet();

    private final SecureRandom random = new SecureRandom();
    private SessionAdmission admission;
    private Event<SessionOpened> opened;
    private Event<SessionClosed> closed;

    /** For the client proxy. */
    @SuppressWarnings("NullAway.Init")
    protected SessionRegistry() {}

    @Inject
    SessionRegistry(SessionAdmission admission, Event<SessionOpened> opened, Event<SessionClosed> closed) {
        this.admission = admission;
        this.opened = opened;
        this.closed = closed;
    }

    /**
     * Opens a session for the caller.
     *
     * @param output the way out; nothing has been offered to it yet
     * @throws ConnectionLimitExceeded if the caller, its address or the server has as many as may be, or the server is going
     *     down
     */
    public McpSession open(Caller owner, SessionOutput output) {
        SessionAdmission.Permit permit = admission.admit(owner);
        McpSession session = new McpSession(SessionId.random(), newHandle(), owner, output, (ended, reason) -> {
            permit.close();
            remove(ended, reason);
        });
        output.onBroken(session::close);
        byId.put(session.id().value(), session);
        announce(session);
        return session;
    }

    /** Lets nobody in any more; open sessions go on. */
    public void shutTheDoor() {
        admission.shutTheDoor();
    }

    private void announce(McpSession session) {
        try {
            opened.fire(new SessionOpened(session));
        } catch (RuntimeException failed) {
            session.close(CloseReason.OPENING_FAILED);
            throw failed;
        }
    }

    private void remove(McpSession session, CloseReason reason) {
        byId.remove(session.id().value());
        leaving.add(session.output());
        closed.fire(new SessionClosed(session, reason, Duration.between(session.openedAt(), Instant.now())));
    }

    public Optional<McpSession> find(String sessionId) {
        return Optional.ofNullable(byId.get(sessionId));
    }

    /** Lets the outputs of sessions that are over beat until they have ended: their last writes have deadlines too. */
    void tendLeaving() {
        leaving.removeIf(output -> {
            output.beat();
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
