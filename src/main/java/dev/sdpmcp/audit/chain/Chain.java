package dev.sdpmcp.audit.chain;

import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.CallIds;
import dev.sdpmcp.audit.row.CallOutcome;
import dev.sdpmcp.audit.row.RowKind;
import dev.sdpmcp.persistence.Database;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds rows to the end of the chain. The row that holds the ends is locked from the first look to the commit, so that all
 * servers on one database make one chain. Thread-safe.
 */
public final class Chain {

    private static final Logger LOG = System.getLogger(Chain.class.getName());

    private final ChainSeal seal;
    private final HighWater highWater;

    /** A chain that remembers how far it went as long as this object lives. */
    public Chain(ChainSeal seal) {
        this(seal, HighWater.inMemory());
    }

    public Chain(ChainSeal seal, HighWater highWater) {
        this.seal = seal;
        this.highWater = highWater;
    }

    /**
     * Adds the rows in their order, in a transaction of its own.
     *
     * @return the number of the last row of the chain
     * @throws dev.sdpmcp.persistence.DatabaseUnavailable if the database goes away; nobody knows then whether they were added
     */
    public long append(Database database, List<AuditRow> rows) {
        return committed(database.<Long>onConnection(connection -> append(connection, rows)));
    }

    /** Likewise, without the rows that are there already; at most some hundred. */
    public long appendMissing(Database database, List<AuditRow> rows) {
        return committed(database.<Long>onConnection(connection -> appendMissing(connection, rows)));
    }

    private long committed(long number) {
        highWater.committed(number);
        return number;
    }

    /**
     * Adds the rows in their order, in the transaction of the connection.
     *
     * @return the number of the last row of the chain
     */
    public long append(Connection connection, List<AuditRow> rows) throws SQLException {
        return append(connection, ChainState.lock(connection), rows);
    }

    /**
     * Like {@link #append}, without the rows that are there already.
     *
     * @param rows at most some hundred
     */
    public long appendMissing(Connection connection, List<AuditRow> rows) throws SQLException {
        ChainState state = ChainState.lock(connection);
        Set<String> there = present(connection, rows);
        List<AuditRow> missing =
                rows.stream().filter(row -> there.add(name(row))).toList();
        return missing.isEmpty() ? state.headNumber() : append(connection, state, missing);
    }

    /** Looks at the end of the chain, and adds a row that says so if it is not as it was left. */
    public void look(Database database) {
        append(database, List.of());
    }

    /** The number of the last row; all rows up to it are committed. 0 if there was none ever. */
    public long headNumber(Connection connection) throws SQLException {
        return ChainState.look(connection).headNumber();
    }

    private static String name(AuditRow row) {
        return row.callId() + row.kind().name();
    }

    private static Set<String> present(Connection connection, List<AuditRow> rows) throws SQLException {
        Set<String> there = new HashSet<>();
        String query =
                "SELECT call_id, row_kind FROM api_audit_log WHERE call_id IN (?" + ", ?".repeat(rows.size() - 1) + ")";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < rows.size(); i++) {
                statement.setString(i + 1, rows.get(i).callId());
            }
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    there.add(result.getString(1) + result.getString(2));
                }
            }
        }
        return there;
    }

    private long append(Connection connection, ChainState state, List<AuditRow> rows) throws SQLException {
        long number = state.headNumber();
        String hash = state.headHash();
        List<AuditRow> all = new ArrayList<>(rows.size() + 1);
        remark(connection, state).ifPresent(all::add);
        all.addAll(rows);
        if (all.isEmpty()) {
            return number;
        }
        try (PreparedStatement insert = connection.prepareStatement(RowColumns.INSERT)) {
            for (AuditRow row : all) {
                number++;
                List<@Nullable String> columns = RowColumns.of(row);
                RowColumns.Stored stored =
                        new RowColumns.Stored(number, hash, RowHash.of(number, hash, columns), columns);
                RowColumns.bind(insert, stored);
                insert.addBatch();
                hash = stored.hash();
            }
            insert.executeBatch();
        }
        seal.seal(number, hash, state.anchorNumber(), state.anchorHash()).write(connection);
        highWater.wrote(number, hash);
        return number;
    }

    /**
     * A row of its own if the ends are not as this key left them, or were put back: sealing them again without a word would
     * put our seal on what somebody else made of the trail.
     */
    private Optional<AuditRow> remark(Connection connection, ChainState state) throws SQLException {
        if (!highWater.isReached(connection, state)) {
            LOG.log(
                    Level.ERROR,
                    "The audit trail ends with row {0}, and this server has seen another row {1} of it: it was put back or"
                            + " shortened. Check it with --verify-audit; see After a restore in docs/operations.md",
                    state.headNumber(),
                    highWater.seen().number());
            return Optional.of(remark(RowKind.BREAK));
        }
        if (state.isNew() || seal.fits(state)) {
            highWater.saw(state);
            return Optional.empty();
        }
        boolean sameKey = state.sealKey().equals(seal.keyName());
        LOG.log(
                sameKey ? Level.ERROR : Level.WARNING,
                sameKey
                        ? "The end of the audit trail (row {0}) was not written by this program; check it with --verify-audit"
                        : "The audit trail was sealed with another key up to row {0}; if SDP_ENCRYPTION_KEY was not"
                                + " changed, check it with --verify-audit",
                state.headNumber());
        return Optional.of(remark(sameKey ? RowKind.BREAK : RowKind.NEW_KEY));
    }

    private static AuditRow remark(RowKind kind) {
        return new AuditRow(
                CallIds.next(),
                kind,
                Instant.now(),
                "",
                AuditRow.Who.NOBODY,
                new AuditRow.What("", null, null),
                new AuditRow.Ending(CallOutcome.OK, AuditRow.Targets.NONE, null, null));
    }
}
