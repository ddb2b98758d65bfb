package dev.sdpmcp.access;

import dev.sdpmcp.config.ApiKey;
import dev.sdpmcp.config.CurrentKeys;
import dev.sdpmcp.config.CurrentKeys.Change;
import dev.sdpmcp.config.reading.InvalidConfigurationException;
import dev.sdpmcp.config.reading.KeyFiles;
import dev.sdpmcp.lifecycle.ReloadRequested;
import dev.sdpmcp.telemetry.EventLog;
import dev.sdpmcp.telemetry.LogLine;
import dev.sdpmcp.telemetry.PeriodicTask;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Compares the content of the API key files every two seconds, and at once on a reload signal. It compares content,
 * since a Kubernetes mount changes by a symbolic link and network file systems report no changes. It has its own
 * thread, since such a file system may block. Thread-safe.
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

    /**
     * Reloads the API keys from their files, as a whole or not at all. A change is applied when two checks in a row
     * find the same content, since a file may be read while it is written. Thread-safe.
     */
    static final class KeyReload {

        private static final int MAX_NAMES = 20;
        private static final int MAX_PROBLEMS = 3;

        private final KeyFiles files;
        private final CurrentKeys keys;
        private final EventLog log;

        /** Digests of the files: when the keys were applied, at the last check, and when they were last refused. */
        private String inForce = "";

        private String lastSeen = "";
        private String refused = "";

        KeyReload(KeyFiles files, CurrentKeys keys, EventLog log) {
            this.files = files;
            this.keys = keys;
            this.log = log;
        }

        /** A scheduled check. */
        synchronized void check() {
            String now = files.digest();
            boolean settled = now.equals(lastSeen);
            lastSeen = now;
            if (now.equals(inForce)) {
                if (!refused.isEmpty()) {
                    refused = "";
                    log.write(Level.INFO, LogLine.of("API keys: the files hold the keys in force again"));
                }
            } else if (settled && !now.equals(refused)) {
                apply(now);
            }
        }

        /** A check on request: the files are complete. */
        synchronized void checkNow() {
            String now = files.digest();
            lastSeen = now;
            if (!now.equals(inForce)) {
                apply(now);
            }
        }

        private void apply(String now) {
            try {
                List<ApiKey> read = files.read();
                if (!files.digest().equals(now)) {
                    return; // changed while it was read; the next check sees it
                }
                Change change = keys.replace(read);
                inForce = now;
                refused = "";
                if (!change.isNone()) {
                    log.write(
                            Level.INFO,
                            LogLine.of("API keys changed")
                                    .with("added", names(change.added()))
                                    .with("retired", names(change.retired()))
                                    .with("changed", names(change.changed())));
                }
            } catch (InvalidConfigurationException wrong) {
                refused = now;
                log.write(
                        Level.WARNING,
                        LogLine.of("API keys not changed: their files cannot be used, those in force stay")
                                .with("problem", firstOf(wrong.problems(), MAX_PROBLEMS, " ")));
            }
        }

        private static String names(List<String> names) {
            return names.isEmpty() ? "none" : firstOf(names, MAX_NAMES, ",");
        }

        private static String firstOf(List<String> texts, int max, String between) {
            String first = String.join(between, texts.subList(0, Math.min(max, texts.size())));
            return texts.size() <= max ? first : first + between + "and " + (texts.size() - max) + " more";
        }
    }
}
