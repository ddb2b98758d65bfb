package dev.sdpmcp.access;

import dev.sdpmcp.telemetry.EventLog;
import dev.sdpmcp.telemetry.LineLimit;
import dev.sdpmcp.telemetry.LogLine;
import dev.sdpmcp.telemetry.PeriodicTask;
import dev.sdpmcp.text.Excerpt;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Log of refused requests, with a rate limit: any client that reaches the port can cause them. The first refusal for
 * a reason and network in a minute is logged at once, the others as one count when the minute, or the server, ends.
 * Thread-safe.
 */
@ApplicationScoped
public class RefusalLog {

    private static final int PERIOD_SECONDS = 60;

    /** The longest host name has 253 characters; an origin has a scheme and a port more. */
    private static final int MAX_NAME_LENGTH = 280;

    private final LineLimit<Kind> limit = new LineLimit<>();
    private final EventLog log;

    @Resource
    @SuppressWarnings("NullAway.Init") // the server sets it before the first call
    private ManagedScheduledExecutorService scheduler;

    private @Nullable ScheduledFuture<?> periods;

    /** @param network see {@link ClientAddressCache.Entry} */
    private record Kind(HttpError error, String network) {}

    /** For the client proxy. */
    @SuppressWarnings("NullAway")
    protected RefusalLog() {
        this.log = null;
    }

    @Inject
    RefusalLog(EventLog log) {
        this.log = log;
    }

    void begin(@Observes Startup event) {
        periods = scheduler.scheduleWithFixedDelay(
                new PeriodicTask("counting refusals", this::endPeriod),
                PERIOD_SECONDS,
                PERIOD_SECONDS,
                TimeUnit.SECONDS);
    }

    @PreDestroy
    void end() {
        if (periods != null) {
            periods.cancel(false);
        }
        endPeriod();
    }

    /**
     * Logs one refusal.
     *
     * @param request the correlation id
     * @param keyName the name of the key of the caller, if it is known
     * @param address the client address
     * @param network the name under which that address is counted, see {@link ClientAddressCache.Entry}
     * @param name the host or origin that is not allowed, as it was sent; null for other refusals
     */
    void refused(
            String request,
            @Nullable String keyName,
            String address,
            String network,
            HttpError error,
            @Nullable String name) {
        if (log.writes(Level.WARNING) && limit.takeFirst(new Kind(error, network))) {
            log.write(
                    Level.WARNING,
                    LogLine.of("refused")
                            .with("request", request)
                            .with("key", keyName)
                            .with("address", address)
                            .with("status", error.status())
                            .with("reason", error.name())
                            .with(error == HttpError.ORIGIN_NOT_ALLOWED ? "origin" : "host", bounded(name)));
        }
    }

    private static @Nullable String bounded(@Nullable String name) {
        return name == null ? null : Excerpt.of(name, MAX_NAME_LENGTH, "...");
    }

    /** Logs the counts of the period. */
    void endPeriod() {
        LineLimit.Counted<Kind> counted = limit.endPeriod();
        counted.further()
                .forEach((kind, count) -> write(kind.network(), kind.error().name(), count));
        if (counted.others() > 0) {
            write("others", null, counted.others());
        }
    }

    private void write(String network, @Nullable String reason, long count) {
        log.write(
                Level.WARNING,
                LogLine.of("refused again")
                        .with("network", network)
                        .with("reason", reason)
                        .with("count", count));
    }
}
