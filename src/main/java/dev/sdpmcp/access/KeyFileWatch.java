package dev.sdpmcp.access;

import dev.sdpmcp.config.CurrentKeys;
import dev.sdpmcp.config.reading.KeyFiles;
import dev.sdpmcp.lifecycle.ReloadRequested;
import dev.sdpmcp.telemetry.EventLog;
import dev.sdpmcp.telemetry.PeriodicTask;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Compares the content of the API key files every two seconds, and at once on a reload signal. It compares content,
 * since a Kubernetes mount changes by a symbolic link and network file systems report no changes. It has its own thread, since such a file system may block. Thread-safe.
 */
@ApplicationScoped
public class KeyFileWatch {

    private static final long INTERVAL_SECONDS = 2;

    private final KeyFiles files;
    private final KeyReload reload;

    @Resource
    @SuppressWarnings("NullAway.Init") // the server sets it before the first call
    private ManagedThreadFactory threads;

    private volatile @Nullable ScheduledExecutorService clock;
    private volatile @Nullable ScheduledFuture<?> checks;

    /** For the client proxy. */
    @SuppressWarnings("NullAway")
    protected KeyFileWatch() {
        this.files = null;
        this.reload = null;
    }

    @Inject
    KeyFileWatch(KeyFiles files, CurrentKeys keys, EventLog log) {
        this.files = files;
        this.reload = new KeyReload(files, keys, log);
    }

    void atStart(@Observes Startup event) {
        if (!files.paths().isEmpty()) {
            ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(threads);
            clock = started;
            checks = started.scheduleWithFixedDelay(
                    new PeriodicTask("looking at the files of API keys", reload::check),
                    0,
                    INTERVAL_SECONDS,
                    TimeUnit.SECONDS);
        }
    }

    void onRequest(@Observes ReloadRequested event) {
        if (clock != null) {
            reload.checkNow();
        }
    }

    @PreDestroy
    void end() {
        ScheduledExecutorService started = clock;
        ScheduledFuture<?> scheduled = checks;
        if (started != null && scheduled != null) {
            scheduled.cancel(true);
            started.shutdownNow();
        }
    }
}
