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
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks once a second whether a command asks this server for something by a file in its data folder, and has the desk
 * of that kind serve it. Only a server with an embedded database is asked, since that is its own.
 *
 * <p>Nothing is served on the scheduler: Payara Micro's has one thread, and a backup may take as long as it likes
 * while others look at the database and at bodies that do not come.
 */
@ApplicationScoped
public class DataFolderWatch {

    @Inject
    private ServerConfiguration configuration;

    @Inject
    @Any
    private Instance<DataFolderRequestHandler> desks;

    @Resource
    @SuppressWarnings("NullAway.Init") // the server sets it before the first call
    private ManagedScheduledExecutorService scheduler;

    @Resource
    @SuppressWarnings("NullAway.Init") // likewise
    private ManagedThreadFactory threads;

    private volatile List<DataFolderRequestWorker> attended = List.of();
    private @Nullable ScheduledFuture<?> looks;

    void opened(@Observes DatabaseOpened event) {
        if (configuration.storage().postgres().isEmpty()) {
            Path dataDirectory = configuration.storage().dataDirectory();
            attended = desks.stream()
                    .flatMap(desk -> desk.kinds().stream()
                            .map(kind -> new DataFolderRequestWorker(desk, kind, dataDirectory, threads)))
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
        attended.forEach(DataFolderRequestWorker::close);
    }

    private void look() {
        try {
            DataFolderRequests.showLife(configuration.storage().dataDirectory());
            for (DataFolderRequestWorker desk : attended) {
                desk.attend();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
