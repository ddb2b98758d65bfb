package dev.sdpmcp.audit.writing;

import dev.sdpmcp.audit.chain.Chain;
import dev.sdpmcp.audit.chain.ChainHeadMark;
import dev.sdpmcp.audit.chain.Retention;
import dev.sdpmcp.persistence.Database;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;

/** What is to be done at both ends of the chain from time to time. Used by one thread. */
final class ChainMaintenance {

    private static final int TICKS_BETWEEN_DELETIONS = 15;
    private static final int TICKS_BETWEEN_MARKS = 5;
    /** An operating system writes what it was given within half a minute. */
    private static final int TICKS_BETWEEN_UNFORCED_MARKS = 60;

    private final Database database;
    private final Chain chain;
    private final ChainHeadMark mark;
    private final boolean unforced;
    private final Retention retention;
    private final Period kept;

    /** @param unforced whether the database does not force to the disk what it commits, as the embedded one */
    ChainMaintenance(
            Database database, Chain chain, ChainHeadMark mark, boolean unforced, Retention retention, Period kept) {
        this.database = database;
        this.chain = chain;
        this.mark = mark;
        this.unforced = unforced;
        this.retention = retention;
        this.kept = kept;
    }

    /** Looks whether the chain is as it was left. */
    void begin() {
        chain.look(database);
    }

    /** Once a second. */
    void tend(long tick) {
        if (unforced && tick % TICKS_BETWEEN_UNFORCED_MARKS == 0) {
            mark.keepLastRound();
        } else if (!unforced && tick % TICKS_BETWEEN_MARKS == 0) {
            mark.keep();
        }
        if (tick % TICKS_BETWEEN_DELETIONS == 0) {
            chain.look(database);
        }
        if (tick % TICKS_BETWEEN_DELETIONS == 0 || retention.isProving()) {
            Instant limit = Instant.now().atOffset(ZoneOffset.UTC).minus(kept).toInstant();
            retention.deleteBefore(database, limit);
        }
    }
}
