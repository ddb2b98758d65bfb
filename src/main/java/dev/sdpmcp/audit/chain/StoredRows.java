package dev.sdpmcp.audit.chain;

import dev.sdpmcp.audit.chain.ChainState.ChainHead;
import dev.sdpmcp.audit.row.AuditRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Queries of the chain. Each is short and uses an index. Stateless. */
final class StoredRows {

    /** Before every number that a row can have. */
    static final long BEFORE_ALL = Long.MIN_VALUE;

    /** A row further than this after the head takes no number of a later row; only the check reports it. */
    static final long NEAR = 1_000_000_000L;

    private static final String LAST = "SELECT MAX(entry_number) FROM api_audit_log";
    private static final String LAST_NEAR = LAST + " WHERE entry_number >= ? AND entry_number <= ?";
    private static final String HASH = "SELECT row_hash FROM api_audit_log WHERE entry_number = ?";

    private StoredRows() {}

    /** Mapping of the current row of a result. */
    @FunctionalInterface
    interface RowMapper<T> {
        T map(ResultSet result) throws SQLException;
    }

    static <T> List<T> query(Connection connection, String sql, RowMapper<T> mapper, Object... values)
            throws SQLException {
        List<T> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(mapper.map(result));
                }
            }
        }
        return rows;
    }

    /** Rows with larger numbers, in their order. */
    static List<RowColumns.Stored> page(Connection connection, long after, int max) throws SQLException {
        return query(connection, RowColumns.SELECT, RowColumns::read, after, max);
    }

    /** The row with the highest number, without rows further than {@link #NEAR} behind the place; empty if none. */
    static Optional<ChainHead> last(Connection connection, long place) throws SQLException {
        Optional<Long> last = number(connection, LAST);
        if (last.isPresent() && last.get() - NEAR > place) {
            last = number(connection, LAST_NEAR, place, place + NEAR);
        }
        return last.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ChainHead(last.get(), hash(connection, last.get()).orElse("")));
    }

    private static Optional<Long> number(Connection connection, String sql, Object... values) throws SQLException {
        return query(
                        connection,
                        sql,
                        result -> {
                            long number = result.getLong(1);
                            return result.wasNull() ? Optional.<Long>empty() : Optional.of(number);
                        },
                        values)
                .getFirst();
    }

    static Optional<String> hash(Connection connection, long number) throws SQLException {
        return query(connection, HASH, result -> RowColumns.text(result, 1), number).stream()
                .findFirst();
    }

    /**
     * The rows with the names of these, by {@link #name}.
     *
     * @param rows at most some hundred
     */
    static Map<String, RowColumns.Stored> namedLike(Connection connection, List<AuditRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return Map.of();
        }
        Map<String, RowColumns.Stored> there = new HashMap<>();
        String sql = RowColumns.SELECT_ALL + " WHERE call_id IN (?" + ", ?".repeat(rows.size() - 1) + ")";
        Object[] calls = rows.stream().map(AuditRow::callId).toArray();
        for (RowColumns.Stored row : query(connection, sql, RowColumns::read, calls)) {
            there.put(row.column("call_id") + row.column("row_kind"), row);
        }
        return there;
    }

    /** Name of a row, unique in the table. */
    static String name(AuditRow row) {
        return row.callId() + row.kind().name();
    }
}
