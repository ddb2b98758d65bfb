package dev.sdpmcp.audit.chain;

import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.CallIds;
import dev.sdpmcp.audit.row.CallOutcome;
import dev.sdpmcp.audit.row.RowKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What breaks the chain, and the rows that say so. Stateless. */
final class ChainBreaks {

    private static final int MAX_NAME = 36;

    private ChainBreaks() {}

    /** Whether the last row that stands there is another one than the sealed record of the ends says. */
    static Optional<String> atTheEnd(Connection connection, ChainState state) throws SQLException {
        ChainHead head = state.head();
        Optional<ChainHead> last = StoredRows.last(connection, head.number());
        if (last.isPresent() ? last.get().equals(head) : head.equals(state.anchor())) {
            return Optional.empty();
        }
        long there = last.map(ChainHead::number).orElse(0L);
        return Optional.of(
                there > head.number()
                        ? "row " + there + " was put in behind its end, row " + head.number()
                        : "its last row, " + head.number() + ", was removed or altered");
    }

    /** Whether the row of that name is another than the expected one. What is unknown may have been noted by another server. */
    static boolean isAnother(AuditRow ours, RowColumns.Stored taken, ChainState state) {
        boolean isOurs = ours.kind() == RowKind.UNKNOWN || taken.columns().equals(RowColumns.of(ours));
        boolean isInChain = taken.number() > state.anchor().number()
                && taken.number() <= state.head().number()
                && taken.isUnaltered();
        return ours.kind() != RowKind.BREAK && !(isOurs && isInChain);
    }

    /** Takes the place of a row whose name another one has. */
    static AuditRow displaced(AuditRow row) {
        return new AuditRow(
                row.callId(), RowKind.BREAK, row.happenedAt(), row.serverId(), row.who(), row.what(), row.ending());
    }

    /** The ends were not as they were left. */
    static AuditRow of(String reason) {
        return row(CallIds.next(), RowKind.BREAK, reason);
    }

    /** The chain is broken inside. The row has its name from what stands there. */
    static AuditRow found(ChainWalk walk) {
        return row(
                walk.nameOfFirstFault().substring(0, MAX_NAME),
                RowKind.BREAK,
                walk.faults().getFirst());
    }

    /** The seal of a former key was proven, and the current one seals from here on. */
    static AuditRow newKey() {
        return row(CallIds.next(), RowKind.NEW_KEY, null);
    }

    private static AuditRow row(String callId, RowKind kind, @Nullable String reason) {
        return new AuditRow(
                callId,
                kind,
                Instant.now(),
                "",
                AuditRow.Who.NOBODY,
                new AuditRow.What("", null, reason),
                new AuditRow.Ending(CallOutcome.OK, AuditRow.Targets.NONE, null, null));
    }
}
