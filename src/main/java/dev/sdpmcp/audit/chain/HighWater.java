package dev.sdpmcp.audit.chain;

import dev.sdpmcp.telemetry.Faults;
import dev.sdpmcp.telemetry.OnceAMinute;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * How far this server has seen the chain go. A chain that ends before that, or has another row there, was put back: the seal
 * alone cannot tell, since an older record of the ends carries an older seal that fits. Kept in the data folder from time to
 * time; the file may be behind the chain, never ahead of it. Thread-safe.
 */
public final class HighWater {

    private static final Logger LOG = System.getLogger(HighWater.class.getName());
    private static final String HASH = "SELECT row_hash FROM api_audit_log WHERE entry_number = ?";

    private final Optional<SeenEndFile> file;
    private final OnceAMinute linesOfFailure = new OnceAMinute();
    private SeenEnd seen = SeenEnd.NOTHING;
    private SeenEnd uncommitted = SeenEnd.NOTHING;
    private SeenEnd atLastRound = SeenEnd.NOTHING;
    private SeenEnd kept = SeenEnd.NOTHING;

    private HighWater(Optional<SeenEndFile> file) {
        this.file = file;
    }

    /** One that is forgotten with the process. */
    static HighWater inMemory() {
        return new HighWater(Optional.empty());
    }

    /** From what was kept in the data folder. What cannot be used is told of in the log, and replaced. */
    public static HighWater in(SeenEndFile file) {
        HighWater water = new HighWater(Optional.of(file));
        try {
            water.seen = file.read().orElse(SeenEnd.NOTHING);
            water.atLastRound = water.seen;
            water.kept = water.seen;
        } catch (IOException unusable) {
            LOG.log(
                    Level.ERROR,
                    "how far the audit trail went is not known any more: {0}; check it with --verify-audit",
                    Faults.inOneLine(unusable));
        }
        return water;
    }

    /** Whether the chain goes as far as it did, through the same row. Only by who has locked the chain's ends. */
    synchronized boolean isReached(Connection connection, ChainState state) throws SQLException {
        if (!uncommitted.isNothing() && SeenEnd.of(state).equals(uncommitted)) {
            seen = uncommitted;
        }
        if (seen.isNothing() || seen.number() < state.anchorNumber()) {
            return true;
        }
        if (seen.number() >= state.headNumber()) {
            return seen.equals(SeenEnd.of(state));
        }
        return seen.number() == state.anchorNumber()
                ? seen.hash().equals(state.anchorHash())
                : seen.hash().equals(hash(connection, seen.number()));
    }

    private static String hash(Connection connection, long number) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HASH)) {
            statement.setLong(1, number);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getString(1) : "";
            }
        }
    }

    /** The chain ends here, as the program left it. */
    synchronized void saw(ChainState state) {
        seen = SeenEnd.of(state);
    }

    /** The chain ends here as soon as the transaction is committed. */
    synchronized void wrote(long number, String hash) {
        uncommitted = new SeenEnd(number, hash);
    }

    /** The transaction that ended the chain with this row was committed. */
    synchronized void committed(long number) {
        if (uncommitted.number() == number) {
            seen = uncommitted;
        }
    }

    synchronized SeenEnd seen() {
        return seen;
    }

    /**
     * Writes down what there was to see the last time this was called: what the database has told the operating system must
     * be on its disk before, where it does not force it there.
     */
    public synchronized void keepLastRound() {
        keep(atLastRound);
        atLastRound = seen;
    }

    /** Writes down what was seen. */
    public synchronized void keep() {
        keep(seen);
    }

    private void keep(SeenEnd end) {
        if (file.isEmpty() || end.equals(kept)) {
            return;
        }
        try {
            file.get().write(end);
            kept = end;
        } catch (IOException full) {
            if (linesOfFailure.isDue()) {
                LOG.log(
                        Level.WARNING,
                        "how far the audit trail went cannot be kept in the data folder: {0}",
                        Faults.inOneLine(full));
            }
        }
    }
}
