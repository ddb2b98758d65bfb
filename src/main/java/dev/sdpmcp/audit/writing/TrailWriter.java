package dev.sdpmcp.audit.writing;

import dev.sdpmcp.audit.chain.Chain;
import dev.sdpmcp.audit.journal.JournalReading;
import dev.sdpmcp.audit.journal.TrailJournal;
import dev.sdpmcp.audit.journal.WriteAheadLog;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.lease.DataFolderId;
import dev.sdpmcp.telemetry.ExceptionSummary;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of a server that adds rows to the trail: into the database, into the journal while that is away, and out of
 * the journal when it is back. One thread, so that callers share transactions instead of queueing for the chain, and so that
 * none of them is in the middle of the embedded database when it is interrupted, which would close its file.
 */
final class TrailWriter implements Runnable {

    static final int BATCH = 200;

    private static final Logger LOG = System.getLogger(TrailWriter.class.getName());
    private static final long PATIENCE_NANOS = 500_000_000L;
    private static final long NANOS_BETWEEN_LOOKS_AT_UNREADABLE = 60_000_000_000L;

    private final WriteQueue inbox;
    private final Database database;
    private final Chain chain;
    private final TrailJournal journal;
    private final WriteAheadLog ahead;
    private final TrailState state;
    private final OpenIntents open;
    private final ServerPresence presence;
    private final DataFolderId home;
    private final boolean strict;
    private @Nullable JournalReading loading;
    private long loadingFromNanos = System.nanoTime();
    private volatile boolean finishing;
    private volatile boolean abandoned;

    /** What was taken out of the inbox and is not known to be anywhere else. */
    private volatile WriteQueue.@Nullable Batch inHand;

    TrailWriter(
            WriteQueue inbox,
            Database database,
            Chain chain,
            TrailJournal journal,
            WriteAheadLog ahead,
            TrailState state,
            OpenIntents open,
            ServerPresence presence,
            DataFolderId home,
            boolean strict) {
        this.inbox = inbox;
        this.database = database;
        this.chain = chain;
        this.journal = journal;
        this.ahead = ahead;
        this.state = state;
        this.open = open;
        this.presence = presence;
        this.home = home;
        this.strict = strict;
    }

    /**
     * Loads all that was left in files on the calling thread, before {@link #run()}.
     *
     * @throws dev.sdpmcp.persistence.DatabaseUnavailable if the database goes away meanwhile; what is left is loaded later
     */
    void loadAll() {
        try {
            loading = left().orElse(null);
            while (loading != null) {
                load(loading);
                loading = loading == null ? left().orElse(null) : loading;
            }
        } catch (IOException unreadable) {
            unreadable(unreadable);
        } finally {
            stopLoading();
        }
    }

    /** Intents first. */
    private Optional<JournalReading> left() throws IOException {
        Optional<JournalReading> intents = ahead.leftover();
        return intents.isPresent() ? intents : journal.reading();
    }

    /** Lets the thread end when the inbox is empty. */
    void finish() {
        finishing = true;
        inbox.close();
    }

    @Override
    public void run() {
        while (!finishing || inbox.waiting() > 0) {
            try {
                step();
            } catch (InterruptedException hurried) {
                LOG.log(Level.DEBUG, "told to hurry; what waits is written first");
            } catch (Throwable fault) {
                // an Error too, such as that no thread can be made for a connection now: nobody else writes rows
                LOG.log(Level.ERROR, "the writer of the audit trail stumbled: {0}", ExceptionSummary.inOneLine(fault));
            }
        }
        stopLoading();
    }

    private void step() throws InterruptedException {
        WriteQueue.Batch batch = inbox.take(BATCH, loading == null ? PATIENCE_NANOS : 0);
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
     * Puts what is left into the journal, on the calling thread, when this one is stuck in the database: it may write the
     * batch that it has in hand all the same, and loading skips what is there.
     */
    void abandon() throws InterruptedException {
        abandoned = true;
        state.databaseIsAway(new IllegalStateException("it does not answer, and the server goes down"));
        WriteQueue.Batch held = inHand;
        if (held != null) {
            intoJournal(held);
        }
        WriteQueue.Batch next = inbox.take(BATCH, 0);
        while (!next.isEmpty()) {
            intoJournal(next);
            next = inbox.take(BATCH, 0);
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
            ahead.settled(rows);
            batch.awaited().forEach(each -> each.written().complete(null));
            return true;
        } catch (RuntimeException | Error gone) {
            // also a commit of which we do not know whether it took place: what is in the journal is never written
            // twice
            state.databaseIsAway(gone);
            return false;
        }
    }

    private void intoJournal(WriteQueue.Batch batch) {
        if (strict) {
            refuse(batch, new TrailUnavailable("the database that keeps the audit trail does not answer"));
        }
        List<AuditRow> rows = strict ? batch.rows() : batch.all();
        if (rows.isEmpty()) {
            return;
        }
        try {
            home.requirePresent();
            journal.append(rows, true);
            state.journaled(rows.size());
            ahead.settled(rows);
            batch.awaited().forEach(each -> each.written().complete(null));
        } catch (IOException | RuntimeException | Error full) {
            state.refuses();
            refuse(
                    batch,
                    new TrailUnavailable(
                            "neither the database nor the journal of the audit trail can be written", full));
            open.lost(batch.rows());
            state.lost(batch.rows().size() - ahead.leave(batch.rows()), full);
        }
    }

    private static void refuse(WriteQueue.Batch batch, TrailUnavailable why) {
        batch.awaited().forEach(each -> each.written().completeExceptionally(why));
    }

    /** One piece of the journal, so that calls need not wait for all of it. */
    private void loadSome() {
        try {
            if (loading == null) {
                loading = left().orElse(null);
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
        loadingFromNanos = System.nanoTime() + NANOS_BETWEEN_LOOKS_AT_UNREADABLE;
        LOG.log(
                Level.ERROR,
                "rows of the audit trail in the data folder cannot be read: {0}",
                ExceptionSummary.inOneLine(why));
    }

    private void load(JournalReading reading) throws IOException {
        List<AuditRow> rows = reading.next(BATCH);
        if (rows.isEmpty()) {
            state.unreadable(reading.finish());
            loading = null;
            LOG.log(Level.INFO, "rows of the audit trail that waited in a file are in the database");
            return;
        }
        presence.expect(rows);
        long last = chain.appendMissing(database, rows);
        open.written(rows, last);
        state.written(rows.size());
    }

    private void stopLoading() {
        JournalReading reading = loading;
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
