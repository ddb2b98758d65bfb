package dev.sdpmcp.audit.writing;

import dev.sdpmcp.audit.chain.Chain;
import dev.sdpmcp.audit.chain.ChainHeadMark;
import dev.sdpmcp.audit.chain.ChainSeal;
import dev.sdpmcp.audit.chain.Retention;
import dev.sdpmcp.audit.journal.TrailJournal;
import dev.sdpmcp.audit.journal.WriteAheadLog;
import dev.sdpmcp.audit.row.AuditRow;
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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The trail of one run of a server: an inbox, a writer, a journal, and the upkeep. An intent is kept when the database has
 * committed it; with the embedded one, whose file lies in the same folder, when the write-ahead log has it. Thread-safe. To be begun when the database
 * is open, and closed before it is.
 */
public final class WrittenTrail implements AuditTrail, AutoCloseable {

    /** Rows that may wait for the writer. */
    public static final int MOST_WAITING = 10_000;

    private static final Logger LOG = System.getLogger(WrittenTrail.class.getName());
    private static final Duration FOR_INTENT = Duration.ofSeconds(10);
    private static final Duration FOR_LAST_ROWS = Duration.ofSeconds(8);

    private final String serverId = UUID.randomUUID().toString();
    private final TrailState state = new TrailState();
    private final OpenIntents open = new OpenIntents();
    private final WriteQueue inbox;
    private final TrailJournal journal;
    private final WriteAheadLog ahead;
    private final boolean alone;
    private final boolean strict;
    private final DataFolderId home;
    private final Chain chain;
    private final ChainHeadMark mark;
    private final ServerPresence presence;
    private final TrailMaintenance upkeep;
    private final TrailWriter writer;
    private final Thread writing;
    private final Thread tending;

    /** @throws IOException if what belongs to the trail in the data folder can neither be read nor made */
    public WrittenTrail(AuditSettings settings, StorageSettings storage, Database database, ThreadFactory threads)
            throws IOException {
        this(
                settings,
                storage,
                database,
                threads,
                new TrailJournal(storage.dataDirectory(), TrailJournal.MOST_BYTES),
                MOST_WAITING);
    }

    WrittenTrail(
            AuditSettings settings,
            StorageSettings storage,
            Database database,
            ThreadFactory threads,
            TrailJournal journal,
            int mostWaiting)
            throws IOException {
        ChainSeal seal = ChainSeal.of(storage);
        this.mark = ChainHeadMark.in(storage.dataDirectory(), seal);
        this.chain = new Chain(seal, mark, settings.acceptedBreak());
        this.alone = storage.postgres().isEmpty();
        this.strict = settings.mode() == AuditSettings.Mode.STRICT;
        this.journal = journal;
        this.ahead = new WriteAheadLog(storage.dataDirectory());
        this.inbox = new WriteQueue(mostWaiting);
        this.home = DataFolderId.of(storage.dataDirectory());
        ServerHeartbeat heartbeat = new ServerHeartbeat(database, serverId, home, alone);
        this.presence = new ServerPresence(database, chain, open, serverId, heartbeat);
        ChainMaintenance ends =
                new ChainMaintenance(database, chain, mark, alone, new Retention(chain), settings.retention());
        this.upkeep = new TrailMaintenance(
                database, state, presence, ends, alone ? Optional.of(ahead) : Optional.empty(), home);
        this.writer = new TrailWriter(inbox, database, chain, journal, ahead, state, open, presence, home, strict);
        this.writing = threads.newThread(writer);
        this.tending = threads.newThread(upkeep);
    }

    /**
     * Marks what servers before us left open, and begins to write. What they left in the journal is loaded first.
     *
     * @throws dev.sdpmcp.persistence.DatabaseUnavailable if the database went away; then the trail begins with its journal
     */
    public void begin() {
        try {
            writer.loadAll();
            upkeep.begin();
        } finally {
            writing.start();
            tending.start();
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
    public void require(AuditRow intent) throws TrailUnavailable {
        open.begin(intent.callId());
        if (alone && !state.isAway()) {
            keepAhead(intent);
        } else {
            awaitWritten(intent);
        }
    }

    private void keepAhead(AuditRow intent) throws TrailUnavailable {
        try {
            home.requirePresent();
            ahead.append(intent);
        } catch (IOException full) {
            state.refuses();
            open.refused(intent.callId());
            throw new TrailUnavailable("the write-ahead log of the audit trail cannot be written", full);
        }
        if (!inbox.offer(intent)) {
            ahead.leave(List.of(intent));
        }
    }

    private void awaitWritten(AuditRow intent) throws TrailUnavailable {
        CompletableFuture<Void> written = new CompletableFuture<>();
        if (!inbox.offer(new WriteQueue.Awaited(intent, written))) {
            open.refused(intent.callId());
            throw new TrailUnavailable("the queue of the audit trail is full or the server is going down");
        }
        try {
            written.get(FOR_INTENT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new TrailUnavailable("the audit trail was not written within " + FOR_INTENT.toSeconds() + " s", late);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof TrailUnavailable refused
                    ? refused
                    : new TrailUnavailable("the writer of the audit trail failed", failed);
        } catch (InterruptedException cancelled) {
            throw CallCancelled.of("cancelled before anything was done", cancelled);
        }
    }

    @Override
    public void add(AuditRow row) {
        if (inbox.offer(row)) {
            return;
        }
        try {
            home.requirePresent();
            journal.append(List.of(row), false);
            state.spilled();
        } catch (IOException full) {
            open.lost(List.of(row));
            state.lost(1, full);
        }
    }

    /** Whether a change would be recorded now, as far as is known; otherwise it is refused. Never blocks. */
    public boolean takesChanges() {
        return !state.isRefusing() && !(strict && state.isAway());
    }

    @Override
    public Map<String, String> asData() {
        return state.asData(inbox.waiting(), bytesInFiles(), chain.openBreak());
    }

    @Override
    public Optional<TrailStatistics> figures() {
        return Optional.of(state.figures(inbox.waiting(), bytesInFiles(), chain.openBreak()));
    }

    private long bytesInFiles() {
        return journal.bytes() + ahead.leftBytes();
    }

    /** Writes what waits, into the database or the journal, and ends the threads. */
    @Override
    public void close() {
        close(FOR_LAST_ROWS);
    }

    void close(Duration patience) {
        upkeep.finish();
        writer.finish();
        try {
            writing.join(patience.toMillis());
            if (writing.isAlive()) {
                writer.abandon();
            } else {
                tending.join(patience.toMillis());
            }
            ahead.close();
            mark.keep();
            if (!state.isAway()) {
                presence.leave();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException gone) {
            LOG.log(Level.DEBUG, "leaving the audit trail: {0}", ExceptionSummary.inOneLine(gone));
        }
        if (inbox.waiting() > 0) {
            LOG.log(Level.ERROR, "{0} rows of the audit trail could not be written in time", inbox.waiting());
        }
    }
}
