package dev.sdpmcp.audit.writing;

import dev.sdpmcp.audit.chain.Chain;
import dev.sdpmcp.audit.chain.ChainHeadMark;
import dev.sdpmcp.audit.chain.Retention;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseUnavailable;
import dev.sdpmcp.persistence.lease.DataFolderId;
import dev.sdpmcp.telemetry.ExceptionSummary;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Periodic task of the trail, on one thread: checks whether the database is available again, renews the heartbeat,
 * marks lost calls, checks the end of the chain, deletes old rows. Work that has begun is never interrupted.
 */
final class TrailMaintenance implements Runnable {

    private static final Logger LOG = System.getLogger(TrailMaintenance.class.getName());

    private static final long TICK_MILLIS = 1_000;
    private static final int TICKS_BETWEEN_BEATS = 10;
    private static final int TICKS_BETWEEN_DELETIONS = 15;
    private static final int TICKS_BETWEEN_MARKINGS = 30;
    private static final int TICKS_BETWEEN_HEAD_MARKS = 60;

    private final Database database;
    private final TrailState state;
    private final LostCalls lostCalls;
    private final Chain chain;
    private final ChainHeadMark headMark;
    private final Retention retention;
    private final Period kept;
    private final DataFolderId folder;
    private final CountDownLatch finishing = new CountDownLatch(1);
    private long tick;

    TrailMaintenance(
            Database database,
            TrailState state,
            LostCalls lostCalls,
            Chain chain,
            ChainHeadMark headMark,
            Period kept,
            DataFolderId folder) {
        this.database = database;
        this.state = state;
        this.lostCalls = lostCalls;
        this.chain = chain;
        this.headMark = headMark;
        this.retention = new Retention(chain);
        this.kept = kept;
        this.folder = folder;
    }

    /** The first round, before calls are accepted. */
    void begin() {
        lostCalls.beat();
        chain.look(database);
        lostCalls.mark();
        state.databaseIsHere();
    }

    @Override
    public void run() {
        while (sleep()) {
            tick++;
            try {
                maintain();
            } catch (DatabaseUnavailable gone) {
                state.databaseIsAway(gone);
            } catch (RuntimeException fault) {
                LOG.log(Level.DEBUG, "maintenance of the audit trail: {0}", ExceptionSummary.inOneLine(fault));
            } catch (Throwable fault) {
                // goes on, since only this thread detects that the database is available again
                LOG.log(Level.ERROR, "maintenance of the audit trail failed: {0}", ExceptionSummary.inOneLine(fault));
            }
        }
    }

    /** False at the end. */
    private boolean sleep() {
        try {
            return !finishing.await(TICK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            LOG.log(Level.DEBUG, "interrupted");
            return finishing.getCount() > 0;
        }
    }

    void finish() {
        finishing.countDown();
    }

    private void maintain() {
        if (state.isAway()) {
            if (database.answers()) {
                lostCalls.beat();
                state.databaseIsHere();
            }
            return;
        }
        if (isDue(TICKS_BETWEEN_BEATS)) {
            lostCalls.beat();
        }
        if (isDue(TICKS_BETWEEN_MARKINGS)) {
            lostCalls.mark();
        }
        // open files can be written even while another file system covers their folder
        if (folder.isPresent()) {
            state.refusesNoMore();
            maintainChain();
        }
    }

    private void maintainChain() {
        if (isDue(TICKS_BETWEEN_HEAD_MARKS)) {
            headMark.savePreviousRound();
        }
        if (isDue(TICKS_BETWEEN_DELETIONS)) {
            chain.look(database);
        }
        if (isDue(TICKS_BETWEEN_DELETIONS) || retention.isProving()) {
            Instant limit = Instant.now().atOffset(ZoneOffset.UTC).minus(kept).toInstant();
            retention.deleteBefore(database, limit);
        }
    }

    private boolean isDue(int ticks) {
        return tick % ticks == 0;
    }
}
