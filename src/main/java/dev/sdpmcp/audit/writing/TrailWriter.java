package dev.sdpmcp.audit.writing;

import dev.sdpmcp.audit.chain.Chain;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.writing.LostCalls.OpenIntents;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.lease.DataFolderId;
import dev.sdpmcp.telemetry.ExceptionSummary;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writer of the trail, one thread per server: adds rows to the database, or to the journal while the database is
 * unavailable, and later from the journal to the database. Calls share transactions instead of waiting for the lock of
 * the chain, and an interrupted call cannot close the file of the embedded database.
 */
final class TrailWriter implements Runnable {

    static final int MAX_BATCH = 200;

    private static final Logger LOG = System.getLogger(TrailWriter.class.getName());
    private static final long TAKE_TIMEOUT_NANOS = 500_000_000L;
    private static final long UNREADABLE_RETRY_NANOS = 60_000_000_000L;

    private final WriteQueue queue;
    private final Database database;
    private final Chain chain;
    private final RowLog journal;
    private final TrailState state;
    private final OpenIntents open;
    private final LostCalls lostCalls;
    private final DataFolderId folder;
    private final boolean strict;
    private RowLog.@Nullable Reading loading;
    private long loadingFromNanos = System.nanoTime();
    private volatile boolean finishing;
    private volatile boolean abandoned;

    /** Rows that were taken from the queue and are not written yet, as far as known. */
    private volatile WriteQueue.@Nullable Batch inHand;

    TrailWriter(
            WriteQueue queue,
            Database database,
            Chain chain,
            RowLog journal,
            TrailState state,
            OpenIntents open,
            LostCalls lostCalls,
            DataFolderId folder,
            boolean strict) {
        this.queue = queue;
        this.database = database;
        this.chain = chain;
        this.journal = journal;
        this.state = state;
        this.open = open;
        this.lostCalls = lostCalls;
        this.folder = folder;
        this.strict = strict;
    }

    /**
     * Loads the journal on the calling thread, before {@link #run()}.
     *
     * @throws dev.sdpmcp.persistence.DatabaseUnavailable if the database becomes unavailable; the rest is loaded later
     */
    void loadAll() {
        try {
            loading = journal.reading().orElse(null);
            while (loading != null) {
                load(loading);
                loading = loading == null ? journal.reading().orElse(null) : loading;
            }
        } catch (IOException unreadable) {
            unreadable(unreadable);
        } finally {
            stopLoading();
        }
    }

    /** Ends the thread when the queue is empty. */
    void finish() {
        finishing = true;
        queue.close();
    }

    @Override
    public void run() {
        while (!finishing || queue.waiting() > 0) {
            try {
                step();
            } catch (InterruptedException hurried) {
                LOG.log(Level.DEBUG, "interrupted; the waiting rows are written first");
            } catch (Throwable fault) {
                // also an Error, since no other thread writes rows
                LOG.log(Level.ERROR, "the writer of the audit trail failed: {0}", ExceptionSummary.inOneLine(fault));
            }
        }
        stopLoading();
    }

    private void step() throws InterruptedException {
        WriteQueue.Batch batch = queue.take(MAX_BATCH, loading == null ? TAKE_TIMEOUT_NANOS : 0);
        if (!batch.isEmpty()) {
            inHand = batch;
            if (!(isWritable() && intoDatabase(batch)) && !abandoned) {
                intoJournal(batch);
            }
            inHand = null;
        }
        if (isWritable() && !finishing && System.nanoTime() - loadingFromNanos >= 0) {
            loadSome();
        }
    }

    /**
     * Writes the waiting rows to the journal, on the calling thread, while the writer blocks in the database. The
     * writer may still write its batch; loading skips rows that are there.
     */
    void abandon() throws InterruptedException {
        abandoned = true;
        state.databaseIsAway(new IllegalStateException("it does not answer, and the server goes down"));
        WriteQueue.Batch held = inHand;
        if (held != null) {
            intoJournal(held);
        }
        WriteQueue.Batch next = queue.take(MAX_BATCH, 0);
        while (!next.isEmpty()) {
            intoJournal(next);
            next = queue.take(MAX_BATCH, 0);
        }
    }

    private boolean isWritable() {
        return !state.isAway();
    }

    private boolean intoDatabase(WriteQueue.Batch batch) {
        List<AuditRow> rows = batch.all();
        try {
            long last = chain.append(database, rows);
            open.written(rows, last);
            state.written(rows.size());
            batch.awaited().forEach(each -> each.written().complete(null));
            return true;
        } catch (RuntimeException | Error gone) {
            // also if the result of a commit is unknown: loading skips rows that are there
            state.databaseIsAway(gone);
            return false;
        }
    }

    private void intoJournal(WriteQueue.Batch batch) {
        if (strict) {
            refuse(batch, new AuditTrail.Unavailable("the database that keeps the audit trail does not answer"));
        }
        List<AuditRow> rows = strict ? batch.rows() : batch.all();
        if (rows.isEmpty()) {
            return;
        }
        try {
            folder.requirePresent();
            journal.append(rows, true);
            state.journaled(rows.size());
            batch.awaited().forEach(each -> each.written().complete(null));
        } catch (IOException | RuntimeException | Error full) {
            state.refuses();
            refuse(
                    batch,
                    new AuditTrail.Unavailable(
                            "neither the database nor the journal of the audit trail can be written", full));
            open.lost(batch.rows());
            state.lost(batch.rows().size(), full);
        }
    }

    private static void refuse(WriteQueue.Batch batch, AuditTrail.Unavailable why) {
        batch.awaited().forEach(each -> each.written().completeExceptionally(why));
    }

    /** Loads a part of the journal, so that calls do not wait for all of it. */
    private void loadSome() {
        try {
            if (loading == null) {
                loading = journal.reading().orElse(null);
            }
            if (loading != null) {
                load(loading);
            }
        } catch (IOException unreadable) {
            unreadable(unreadable);
            stopLoading();
        } catch (RuntimeException | Error gone) {
            state.databaseIsAway(gone);
            stopLoading();
        }
    }

    private void unreadable(IOException why) {
        loadingFromNanos = System.nanoTime() + UNREADABLE_RETRY_NANOS;
        LOG.log(
                Level.ERROR,
                "rows of the audit trail in the data folder cannot be read: {0}",
                ExceptionSummary.inOneLine(why));
    }

    private void load(RowLog.Reading reading) throws IOException {
        List<AuditRow> rows = reading.next(MAX_BATCH);
        if (rows.isEmpty()) {
            state.unreadable(reading.finish());
            loading = null;
            LOG.log(Level.INFO, "the journal of the audit trail is in the database");
            return;
        }
        lostCalls.adopt(rows);
        long last = chain.appendMissing(database, rows);
        open.written(rows, last);
        state.written(rows.size());
    }

    private void stopLoading() {
        RowLog.Reading reading = loading;
        loading = null;
        if (reading != null) {
            try {
                reading.close();
            } catch (IOException unimportant) {
                LOG.log(Level.DEBUG, "closing the journal: {0}", ExceptionSummary.inOneLine(unimportant));
            }
        }
    }
}
