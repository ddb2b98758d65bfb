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
 * Looks every two seconds at the files that API keys come from, if there are any, and at once when somebody asks. It looks at the
 * content: a mount of Kubernetes changes by a symbolic link, and file systems of networks report no changes. On a thread
 * of its own, since such a file system may keep it waiting. Thread-safe.
 */
@ApplicationScoped
public class KeyFileWatch {

    private static final long SECONDS_BETWEEN_LOOKS = 2;

    private final KeyFiles files;
    private final KeyReload reload;

    @Resource
    @SuppressWarnings("NullAway.Init") // the server sets it before the first call
    private ManagedThreadFactory threads;

    private volatile @Nullable ScheduledExecutorService clock;
    private volatile @Nullable ScheduledFuture<?> looks;

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
            ScheduledExecutorService own = Executors.newSingleThreadScheduledExecutor(threads);
            clock = own;
            looks = own.scheduleWithFixedDelay(
                    new PeriodicTask("looking at the files of API keys", reload::look),
                    0,
                    SECONDS_BETWEEN_LOOKS,
                    TimeUnit.SECONDS);
        }
    }

    void onRequest(@Observes ReloadRequested event) {
        if (clock != null) {
            reload.lookNow();
        }
    }

    @PreDestroy
    void end() {
        ScheduledExecutorService own = clock;
        ScheduledFuture<?> all = looks;
        if (own != null && all != null) {
            all.cancel(true);
            own.shutdownNow();
        }
    }
}
