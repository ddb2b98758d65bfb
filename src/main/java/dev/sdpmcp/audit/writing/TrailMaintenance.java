package dev.sdpmcp.audit.writing;

import dev.sdpmcp.audit.journal.WriteAheadLog;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.lease.DataFolderId;
import dev.sdpmcp.persistence.DatabaseUnavailable;
import dev.sdpmcp.telemetry.ExceptionSummary;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What must be done from time to time, on one thread of its own: look whether the database is back, say that we live, mark
 * the calls of the dead, tend the ends of the chain. Never interrupted in the middle of work.
 */
final class TrailMaintenance implements Runnable {

    private static final Logger LOG = System.getLogger(TrailMaintenance.class.getName());

    private static final long TICK_MILLIS = 1_000;
    private static final int TICKS_BETWEEN_BEATS = 10;
    private static final int TICKS_BETWEEN_MARKINGS = 30;

    private final Database database;
    private final TrailState state;
    private final ServerPresence presence;
    private final ChainMaintenance ends;
    private final Optional<WriteAheadLog> ahead;
    private final DataFolderId home;
    private final CountDownLatch finishing = new CountDownLatch(1);
    private long tick;

    /** @param ahead the log that takes intents, if it is used */
    TrailMaintenance(
            Database database,
            TrailState state,
            ServerPresence presence,
            ChainMaintenance ends,
            Optional<WriteAheadLog> ahead,
            DataFolderId home) {
        this.database = database;
        this.state = state;
        this.presence = presence;
        this.ends = ends;
        this.ahead = ahead;
        this.home = home;
    }

    /** The first round, before anybody calls. */
    void begin() {
        presence.beat();
        ends.begin();
        presence.markLost();
        state.databaseIsHere();
    }

    @Override
    public void run() {
        while (sleep()) {
            tick++;
            try {
                tend();
            } catch (DatabaseUnavailable gone) {
                state.databaseIsAway(gone);
            } catch (RuntimeException fault) {
                LOG.log(Level.DEBUG, "upkeep of the audit trail: {0}", ExceptionSummary.inOneLine(fault));
            } catch (Throwable fault) {
                // goes on all the same: nobody else would find out that the database is back
                LOG.log(Level.ERROR, "upkeep of the audit trail stumbled: {0}", ExceptionSummary.inOneLine(fault));
            }
        }
    }

    /** False when it is time to end. */
    private boolean sleep() {
        try {
            return !finishing.await(TICK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            LOG.log(Level.DEBUG, "told to hurry");
            return finishing.getCount() > 0;
        }
    }

    void finish() {
        finishing.countDown();
    }

    private boolean canKeepIntents() {
        if (ahead.isEmpty()) {
            return true;
        }
        try {
            ahead.get().probe();
            return true;
        } catch (IOException full) {
            LOG.log(Level.DEBUG, "the write-ahead log takes nothing yet: {0}", ExceptionSummary.inOneLine(full));
            return false;
        }
    }

    private void tend() {
        if (state.isAway()) {
            if (database.answers()) {
                presence.beat();
                state.databaseIsHere();
            }
            return;
        }
        // files that are open can be written also while another file system covers their folder
        boolean homeIsHere = home.isPresent();
        if (state.isRefusing() && homeIsHere && canKeepIntents()) {
            state.refusesNoMore();
        }
        if (tick % TICKS_BETWEEN_BEATS == 0) {
            presence.beat();
        }
        if (tick % TICKS_BETWEEN_MARKINGS == 0) {
            presence.markLost();
        }
        if (homeIsHere) {
            ends.tend(tick);
        }
    }
}
