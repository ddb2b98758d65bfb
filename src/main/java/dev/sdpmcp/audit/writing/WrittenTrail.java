package dev.sdpmcp.audit.writing;

import dev.sdpmcp.audit.chain.Chain;
import dev.sdpmcp.audit.chain.ChainHeadMark;
import dev.sdpmcp.audit.chain.ChainSeal;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.writing.LostCalls.OpenIntents;
import dev.sdpmcp.config.AuditSettings;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.lease.DataFolderId;
import dev.sdpmcp.persistence.lease.ServerHeartbeat;
import dev.sdpmcp.telemetry.ExceptionSummary;
import dev.sdpmcp.upstream.CallCancelled;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Audit trail of one run of a server: a queue, a writer, a journal and the maintenance. An intent is recorded when the
 * database has committed it, or with {@code best-effort} when it is in the journal. Begins when the database is open,
 * and is closed before the database. Thread-safe.
 */
public final class WrittenTrail implements AuditTrail, AutoCloseable {

    /** Rows in the queue. */
    public static final int MAX_WAITING = 10_000;

    private static final Logger LOG = System.getLogger(WrittenTrail.class.getName());
    private static final Duration INTENT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(8);

    private final String serverId = UUID.randomUUID().toString();
    private final TrailState state = new TrailState();
    private final OpenIntents open = new OpenIntents();
    private final WriteQueue queue;
    private final RowLog journal;
    private final boolean alone;
    private final boolean strict;
    private final DataFolderId folder;
    private final Chain chain;
    private final ChainHeadMark headMark;
    private final LostCalls lostCalls;
    private final TrailMaintenance maintenance;
    private final TrailWriter writer;
    private final Thread writing;
    private final Thread maintaining;

    /** @throws IOException if the files of the trail in the data folder can neither be read nor created */
    public WrittenTrail(AuditSettings settings, StorageSettings storage, Database database, ThreadFactory threads)
            throws IOException {
        this(settings, storage, database, threads, new RowLog(storage.dataDirectory(), RowLog.MAX_BYTES), MAX_WAITING);
    }

    WrittenTrail(
            AuditSettings settings,
            StorageSettings storage,
            Database database,
            ThreadFactory threads,
            RowLog journal,
            int maxWaiting)
            throws IOException {
        ChainSeal seal = ChainSeal.of(storage);
        this.headMark = ChainHeadMark.in(storage.dataDirectory(), seal);
        this.chain = new Chain(seal, headMark, settings.acceptedBreak());
        this.alone = storage.postgres().isEmpty();
        this.strict = settings.mode() == AuditSettings.Mode.STRICT;
        this.journal = journal;
        this.queue = new WriteQueue(maxWaiting);
        this.folder = DataFolderId.of(storage.dataDirectory());
        ServerHeartbeat heartbeat = new ServerHeartbeat(database, serverId, folder, alone);
        this.lostCalls = new LostCalls(database, chain, open, serverId, heartbeat);
        this.maintenance =
                new TrailMaintenance(database, state, lostCalls, chain, headMark, settings.retention(), folder);
        this.writer = new TrailWriter(queue, database, chain, journal, state, open, lostCalls, folder, strict);
        this.writing = threads.newThread(writer);
        this.maintaining = threads.newThread(maintenance);
    }

    /**
     * Loads the journal, marks the open calls of servers that are gone, and begins to write.
     *
     * @throws dev.sdpmcp.persistence.DatabaseUnavailable if the database is unavailable; then the trail begins with
     *     its journal
     */
    public void begin() {
        try {
            writer.loadAll();
            maintenance.begin();
        } finally {
            writing.start();
            maintaining.start();
        }
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public String serverId() {
        return serverId;
    }

    @Override
    public void require(AuditRow intent) throws Unavailable {
        requireFolder();
        open.begin(intent.callId());
        CompletableFuture<Void> written = new CompletableFuture<>();
        if (!queue.offer(new WriteQueue.Awaited(intent, written))) {
            open.refused(intent.callId());
            throw new Unavailable("the queue of the audit trail is full or the server is going down");
        }
        try {
            written.get(INTENT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new Unavailable("the audit trail was not written within " + INTENT_TIMEOUT.toSeconds() + " s", late);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Unavailable refused
                    ? refused
                    : new Unavailable("the writer of the audit trail failed", failed);
        } catch (InterruptedException cancelled) {
            throw CallCancelled.of("cancelled before anything was done", cancelled);
        }
    }

    /** The open file of the embedded database can be written even while another file system covers its folder. */
    private void requireFolder() throws Unavailable {
        if (alone) {
            try {
                folder.requirePresent();
            } catch (IOException notMounted) {
                state.refuses();
                throw new Unavailable(String.valueOf(notMounted.getMessage()), notMounted);
            }
        }
    }

    @Override
    public void add(AuditRow row) {
        if (queue.offer(row)) {
            return;
        }
        try {
            folder.requirePresent();
            journal.append(List.of(row), false);
            state.spilled();
        } catch (IOException full) {
            open.lost(List.of(row));
            state.lost(1, full);
        }
    }

    /** Whether a change would be accepted now, as far as known. Never blocks. */
    public boolean acceptsChanges() {
        return !state.isRefusing() && !(strict && state.isAway());
    }

    @Override
    public Optional<Statistics> statistics() {
        return Optional.of(state.statistics(queue.waiting(), journal.bytes(), chain.openBreak()));
    }

    /** Writes the waiting rows to the database or the journal, and ends the threads. */
    @Override
    public void close() {
        close(CLOSE_TIMEOUT);
    }

    void close(Duration timeout) {
        maintenance.finish();
        writer.finish();
        try {
            writing.join(timeout.toMillis());
            if (writing.isAlive()) {
                writer.abandon();
            } else {
                maintaining.join(timeout.toMillis());
            }
            headMark.save();
            if (!state.isAway()) {
                lostCalls.leave();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException gone) {
            LOG.log(Level.DEBUG, "leaving the audit trail: {0}", ExceptionSummary.inOneLine(gone));
        }
        if (queue.waiting() > 0) {
            LOG.log(Level.ERROR, "{0} rows of the audit trail could not be written in time", queue.waiting());
        }
    }
}
