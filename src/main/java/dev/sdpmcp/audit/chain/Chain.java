package dev.sdpmcp.audit.chain;

import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.CallIds;
import dev.sdpmcp.audit.row.CallOutcome;
import dev.sdpmcp.audit.row.RowKind;
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
 * servers on one database make one chain. Immutable, thread-safe.
 */
public final class Chain {

    private static final Logger LOG = System.getLogger(Chain.class.getName());

    private final ChainSeal seal;

    public Chain(ChainSeal seal) {
        this.seal = seal;
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
        remark(state).ifPresent(all::add);
        all.addAll(rows);
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
        return number;
    }

    /**
     * A row of its own if the ends are not as this key left them: sealing them again without a word would put our seal on
     * what somebody else made of the trail.
     */
    private Optional<AuditRow> remark(ChainState state) {
        if (state.isNew() || seal.fits(state)) {
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
        return Optional.of(new AuditRow(
                CallIds.next(),
                sameKey ? RowKind.BREAK : RowKind.NEW_KEY,
                Instant.now(),
                "",
                AuditRow.Who.NOBODY,
                new AuditRow.What("", null, null),
                new AuditRow.Ending(CallOutcome.OK, AuditRow.Targets.NONE, null, null)));
    }
}
