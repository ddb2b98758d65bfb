package dev.sdpmcp.persistence;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * One kind of request and the one in work, at most one at a time. To be attended by one thread at a time; {@link
 * #close} is for any.
 */
final class DataFolderRequestWorker {

    private static final Logger LOG = System.getLogger(DataFolderRequestWorker.class.getName());

    private final DataFolderRequestHandler desk;
    private final String kind;
    private final DataFolderRequests requests;
    private final ThreadFactory threads;
    private volatile @Nullable Thread work;

    DataFolderRequestWorker(DataFolderRequestHandler desk, String kind, Path dataDirectory, ThreadFactory threads) {
        this.desk = desk;
        this.kind = kind;
        this.requests = new DataFolderRequests(dataDirectory, kind);
        this.threads = threads;
    }

    /** Begins to serve a request if one waits and none is in work; returns at once. */
    void attend() throws IOException {
        Thread before = work;
        if ((before == null || !before.isAlive()) && requests.isWaiting()) {
            Thread next = threads.newThread(this::serve);
            next.start();
            work = next;
        }
    }

    /** Gives up what is in work. */
    void close() {
        Thread begun = work;
        if (begun != null) {
            begun.interrupt();
        }
    }

    private void serve() {
        try {
            requests.serve(request -> desk.answer(kind, request));
        } catch (IOException | RuntimeException unanswered) {
            LOG.log(
                    Level.WARNING,
                    "a request ({0}) in the data folder could not be answered: {1}",
                    kind,
                    unanswered.getMessage());
        }
    }
}
