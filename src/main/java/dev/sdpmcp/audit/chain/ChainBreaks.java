package dev.sdpmcp.audit.chain;

import dev.sdpmcp.audit.chain.ChainState.ChainHead;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.AuditRow.CallOutcome;
import dev.sdpmcp.audit.row.AuditRow.RowKind;
import dev.sdpmcp.audit.row.CallIds;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Detection of breaks of the chain, and the rows that record them. Stateless. */
final class ChainBreaks {

    private static final int MAX_NAME = 36;

    private ChainBreaks() {}

    /** Reason why the last row differs from the sealed record of the ends; empty if it does not. */
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

    /** The rows that are not in the table, and for each whose name another row has taken, one that records it. */
    static List<AuditRow> missing(Connection connection, ChainState state, List<AuditRow> rows) throws SQLException {
        Map<String, RowColumns.Stored> there = StoredRows.namedLike(connection, rows);
        Set<String> names = new HashSet<>(there.keySet());
        List<AuditRow> missing = new ArrayList<>();
        for (AuditRow row : rows) {
            RowColumns.Stored taken = there.get(StoredRows.name(row));
            if (names.add(StoredRows.name(row))) {
                missing.add(row);
            } else if (taken != null && isAnother(row, taken, state)) {
                AuditRow displaced = new AuditRow(
                        row.callId(),
                        RowKind.BREAK,
                        row.happenedAt(),
                        row.serverId(),
                        row.who(),
                        row.what(),
                        row.ending());
                if (names.add(StoredRows.name(displaced))) {
                    missing.add(displaced);
                }
            }
        }
        return missing;
    }

    /** Another server may mark the same call as unknown, so that the content of such a row may differ. */
    private static boolean isAnother(AuditRow ours, RowColumns.Stored taken, ChainState state) {
        boolean isOurs = ours.kind() == RowKind.UNKNOWN || taken.columns().equals(RowColumns.of(ours));
        boolean isInChain = taken.number() > state.anchor().number()
                && taken.number() <= state.head().number()
                && taken.isUnaltered();
        return ours.kind() != RowKind.BREAK && !(isOurs && isInChain);
    }

    /** The ends were not as they were left. */
    static AuditRow of(String reason) {
        return row(CallIds.next(), RowKind.BREAK, reason);
    }

    /** The chain is broken inside. The name of the row is derived from the break. */
    static AuditRow found(ChainWalk walk) {
        return row(
                walk.nameOfFirstFault().substring(0, MAX_NAME),
                RowKind.BREAK,
                walk.faults().getFirst());
    }

    /** The current key seals from here on, after a valid seal of a former key. */
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
