package dev.sdpmcp.audit.writing;

import dev.sdpmcp.telemetry.ExceptionSummary;
import dev.sdpmcp.telemetry.LineLimit.OnceAMinute;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** State of the trail and its counters. Logs changes, and a loss of rows at most once a minute. Thread-safe. */
final class TrailState {

    private static final Logger LOG = System.getLogger(TrailState.class.getName());

    private final AtomicLong written = new AtomicLong();
    private final AtomicLong journaled = new AtomicLong();
    private final AtomicLong spilled = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final OnceAMinute lossLines = new OnceAMinute();
    private volatile boolean away = true;
    private volatile boolean everWritten;
    private volatile boolean refusing;

    boolean isAway() {
        return away;
    }

    void databaseIsHere() {
        if (away) {
            LOG.log(
                    Level.INFO,
                    everWritten
                            ? "the audit trail goes to the database again"
                            : "the audit trail is open: its rows go to the database");
        }
        everWritten = true;
        away = false;
    }

    void databaseIsAway(Throwable why) {
        if (!away) {
            LOG.log(
                    Level.ERROR,
                    "the audit trail cannot be written, rows go to the journal: {0}",
                    ExceptionSummary.inOneLine(why));
        }
        away = true;
    }

    /** Changes are refused, since the data folder cannot be written. */
    void refuses() {
        refusing = true;
    }

    /** The data folder can be used again. */
    void refusesNoMore() {
        refusing = false;
    }

    boolean isRefusing() {
        return refusing;
    }

    void written(int rows) {
        written.addAndGet(rows);
    }

    void journaled(int rows) {
        journaled.addAndGet(rows);
    }

    /** A row went to the journal because the queue was full. */
    void spilled() {
        journaled(1);
        if (spilled.getAndIncrement() == 0) {
            LOG.log(Level.WARNING, "the queue of the audit trail is full, rows go to the journal");
        }
    }

    /** Rows of reads, or outcomes, are lost: neither the database nor the journal accepts them. */
    void lost(int rows, Throwable why) {
        if (rows == 0) {
            return;
        }
        long all = lost.addAndGet(rows);
        if (lossLines.isDue()) {
            LOG.log(
                    Level.ERROR,
                    "{0} rows of the audit trail are LOST so far, neither database nor journal takes them: {1}",
                    all,
                    ExceptionSummary.inOneLine(why));
        }
    }

    /** Rows in a file cannot be read, which is logged already. */
    void unreadable(int rows) {
        lost.addAndGet(rows);
    }

    AuditTrail.Statistics statistics(int waiting, long journalBytes, OptionalLong openBreak) {
        return new AuditTrail.Statistics(
                away, openBreak, waiting, journalBytes, written.get(), journaled.get(), spilled.get(), lost.get());
    }
}
