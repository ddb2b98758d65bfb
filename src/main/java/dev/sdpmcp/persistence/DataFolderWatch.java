package dev.sdpmcp.persistence;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.telemetry.PeriodicTask;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks every second for requests of commands in the data folder, and has the handler of their kind serve them. Only
 * with an embedded database, which other processes cannot open. Requests run on separate threads, since a backup takes
 * minutes and the scheduler of Payara Micro has one thread.
 */
@ApplicationScoped
public class DataFolderWatch {

    @Inject
    private ServerConfiguration configuration;

    @Inject
    @Any
    private Instance<DataFolderRequestHandler> handlers;

    @Resource
    @SuppressWarnings("NullAway.Init") // the server sets it before the first call
    private ManagedScheduledExecutorService scheduler;

    @Resource
    @SuppressWarnings("NullAway.Init") // likewise
    private ManagedThreadFactory threads;

    private volatile List<DataFolderRequestWorker> workers = List.of();
    private @Nullable ScheduledFuture<?> looks;

    void opened(@Observes DatabaseOpened event) {
        if (configuration.storage().postgres().isEmpty()) {
            Path dataDirectory = configuration.storage().dataDirectory();
            workers = handlers.stream()
                    .flatMap(handler -> handler.kinds().stream()
                            .map(kind -> new DataFolderRequestWorker(handler, kind, dataDirectory, threads)))
                    .toList();
            looks = scheduler.scheduleWithFixedDelay(
                    new PeriodicTask("looking for requests in the data folder", this::look), 1, 1, TimeUnit.SECONDS);
        }
    }

    @PreDestroy
    void end() {
        if (looks != null) {
            looks.cancel(true);
        }
        workers.forEach(DataFolderRequestWorker::close);
    }

    private void look() {
        try {
            DataFolderRequests.showLife(configuration.storage().dataDirectory());
            for (DataFolderRequestWorker worker : workers) {
                worker.attend();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Worker for one kind of request, which serves one request at a time. One thread calls {@link #attend}; any thread
     * may call {@link #close}.
     */
    static final class DataFolderRequestWorker {

        private static final Logger LOG = System.getLogger(DataFolderRequestWorker.class.getName());

        private final DataFolderRequestHandler handler;
        private final String kind;
        private final DataFolderRequests requests;
        private final ThreadFactory threads;
        private volatile @Nullable Thread work;

        DataFolderRequestWorker(
                DataFolderRequestHandler handler, String kind, Path dataDirectory, ThreadFactory threads) {
            this.handler = handler;
            this.kind = kind;
            this.requests = new DataFolderRequests(dataDirectory, kind);
            this.threads = threads;
        }

        /** Starts to serve a waiting request unless one is in work; does not block. */
        void attend() throws IOException {
            Thread before = work;
            if ((before == null || !before.isAlive()) && requests.isWaiting()) {
                Thread next = threads.newThread(this::serve);
                next.start();
                work = next;
            }
        }

        /** Interrupts the request in work. */
        void close() {
            Thread begun = work;
            if (begun != null) {
                begun.interrupt();
            }
        }

        private void serve() {
            try {
                requests.serve(request -> handler.answer(kind, request));
            } catch (IOException | RuntimeException unanswered) {
                LOG.log(
                        Level.WARNING,
                        "a request ({0}) in the data folder could not be answered: {1}",
                        kind,
                        unanswered.getMessage());
            }
        }
    }
}
