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
 * Once a second, on the one thread it owns: ends idle sessions and those of retired keys, expires overdue calls, and lets every output beat
 * (keep-alives, write deadlines). Nothing that it calls may block.
 */
@ApplicationScoped
public class SessionReaper {

    private static final Logger LOG = System.getLogger(SessionReaper.class.getName());
    private static final long TICK_MILLIS = 1_000;

    /** So long without a look is no pause of a collection or of the machine any more. */
    static final Duration STALLED_AFTER = Duration.ofSeconds(60);

    /** A stream on which {@code initialize} does not come holds a place for nothing. */
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
        // Observing is enough: it makes this bean, hence its clock, at the start.
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
     * Whether somebody still looks after the sessions. Without that no stream is kept alive and no call ends in time: the
     * process must be started again.
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

    /** One broken session must not end the care for all others, and what is thrown here would end the ticking in silence. */
    static void guarded(String handle, Runnable care) {
        try {
            care.run();
        } catch (RuntimeException | Error fault) {
            LOG.log(Level.ERROR, "Tending session {0} failed: {1}", handle, ExceptionSummary.inOneLine(fault));
        }
    }

    /** One look at one session. */
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
