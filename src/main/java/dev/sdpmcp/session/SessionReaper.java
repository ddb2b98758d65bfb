package dev.sdpmcp.session;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.telemetry.ExceptionSummary;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Periodic task, once a second on one thread: closes idle sessions and those of retired keys, stops overdue calls,
 * and triggers keep-alives and write deadlines of every output. Nothing that it calls may block.
 */
@ApplicationScoped
public class SessionReaper {

    private static final Logger LOG = System.getLogger(SessionReaper.class.getName());
    private static final long TICK_MILLIS = 1_000;

    /** A longer gap between two runs is not a pause of garbage collection or of the machine. */
    static final Duration STALLED_AFTER = Duration.ofSeconds(60);

    /** A stream without {@code initialize} takes a place in vain. */
    static final Duration HANDSHAKE_LIMIT = Duration.ofSeconds(30);

    @Inject
    private SessionRegistry registry;

    @Inject
    private ServerConfiguration configuration;

    @Resource
    private ManagedThreadFactory threads;

    private ScheduledExecutorService clock;
    private ScheduledFuture<?> ticking;
    private long idleLimitNanos;
    private volatile long lastTickNanos = System.nanoTime();

    void startWithApplication(@Observes @Initialized(ApplicationScoped.class) Object event) {
        // Observing creates this bean, and so its timer, at the start.
    }

    @PostConstruct
    void start() {
        idleLimitNanos = configuration.sessions().idleTimeout().toNanos();
        clock = Executors.newSingleThreadScheduledExecutor(threads);
        ticking = clock.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        ticking.cancel(true);
        clock.shutdownNow();
    }

    /**
     * Whether the task still runs. Without it no stream is kept alive and no call times out: the process must be
     * restarted.
     */
    public boolean isRunning() {
        return System.nanoTime() - lastTickNanos < STALLED_AFTER.toNanos();
    }

    private void tick() {
        lastTickNanos = System.nanoTime();
        for (McpSession session : registry.sessions()) {
            guarded(session.handle(), () -> sweep(session, idleLimitNanos, HANDSHAKE_LIMIT.toNanos()));
        }
        guarded("(ended)", registry::sweepEnded);
    }

    /** A failure in one session must not affect the others, and an exception would end the timer silently. */
    static void guarded(String handle, Runnable check) {
        try {
            check.run();
        } catch (RuntimeException | Error fault) {
            LOG.log(Level.ERROR, "Checking session {0} failed: {1}", handle, ExceptionSummary.inOneLine(fault));
        }
    }

    /** Checks one session. */
    static void sweep(McpSession session, long idleLimitNanos, long handshakeLimitNanos) {
        if (session.owner().key().isRetired()) {
            session.close(CloseReason.KEY_RETIRED);
        } else if (session.idleNanos() > idleLimitNanos) {
            session.close(CloseReason.IDLE);
        } else if (session.state() == SessionState.NEW && session.ageNanos() > handshakeLimitNanos) {
            session.close(CloseReason.NO_HANDSHAKE);
        } else {
            session.calls().expireOverdue();
            session.output().keepAlive();
        }
    }
}
