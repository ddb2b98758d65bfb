package dev.sdpmcp.transport;

import dev.sdpmcp.session.CloseReason;
import dev.sdpmcp.session.McpSession;
import dev.sdpmcp.session.SessionEvent;
import dev.sdpmcp.session.SessionFacts;
import dev.sdpmcp.session.SessionState;
import dev.sdpmcp.telemetry.PeriodicTask;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Closes the sessions of clients that have closed their streams, within seconds. Servlets have no event for this,
 * servers do not read from a connection while its response is being written, and a keep-alive takes up to three
 * intervals to find out. A client that closes only its sending direction counts as disconnected, as on most web
 * servers. Thread-safe.
 */
@ApplicationScoped
public class ClosedStreams {

    private static final Duration INTERVAL = Duration.ofSeconds(2);

    /** A check may take this fraction of one CPU: a long table is read less often. */
    private static final int CPU_SHARE = 100;

    private final ConnectionTable table;
    private final Map<SessionFacts, Open> open = new ConcurrentHashMap<>();
    private volatile long nextCheckNanos = System.nanoTime();

    @Resource
    @SuppressWarnings("NullAway.Init") // the server sets it before the first call
    private ManagedScheduledExecutorService scheduler;

    @SuppressWarnings("NullAway.Init") // made at the start
    private ScheduledFuture<?> checks;

    private record Open(McpSession session, ConnectionTable.TcpConnection connection) {}

    /** With the connection table of this machine. */
    public ClosedStreams() {
        this(ConnectionTable.ofThisMachine());
    }

    ClosedStreams(ConnectionTable table) {
        this.table = table;
    }

    @PostConstruct
    void start() {
        checks = scheduler.scheduleWithFixedDelay(
                new PeriodicTask("looking for closed streams", this::check),
                INTERVAL.toMillis(),
                INTERVAL.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        checks.cancel(true);
    }

    /** Closes this session once the client has closed the connection. */
    void watch(McpSession session, ConnectionTable.TcpConnection connection) {
        open.put(session, new Open(session, connection));
        if (session.state() == SessionState.CLOSED) {
            // it was closed since it was opened
            open.remove(session);
        }
    }

    void closed(@Observes SessionEvent.Closed closed) {
        open.remove(closed.session());
    }

    void check() {
        long start = System.nanoTime();
        if (open.isEmpty() || start - nextCheckNanos < 0) {
            return;
        }
        Set<ConnectionTable.TcpConnection> closed = table.closedByPeer();
        open.values().stream()
                .filter(each -> closed.contains(each.connection()))
                .forEach(each -> each.session().close(CloseReason.CLIENT_GONE));
        nextCheckNanos = start + CPU_SHARE * (System.nanoTime() - start);
    }
}
