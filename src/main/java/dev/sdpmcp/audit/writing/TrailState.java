package dev.sdpmcp.audit.writing;

import dev.sdpmcp.telemetry.ExceptionSummary;
import dev.sdpmcp.telemetry.OnceAMinute;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** How the trail is doing, for operators: says changes in the log, at most one line a minute for what goes on. Thread-safe. */
final class TrailState {

    private static final Logger LOG = System.getLogger(TrailState.class.getName());

    private final AtomicLong written = new AtomicLong();
    private final AtomicLong journaled = new AtomicLong();
    private final AtomicLong spilled = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final OnceAMinute linesOfLoss = new OnceAMinute();
    private volatile boolean away = true;
    private volatile boolean everWritten;
    private volatile boolean refusing;

    /** Whether the database takes no rows now. */
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

    /** A change was refused, since no file of the data folder took its intent; so will be the next ones. */
    void refuses() {
        refusing = true;
    }

    /** The next change will be taken, as far as files are concerned. */
    void refusesNoMore() {
        refusing = false;
    }

    boolean isRefusing() {
        return refusing;
    }

    /** Rows are in the database. */
    void written(int rows) {
        written.addAndGet(rows);
    }

    /** Rows went to the journal. */
    void journaled(int rows) {
        journaled.addAndGet(rows);
    }

    /** A row went to the journal since the writer has too much to do. */
    void spilled() {
        journaled(1);
        if (spilled.getAndIncrement() == 0) {
            LOG.log(Level.WARNING, "the queue of the audit trail is full, rows go to the journal");
        }
    }

    /** Rows of calls that changed nothing, or outcomes, are gone: neither database nor journal took them. */
    void lost(int rows, Throwable why) {
        if (rows == 0) {
            return;
        }
        long all = lost.addAndGet(rows);
        if (linesOfLoss.isDue()) {
            LOG.log(
                    Level.ERROR,
                    "{0} rows of the audit trail are LOST so far, neither database nor journal takes them: {1}",
                    all,
                    ExceptionSummary.inOneLine(why));
        }
    }

    /** Rows that waited in a file cannot be read; whoever found that out has said so. */
    void unreadable(int rows) {
        lost.addAndGet(rows);
    }

    TrailStatistics figures(int waiting, long journalBytes, OptionalLong openBreak) {
        return new TrailStatistics(
                away, openBreak.isPresent(), waiting, journalBytes, written.get(), journaled.get(), lost.get());
    }

    /** For health: facts by name. */
    Map<String, String> asData(int waiting, long journalBytes, OptionalLong openBreak) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("state", away ? "journal" : "written");
        data.put("waiting", Integer.toString(waiting));
        data.put("journalBytes", Long.toString(journalBytes));
        data.put("spilled", Long.toString(spilled.get()));
        data.put("lost", Long.toString(lost.get()));
        data.put("broken", openBreak.isPresent() ? "row " + openBreak.getAsLong() : "no");
        return data;
    }
}
